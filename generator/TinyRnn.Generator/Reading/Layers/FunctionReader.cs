using System.Globalization;
using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Diagnostics;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads the function that a layer ends in, with its slope.</summary>
internal static class FunctionReader
{
    /// <summary>Where a function is written: an argument of some attributes, a property of others.</summary>
    public static Location Location(AttributeReader attribute) =>
        attribute.Given("Activation")
            ? attribute.NamedLocation("Activation")
            : attribute.ArgumentLocation(attribute.Data.ConstructorArguments.Length - 1, "activation");

    /// <param name="attribute">The layer's attribute.</param>
    /// <param name="kind">The function as it has been read; <see langword="null"/>: it is wrong, and has been reported.</param>
    public static Function? Read(AttributeReader attribute, Activation? kind)
    {
        if (kind is not { } function || !attribute.TryFinite("Slope", out float? slope))
            return null;
        if (slope is < 0)
        {
            string found = slope.Value.ToString(CultureInfo.InvariantCulture);
            attribute.Report(Descriptors.NegativeSlope, attribute.NamedLocation("Slope"), $"Slope of [{attribute.Name}]", found);
            return null;
        }

        return new(function, slope);
    }
}

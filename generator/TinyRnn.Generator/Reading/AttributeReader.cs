using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Diagnostics;

namespace TinyRnn.Generator.Reading;

/// <summary>Reads an attribute's arguments, and reports those that are wrong by themselves where they stand.</summary>
internal sealed class AttributeReader(AttributeData attribute, DiagnosticSink sink)
{
    /// <summary>Beyond this a layer is a mistake, and sums of sizes could overflow.</summary>
    public const int LargestSize = 65_536;

    /// <summary>Name as written, without the suffix: <c>Lstm</c>.</summary>
    public string Name { get; } = attribute.AttributeClass?.Name.Replace("Attribute", "") ?? "";

    public AttributeData Data => attribute;

    /// <summary>Reports something that is wrong with it.</summary>
    public void Report(DiagnosticDescriptor descriptor, Location location, params string[] arguments) => sink.Report(descriptor, location, arguments);

    /// <summary>The whole attribute.</summary>
    public Location Location => Syntax?.GetLocation() ?? Location.None;

    private AttributeSyntax? Syntax => attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

    /// <summary>A size given to the constructor; <see langword="null"/> and a diagnostic if it is out of range.</summary>
    public int? Size(int index, string parameter, int largest = LargestSize, int? defaultValue = null, int smallest = 1)
    {
        if (attribute.ConstructorArguments.Length <= index || attribute.ConstructorArguments[index].Value is not int size)
            return defaultValue;
        return InRange(size, smallest, largest, parameter, ArgumentLocation(index, parameter));
    }

    /// <summary>A size given as a property, or its default.</summary>
    public int? NamedSize(string property, int smallest, int defaultValue = 0)
    {
        int size = Named(property, defaultValue);
        return InRange(size, smallest, LargestSize, property, NamedLocation(property));
    }

    /// <summary>A probability below 1 given to the constructor; <see langword="null"/> and a diagnostic if it is none.</summary>
    public float? Rate(int index, string parameter)
    {
        float rate = attribute.ConstructorArguments.Length > index && attribute.ConstructorArguments[index].Value is float value ? value : float.NaN;
        if (rate is >= 0 and < 1)
            return rate;
        sink.Report(Descriptors.RateOutOfRange, ArgumentLocation(index, parameter), $"{parameter} of [{Name}]", rate.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    /// <summary>A finite number given as a property, or <see langword="null"/>; <see langword="false"/> and a diagnostic if it is none.</summary>
    public bool TryFinite(string property, out float? number)
    {
        number = Given(property) ? Named(property, 0f) : null;
        if (number is not { } value || !(float.IsNaN(value) || float.IsInfinity(value)))
            return true;
        sink.Report(Descriptors.NotFinite, NamedLocation(property), $"{property} of [{Name}]", value.ToString(CultureInfo.InvariantCulture));
        return false;
    }

    /// <summary>A finite number above 0 given as a property, or <see langword="null"/>; <see langword="false"/> and a diagnostic if it is none.</summary>
    public bool TryAboveZero(string property, out float? number)
    {
        if (!TryFinite(property, out number))
            return false;
        if (number is not <= 0)
            return true;
        sink.Report(
            Descriptors.NumberOutOfRange, NamedLocation(property), $"{property} of [{Name}]", number.Value.ToString(CultureInfo.InvariantCulture),
            "a number above 0, or leave it out");
        return false;
    }

    /// <summary>Whether the attribute sets a property.</summary>
    public bool Given(string property) => attribute.NamedArguments.Any(argument => argument.Key == property);

    /// <summary>A property, or its default.</summary>
    public T Named<T>(string property, T defaultValue)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == property && argument.Value.Value is T value)
                return value;
        }

        return defaultValue;
    }

    /// <summary>Text given as a property, or <see langword="null"/>.</summary>
    public ForeignText? Text(string property) => ForeignText.From(Named<string?>(property, null));

    /// <summary>An array of texts given as a property; a <see langword="null"/> among them is an empty one.</summary>
    public IReadOnlyList<string> Texts(string property) =>
        [.. attribute.NamedArguments
            .Where(argument => argument.Key == property && argument.Value is { Kind: TypedConstantKind.Array, IsNull: false })
            .SelectMany(argument => argument.Value.Values)
            .Select(value => value.Value as string ?? "")];

    /// <summary>An enumeration property.</summary>
    public T? Enum<T>(string property, T defaultValue)
        where T : struct, Enum =>
        Defined(Named(property, Convert.ToInt32(defaultValue, CultureInfo.InvariantCulture)), property, defaultValue, NamedLocation(property));

    /// <summary>An enumeration given to the constructor.</summary>
    public T? EnumAt<T>(int index, string parameter, T defaultValue)
        where T : struct, Enum
    {
        if (attribute.ConstructorArguments.Length <= index || attribute.ConstructorArguments[index].Value is not int value)
            return defaultValue;
        return Defined(value, parameter, defaultValue, ArgumentLocation(index, parameter));
    }

    /// <summary>Where a property is set, or the attribute if it is not.</summary>
    public Location NamedLocation(string property) =>
        Syntax?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property)?.GetLocation() ?? Location;

    /// <summary>Where a constructor argument stands, or the attribute if it is left out.</summary>
    public Location ArgumentLocation(int index, string parameter)
    {
        if (Syntax?.ArgumentList is not { } list)
            return Location;
        AttributeArgumentSyntax? named = list.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter);
        if (named is not null)
            return named.GetLocation();
        return index < list.Arguments.Count && list.Arguments[index] is { NameEquals: null, NameColon: null } positional
            ? positional.GetLocation()
            : Location;
    }

    private int? InRange(int size, int smallest, int largest, string name, Location location)
    {
        if (size >= smallest && size <= largest)
            return size;
        sink.Report(
            Descriptors.SizeOutOfRange,
            location,
            $"{name} of [{Name}]",
            size.ToString(CultureInfo.InvariantCulture),
            smallest.ToString(CultureInfo.InvariantCulture),
            largest.ToString("N0", CultureInfo.InvariantCulture));
        return null;
    }

    private T? Defined<T>(int value, string name, T defaultValue, Location location)
        where T : struct, Enum
    {
        object boxed = System.Enum.ToObject(typeof(T), value);
        if (System.Enum.IsDefined(typeof(T), boxed))
            return (T)boxed;
        sink.Report(
            Descriptors.UndefinedValue,
            location,
            $"{name} of [{Name}]",
            value.ToString(CultureInfo.InvariantCulture),
            defaultValue.GetType().Name,
            string.Join(", ", System.Enum.GetNames(typeof(T))));
        return null;
    }
}

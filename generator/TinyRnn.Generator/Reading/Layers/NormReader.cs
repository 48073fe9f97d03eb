using System.Globalization;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Model.Layers.BatchNorm;
using TinyRnn.Model.Layers.LayerNorm;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads the norms: <c>[LayerNorm]</c> and <c>[BatchNorm]</c>.</summary>
internal static class NormReader
{
    /// <summary>As in PyTorch.</summary>
    private const float UsualEpsilon = 1e-5f;

    /// <summary>As in PyTorch.</summary>
    private const float UsualMomentum = 0.1f;

    public static LayerSpec? ReadLayerNorm(AttributeReader attribute) => Epsilon(attribute) is { } epsilon
        ? new LayerNormSpec(epsilon, attribute.Named("Affine", true), attribute.Text("Name"))
        : null;

    public static LayerSpec? ReadBatchNorm(AttributeReader attribute)
    {
        float? epsilon = Epsilon(attribute);
        float? momentum = Number(attribute, "Momentum", UsualMomentum, value => value is >= 0 and <= 1, "a number from 0 to 1");
        return epsilon is null || momentum is null ? null : new BatchNormSpec(epsilon.Value, momentum.Value, attribute.Text("Name"));
    }

    private static float? Epsilon(AttributeReader attribute) =>
        Number(attribute, "Epsilon", UsualEpsilon, value => value > 0 && !float.IsInfinity(value), "a finite number above 0");

    private static float? Number(AttributeReader attribute, string property, float usual, Func<float, bool> isValid, string needed)
    {
        float value = attribute.Named(property, usual);
        if (isValid(value))
            return value;
        string found = value.ToString(CultureInfo.InvariantCulture);
        attribute.Report(Descriptors.NumberOutOfRange, attribute.NamedLocation(property), $"{property} of [{attribute.Name}]", found, needed);
        return null;
    }
}

namespace TinyRnn.Weights;

/// <summary>
/// The numbers of a <c>TinyRnn.Data.FeatureScaler</c>, as a model keeps them: <c>scaled = (value - offset) / scale</c>. Each converts into the other by
/// itself, bit for bit.
/// </summary>
/// <example>
/// <code>
/// FeatureScaler scaler = FeatureScaler.Standardize(new float[300], features: 3);
/// ModelMetadata metadata = new() { InputScaler = scaler };
/// FeatureScaler same = metadata.InputScaler;
/// </code>
/// </example>
public sealed class ScalerConstants
{
    private readonly float[] _offsets;
    private readonly float[] _scales;

    /// <param name="offsets">What is subtracted, for each feature; finite.</param>
    /// <param name="scales">What the difference is divided by, for each feature; finite, not 0.</param>
    /// <exception cref="ArgumentException">No feature, not a scale for each, or a number out of its range; the message names it.</exception>
    public ScalerConstants(ReadOnlySpan<float> offsets, ReadOnlySpan<float> scales)
    {
        if (offsets.IsEmpty || offsets.Length != scales.Length)
            throw new ArgumentException(
                $"There are {Counted.Of(offsets.Length, "offset")} and {Counted.Of(scales.Length, "scale")}: each feature has one of both. Pass as many of them.",
                nameof(scales));
        for (int feature = 0; feature < offsets.Length; feature++)
        {
            if (!float.IsFinite(offsets[feature]) || !float.IsFinite(scales[feature]) || scales[feature] == 0)
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Feature {feature} has the offset {offsets[feature]} and the scale {scales[feature]}: both are finite, and a scale is not 0."),
                    nameof(scales));
        }

        (_offsets, _scales) = (offsets.ToArray(), scales.ToArray());
    }

    /// <summary>Number of features.</summary>
    public int Features => _offsets.Length;

    /// <summary>What is subtracted, for each feature.</summary>
    public ReadOnlySpan<float> Offsets => _offsets;

    /// <summary>What the difference is divided by, for each feature.</summary>
    public ReadOnlySpan<float> Scales => _scales;
}

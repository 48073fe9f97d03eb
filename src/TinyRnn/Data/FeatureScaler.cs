using System.Diagnostics.CodeAnalysis;
using TinyRnn.Weights;

namespace TinyRnn.Data;

/// <summary>
/// Brings each feature of a sequence to the numbers that a model learns best from, and back: <c>scaled = (value - offset) / scale</c>, with an offset and a
/// scale for each feature. Fit it to the training part alone, apply it to everything, and keep it with the weights
/// (<c>net.Metadata</c>).
/// </summary>
/// <example>
/// <code>
/// float[] rows = [20, 100, 22, 140, 24, 120];                           // [T, F]: three steps of two features
/// FeatureScaler scaler = FeatureScaler.Standardize(rows, features: 2);
/// scaler.Apply(rows);                                                   // each feature has mean 0 and variance 1 now
/// float celsius = scaler.Invert(rows[4], feature: 0);                   // 24
/// </code>
/// </example>
public sealed class FeatureScaler
{
    private readonly ScalerConstants _constants;

    /// <summary>A scaler of numbers that are known already.</summary>
    /// <param name="offsets">What is subtracted, for each feature; finite.</param>
    /// <param name="scales">What the difference is divided by, for each feature; finite, not 0.</param>
    /// <exception cref="ArgumentException">No feature, not a scale for each, or a number out of its range; the message names it.</exception>
    public FeatureScaler(ReadOnlySpan<float> offsets, ReadOnlySpan<float> scales)
        : this(new ScalerConstants(offsets, scales))
    {
    }

    private FeatureScaler(ScalerConstants constants) => _constants = constants;

    /// <summary>Number of features.</summary>
    public int Features => _constants.Features;

    /// <summary>What is subtracted, for each feature.</summary>
    public ReadOnlySpan<float> Offsets => _constants.Offsets;

    /// <summary>What the difference is divided by, for each feature.</summary>
    public ReadOnlySpan<float> Scales => _constants.Scales;

    /// <summary>Its numbers, as a model keeps them in its <see cref="ModelMetadata"/>.</summary>
    /// <param name="scaler">The scaler.</param>
    [return: NotNullIfNotNull(nameof(scaler))]
    public static implicit operator ScalerConstants?(FeatureScaler? scaler) => scaler?.ToScalerConstants();

    /// <summary>A scaler of the numbers that a model keeps.</summary>
    /// <param name="constants">The numbers.</param>
    [return: NotNullIfNotNull(nameof(constants))]
    public static implicit operator FeatureScaler?(ScalerConstants? constants) => constants is null ? null : FromScalerConstants(constants);

    /// <summary>A scaler of the numbers that a model keeps.</summary>
    /// <param name="constants">The numbers.</param>
    public static FeatureScaler FromScalerConstants(ScalerConstants constants)
    {
        ArgumentNullException.ThrowIfNull(constants);
        return new(constants);
    }

    /// <summary>Its numbers, as a model keeps them in its <see cref="ModelMetadata"/>.</summary>
    public ScalerConstants ToScalerConstants() => _constants;

    /// <summary>To mean 0 and variance 1 over these rows (z-scores). A feature that never changes becomes 0.</summary>
    /// <param name="rows"><c>[T, F]</c>, all finite.</param>
    /// <param name="features">Features F of a row.</param>
    /// <exception cref="ArgumentException">No whole rows, or a value that is not finite; the message names it.</exception>
    public static FeatureScaler Standardize(ReadOnlySpan<float> rows, int features = 1)
    {
        int count = Rows(rows, features);
        float[] offsets = new float[features];
        float[] scales = new float[features];
        for (int feature = 0; feature < features; feature++)
        {
            double mean = 0;
            for (int row = 0; row < count; row++)
                mean += rows[(row * features) + feature];
            mean /= count;
            double squares = 0;
            for (int row = 0; row < count; row++)
                squares += Math.Pow(rows[(row * features) + feature] - mean, 2);
            offsets[feature] = (float)mean;
            scales[feature] = Usable(Math.Sqrt(squares / count));
        }

        return new(offsets, scales);
    }

    /// <summary>To values between two limits over these rows. A feature that never changes becomes the lower limit.</summary>
    /// <param name="rows"><c>[T, F]</c>, all finite.</param>
    /// <param name="features">Features F of a row.</param>
    /// <param name="low">What a feature's least value becomes.</param>
    /// <param name="high">What its largest value becomes, above <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">No whole rows, a value that is not finite, or limits that are not two; the message names it.</exception>
    public static FeatureScaler MinMax(ReadOnlySpan<float> rows, int features = 1, float low = 0, float high = 1)
    {
        int count = Rows(rows, features);
        if (!float.IsFinite(low) || !float.IsFinite(high) || !(low < high))
            throw new ArgumentException(
                FormattableString.Invariant($"The limits are {low} and {high}: the first is below the second, and both are finite."), nameof(high));
        float[] offsets = new float[features];
        float[] scales = new float[features];
        for (int feature = 0; feature < features; feature++)
        {
            (float least, float largest) = (float.PositiveInfinity, float.NegativeInfinity);
            for (int row = 0; row < count; row++)
            {
                float value = rows[(row * features) + feature];
                (least, largest) = (Math.Min(least, value), Math.Max(largest, value));
            }

            scales[feature] = Usable(((double)largest - least) / (high - low));
            offsets[feature] = (float)(least - ((double)low * scales[feature]));
        }

        return new(offsets, scales);
    }

    /// <summary>Scales rows in place.</summary>
    /// <param name="rows"><c>[T, F]</c>.</param>
    /// <exception cref="ArgumentException">No whole number of rows.</exception>
    public void Apply(Span<float> rows) => Apply(rows, rows);

    /// <summary>Scales rows. It allocates nothing.</summary>
    /// <param name="rows"><c>[T, F]</c>.</param>
    /// <param name="scaled">Room for as many; it may be the same memory.</param>
    /// <exception cref="ArgumentException">No whole number of rows, room for another number of values, or memory that overlaps in part.</exception>
    public void Apply(ReadOnlySpan<float> rows, Span<float> scaled)
    {
        Check(rows, scaled);
        for (int place = 0; place < rows.Length; place += Features)
        {
            for (int feature = 0; feature < Features; feature++)
                scaled[place + feature] = (rows[place + feature] - Offsets[feature]) / Scales[feature];
        }
    }

    /// <summary>Brings scaled rows back, in place.</summary>
    /// <param name="rows"><c>[T, F]</c>.</param>
    /// <exception cref="ArgumentException">No whole number of rows.</exception>
    public void Invert(Span<float> rows) => Invert(rows, rows);

    /// <summary>Brings scaled rows back. It allocates nothing.</summary>
    /// <param name="scaled"><c>[T, F]</c>.</param>
    /// <param name="rows">Room for as many; it may be the same memory.</param>
    /// <exception cref="ArgumentException">No whole number of rows, room for another number of values, or memory that overlaps in part.</exception>
    public void Invert(ReadOnlySpan<float> scaled, Span<float> rows)
    {
        Check(scaled, rows);
        for (int place = 0; place < rows.Length; place += Features)
        {
            for (int feature = 0; feature < Features; feature++)
                rows[place + feature] = (scaled[place + feature] * Scales[feature]) + Offsets[feature];
        }
    }

    /// <summary>A single value, scaled.</summary>
    /// <param name="value">The value.</param>
    /// <param name="feature">Which feature it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such feature.</exception>
    public float Apply(float value, int feature) => (value - Offsets[Place(feature)]) / Scales[feature];

    /// <summary>A single value, brought back.</summary>
    /// <param name="value">The scaled value.</param>
    /// <param name="feature">Which feature it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such feature.</exception>
    public float Invert(float value, int feature) => (value * Scales[Place(feature)]) + Offsets[feature];

    /// <summary>The scaler of some of the features: of those that a model forecasts, for instance.</summary>
    /// <param name="features">Which, in the order that they will have.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such feature.</exception>
    /// <exception cref="ArgumentException">None at all.</exception>
    public FeatureScaler Of(params ReadOnlySpan<int> features)
    {
        float[] offsets = new float[features.Length];
        float[] scales = new float[features.Length];
        for (int i = 0; i < features.Length; i++)
            (offsets[i], scales[i]) = (Offsets[Place(features[i])], Scales[features[i]]);
        return new(offsets, scales);
    }

    /// <summary>A feature that never changes is only moved.</summary>
    private static float Usable(double scale) => (float)scale is > 0 and < float.PositiveInfinity and float usable ? usable : 1;

    private static int Rows(ReadOnlySpan<float> rows, int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        if (rows.IsEmpty || rows.Length % features != 0)
            throw new ArgumentException(
                $"There are {Counted.Of(rows.Length, "value")}, and a row has {features}: pass whole rows, at least one.", nameof(rows));
        for (int i = 0; i < rows.Length; i++)
        {
            if (!float.IsFinite(rows[i]))
                throw new ArgumentException(
                    FormattableString.Invariant($"Feature {i % features} of row {i / features} is {rows[i]}: fill gaps before, or leave such rows out."),
                    nameof(rows));
        }

        return rows.Length / features;
    }

    private void Check(ReadOnlySpan<float> source, ReadOnlySpan<float> destination)
    {
        if (source.Length % Features != 0)
            throw new ArgumentException(
                $"There are {Counted.Of(source.Length, "value")}, and a row of this scaler has {Features}: pass whole rows.", nameof(source));
        if (destination.Length != source.Length)
            throw new ArgumentException(
                $"There are {Counted.Of(source.Length, "value")}, but room for {destination.Length}: pass room for as many.", nameof(destination));
        if (source.Overlaps(destination, out int offset) && offset != 0)
            throw new ArgumentException("The rows overlap the room for the result in part: pass the same memory, or memory of its own.", nameof(destination));
    }

    private int Place(int feature)
    {
        if ((uint)feature >= (uint)Features)
            throw new ArgumentOutOfRangeException(nameof(feature), feature, $"It has {Counted.Of(Features, "feature")}, counted from 0.");
        return feature;
    }
}

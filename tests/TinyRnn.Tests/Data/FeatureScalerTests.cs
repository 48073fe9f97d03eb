using TinyRnn.Data;
using Xunit;

namespace TinyRnn.Tests.Data;

public class FeatureScalerTests
{
    private static readonly float[] s_rows = [20, 100, 5, 22, 140, 5, 24, 120, 5];

    [Fact]
    public void Standardized_features_have_mean_0_and_variance_1()
    {
        FeatureScaler scaler = FeatureScaler.Standardize(s_rows, features: 3);
        float[] scaled = new float[9];
        scaler.Apply(s_rows, scaled);
        float deviation = MathF.Sqrt(8 / 3f);
        Assert.Equal([22, 120, 5], scaler.Offsets.ToArray());
        Assert.Equal([deviation, 10 * deviation, 1], scaler.Scales.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5f);
        for (int feature = 0; feature < 2; feature++)
        {
            float[] values = [scaled[feature], scaled[3 + feature], scaled[6 + feature]];
            Assert.Equal(0, values.Average(), 1e-6);
            Assert.Equal(1, values.Average(value => value * value), 1e-5);
        }

        // A feature that never changes is only moved.
        Assert.Equal([0f, 0, 0], [scaled[2], scaled[5], scaled[8]]);
        scaler.Invert(scaled);
        Assert.Equal(s_rows, scaled, (a, b) => Math.Abs(a - b) < 1e-4f);
    }

    [Fact]
    public void Limits_are_reached_and_left_by_values_that_were_not_seen()
    {
        FeatureScaler scaler = FeatureScaler.MinMax(s_rows, features: 3, low: -1, high: 1);
        float[] scaled = [.. s_rows];
        scaler.Apply(scaled);
        Assert.Equal([-1f, -1, -1, 0, 1, -1, 1, 0, -1], scaled, (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.Equal(2, scaler.Apply(26, feature: 0), 1e-6f);
        Assert.Equal(26, scaler.Invert(2, feature: 0), 1e-5f);
    }

    [Fact]
    public void The_numbers_of_a_scaler_make_an_equal_one_and_features_can_be_chosen()
    {
        FeatureScaler scaler = FeatureScaler.Standardize(s_rows, features: 3);
        FeatureScaler kept = new(scaler.Offsets, scaler.Scales);
        Assert.Equal(scaler.Apply(17, 1), kept.Apply(17, 1));
        FeatureScaler chosen = scaler.Of(1, 0);
        Assert.Equal([120, 22], chosen.Offsets.ToArray());
        Assert.Equal(scaler.Invert(0.5f, 1), chosen.Invert(0.5f, 0));
    }

    [Fact]
    public void Large_numbers_close_to_each_other_keep_their_differences()
    {
        float[] rows = [1_000_000, 1_000_001, 1_000_002, 1_000_003];
        FeatureScaler.Standardize(rows).Apply(rows);
        Assert.Equal([-1.3416f, -0.4472f, 0.4472f, 1.3416f], rows, (a, b) => Math.Abs(a - b) < 1e-3f);
    }

    [Fact]
    public void Using_it_allocates_nothing()
    {
        FeatureScaler scaler = FeatureScaler.Standardize(s_rows, features: 3);
        float[] rows = [.. s_rows];
        Conformance.Allocation.IsNone(() =>
        {
            scaler.Apply(rows);
            scaler.Invert(rows);
        });
    }

    [Fact]
    public void What_cannot_be_fitted_or_scaled_is_named()
    {
        Says("Feature 1 of row 1 is NaN", () => FeatureScaler.Standardize([1, 2, 3, float.NaN], 2));
        Says("Feature 0 of row 2 is Infinity", () => FeatureScaler.MinMax([1, 2, float.PositiveInfinity]));
        Says("There are 3 values, and a row has 2", () => FeatureScaler.Standardize([1, 2, 3], 2));
        Says("pass whole rows, at least one", () => FeatureScaler.Standardize([], 2));
        Says("The limits are 1 and 1", () => FeatureScaler.MinMax([1, 2], low: 1));
        Says("There are 2 offsets and 1 scale", () => new FeatureScaler([0, 0], [1]));
        Says("Feature 1 has the offset 0 and the scale 0", () => new FeatureScaler([0, 0], [1, 0]));
        FeatureScaler scaler = FeatureScaler.Standardize(s_rows, 3);
        Says("a row of this scaler has 3", () => scaler.Apply(new float[4]));
        Says("room for 3", () => scaler.Invert(new float[6], new float[3]));
        Says("It has 3 features, counted from 0", () => scaler.Apply(1, 3));
        Says("It has 3 features, counted from 0", () => scaler.Of(0, -1));
        float[] rows = new float[12];
        Says("in part", () => scaler.Apply(rows.AsSpan(0, 9), rows.AsSpan(3)));
    }

    internal static void Says(string part, Action call) =>
        Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);

    /// <summary>The same of what would give something, a constructor for instance.</summary>
    internal static void Says(string part, Func<object> call) =>
        Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);
}

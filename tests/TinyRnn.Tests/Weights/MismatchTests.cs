using TinyRnn.Conformance;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>Valid files that are not the model's.</summary>
public class MismatchTests
{
    private static readonly TensorBinding[] s_dense = [new("fc.weight", [2, 3], 0), new("fc.bias", [2], 6)];

    [Fact]
    public void A_missing_tensor_is_listed_with_its_shape()
    {
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => WeightData.Load("mismatch_missing_bias"));
        Assert.Equal(["bias_hh_l0 [16]"], error.Missing);
        Assert.Empty(error.Unexpected.Concat(error.WrongShape).Concat(error.WrongType));
        Verify.Says(error, WeightData.Path("mismatch_missing_bias"), "the weights of TestNet", "nothing was loaded", "Missing: bias_hh_l0 [16].");
    }

    [Fact]
    public void A_GRU_is_recognised()
    {
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => WeightData.Load("mismatch_gate_count_gru_shape"));
        Assert.Equal(
            [
                "weight_ih_l0: expected [16, 3], found [12, 3]", "weight_hh_l0: expected [16, 4], found [12, 4]", "bias_ih_l0: expected [16], found [12]",
                "bias_hh_l0: expected [16], found [12]",
            ],
            error.WrongShape);
        Verify.Says(error, [.. error.WrongShape, "The file holds GRU layers, the model has LSTM layers, by the shape of weight_hh_l0"]);
    }

    [Fact]
    public void Everything_is_said_at_once()
    {
        byte[] file = WeightData.File(
            """
            {"one":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},
            "two":{"dtype":"I8","shape":[2],"data_offsets":[4,6]},
            "three":{"dtype":"F8_E5M2","shape":[2],"data_offsets":[6,8]},
            "extra":{"dtype":"F32","shape":[],"data_offsets":[8,12]},
            "more":{"dtype":"F32","shape":[0,5],"data_offsets":[12,12]}}
            """,
            new byte[12]);
        TensorBinding[] bindings =
        [
            new("zero", [4, 5], 0), new("one", [1, 1], 0), new("two", [2], 0),
            new("three", [3], 0),
        ];
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => WeightData.Load(file, bindings));
        Assert.Equal(["zero [4, 5]"], error.Missing);
        Assert.Equal(["extra []", "more [0, 5]"], error.Unexpected);
        Assert.Equal(["one: expected [1, 1], found [1]", "three: expected [3], found [2]"], error.WrongShape);
        Assert.Equal(
            [
                "two: expected F32, F16, BF16 or F64, found I8 without a scale for each row, 'two_scale'",
                "three: expected F32, F16, BF16 or F64, found F8_E5M2",
            ],
            error.WrongType);
        Verify.Says(error, [.. error.Missing, .. error.Unexpected, .. error.WrongShape, .. error.WrongType]);
    }

    [Fact]
    public void Unexpected_tensors_are_an_error_unless_they_are_ignored()
    {
        byte[] file = Dense("", ("step", [1]));
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => WeightData.Load(file, s_dense));
        Assert.Equal(["step [1]"], error.Unexpected);
        Assert.Equal(WeightData.Load(Dense(""), s_dense), WeightData.Load(file, s_dense, new WeightLoadOptions { IgnoreUnexpected = true }));
    }

    [Fact]
    public void Ignoring_unexpected_tensors_ignores_nothing_else() =>
        Assert.Equal(
            ["fc.bias [2]"],
            Assert.Throws<WeightMismatchException>(
                () => WeightData.Load(Make(("fc.weight", [2, 3]), ("x", [1])), s_dense, new WeightLoadOptions { IgnoreUnexpected = true })).Missing);

    [Fact]
    public void Tensors_outside_the_prefix_are_somebody_elses_and_those_inside_are_not()
    {
        byte[] file = Dense("net.", ("other.weight", [5]));
        Assert.Equal(WeightData.Load(Dense(""), s_dense), WeightData.Load(file, s_dense, new WeightLoadOptions { Prefix = "net." }));
        file = Dense("net.", ("net.step", [5]));
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(
            () => WeightData.Load(file, s_dense, new WeightLoadOptions { Prefix = "net." }));
        Assert.Equal(["step [5]"], error.Unexpected);
    }

    [Fact]
    public void The_prefixed_file_needs_all_three_options()
    {
        Assert.Equal(
            ["step []"],
            Assert.Throws<WeightMismatchException>(
                () => WeightData.Load("ok_prefixed_names_extra_tensors", WeightData.Prefixed(ignoreUnexpected: false))).Unexpected);
        Assert.Equal(
            WeightData.Load("ok_f32"), WeightData.Load("ok_prefixed_names_extra_tensors", WeightData.Prefixed(ignoreUnexpected: true)));
    }

    [Fact]
    public void Two_tensors_of_one_name_are_an_error()
    {
        WeightLoadOptions options = new() { Rename = _ => "fc.bias", IgnoreUnexpected = true };
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => WeightData.Load(Dense(""), s_dense, options));
        Verify.Says(error, "Rename gives both 'fc.weight' and 'fc.bias' the name 'fc.bias'");
    }

    [Theory]
    [InlineData("net.", "All of them are there with \"net.\" before their names: set WeightLoadOptions.Prefix to it.")]
    [InlineData("module.net.", "All of them are there with \"module.net.\" before their names")]
    public void A_prefix_is_recognised(string prefix, string hint)
    {
        Verify.Says(Assert.Throws<WeightMismatchException>(() => WeightData.Load(Dense(prefix, ("a.fc.weight", [1])), s_dense)), hint);

        // And the advice is good.
        WeightData.Load(Dense(prefix), s_dense, new WeightLoadOptions { Prefix = prefix });
    }

    [Fact]
    public void Two_prefixes_are_both_offered() =>
        Verify.Says(
            Assert.Throws<WeightMismatchException>(
                () => WeightData.Load(
                    Make(("encoder.fc.weight", [2, 3]), ("encoder.fc.bias", [2]), ("decoder.fc.weight", [2, 3]), ("decoder.fc.bias", [2])), s_dense)),
            "\"decoder.\" or \"encoder.\" before their names: set WeightLoadOptions.Prefix to one of these");

    [Fact]
    public void A_prefix_that_does_not_fit_all_names_is_not_offered()
    {
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => WeightData.Load("ok_prefixed_names_extra_tensors"));
        Assert.Equal(6, error.Missing.Count);
        Assert.DoesNotContain(nameof(WeightLoadOptions.Prefix), error.Message, StringComparison.Ordinal);
        Verify.Says(
            error, "the layer without a name 'model.rnn', fc 'model.fc'", "[Lstm(4, Name = \"model.rnn\")] [Dense(2, Name = \"model.fc\")]",
            "WeightLoadOptions.Rename");
    }

    [Fact]
    public void A_prefix_that_the_file_lacks_is_recognised() =>
        Verify.Says(
            Assert.Throws<WeightMismatchException>(() => WeightData.Load(Make(("weight", [2, 3]), ("bias", [2])), s_dense)),
            "the file calls fc ''",
            "[Dense(2, Name = \"\")]",
            "WeightLoadOptions.Rename");

    [Fact]
    public void No_advice_is_given_where_nothing_is_similar()
    {
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => WeightData.Load(Make(("x", [2])), s_dense));
        Assert.DoesNotContain(nameof(WeightLoadOptions), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_advice_leads_away_from_a_file_that_has_all_names()
    {
        byte[] file = Dense("", ("ema.fc.weight", [2, 3]), ("ema.fc.bias", [2]));
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => WeightData.Load(file, s_dense));
        Assert.Equal(["ema.fc.weight [2, 3]", "ema.fc.bias [2]"], error.Unexpected);
        Assert.DoesNotContain(nameof(WeightLoadOptions.Prefix), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(WeightLoadOptions.Rename), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_name_that_differs_is_recognised() =>
        Verify.Says(
            Assert.Throws<WeightMismatchException>(() => WeightData.Load(Make(("fc.weight", [2, 3]), ("head.fc.bias", [2])), s_dense)),
            "'head.fc.bias' [2] may be the model's 'fc.bias'");

    [Fact]
    public void A_square_matrix_is_not_called_transposed()
    {
        TensorBinding[] bindings = [new("w", [3, 3], 0), new("b", [2], 9)];
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => WeightData.Load(Make(("w", [3, 3]), ("b", [3])), bindings));
        Assert.DoesNotContain("transposed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_transposed_matrix_is_recognised() =>
        Verify.Says(
            Assert.Throws<WeightMismatchException>(() => WeightData.Load(Make(("fc.weight", [3, 2]), ("fc.bias", [2])), s_dense)),
            "fc.weight: expected [2, 3], found [3, 2]",
            "transposed");

    [Fact]
    public void A_thousand_unexpected_tensors_do_not_fill_the_message()
    {
        int[] empty = [0];
        byte[] file = Dense("", [.. Enumerable.Range(0, 1000).Select(i => ($"x{i}", empty))]);
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => WeightData.Load(file, s_dense));
        Assert.Equal(1000, error.Unexpected.Count);
        Verify.Says(error, "x0 [0]; x1 [0]", "x39 [0]; and 960 more");
    }

    [Fact]
    public void Every_list_of_the_message_ends()
    {
        int[] other = [2];
        TensorBinding[] model = [.. Enumerable.Range(0, 52).Select(i => new TensorBinding($"x{i}", [1], i))];
        Verify.Says(Assert.Throws<WeightMismatchException>(() => WeightData.Load(Make(("y", other)), model)), "Missing: x0 [1]", "x39 [1]; and 12 more.");
        byte[] file = Make([.. Enumerable.Range(0, 52).Select(i => ($"x{i}", other))]);
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => WeightData.Load(file, model));
        Verify.Says(error, "Wrong shape: x0: expected [1], found [2]", "x39: expected [1], found [2]; and 12 more.");
        Assert.Equal(52, error.WrongShape.Count);
    }

    [Fact]
    public void What_is_said_behind_a_long_name_is_not_cut()
    {
        string name = new('n', 120);
        WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => WeightData.Load(Make((name, [2])), [new(name, [1], 0)]));
        Verify.Says(error, $"{name}: expected [1], found [2].");
    }

    private static byte[] Dense(string prefix, params (string Name, int[] Shape)[] more) =>
        Make([(prefix + "fc.weight", [2, 3]), (prefix + "fc.bias", [2]), .. more]);

    /// <summary>Tensors that count 1, 2, 3...</summary>
    private static byte[] Make(params (string Name, int[] Shape)[] tensors)
    {
        SafetensorsWriter writer = new();
        foreach ((string name, int[] shape) in tensors)
        {
            int count = shape.Aggregate(1, (product, size) => product * size);
            writer.Add(name, shape, Enumerable.Range(1, count).Select(i => (float)i).ToArray());
        }

        return WeightData.Bytes(writer);
    }
}

using TinyRnn.Conformance;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>One message has all that is to be changed: whoever follows it loads the file in the next attempt.</summary>
public class OneRoundTests
{
    private static readonly TensorBinding[] s_model = HintFiles.Model("lstm", "fc");
    private static readonly TensorBinding s_step = new("step", [1], 0);

    [Fact]
    public void Where_only_strangers_are_wrong_the_remedy_is_to_ignore_them()
    {
        byte[] file = HintFiles.File([.. s_model, s_step]);
        Verify.Says(HintFiles.Fails(file, s_model), "The file has all that the model needs: set WeightLoadOptions.IgnoreUnexpected to pass over the rest.");
        HintFiles.Load(file, s_model, new() { IgnoreUnexpected = true });
    }

    [Fact]
    public void Where_more_is_wrong_ignoring_strangers_is_no_remedy()
    {
        foreach (TensorBinding[] rest in (TensorBinding[][])[[], [new("fc.bias", [3], 0)]])
            Assert.DoesNotContain(
                nameof(WeightLoadOptions.IgnoreUnexpected), HintFiles.Fails(HintFiles.File([.. s_model[..^1], .. rest, s_step]), s_model).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void What_belongs_to_a_layer_is_not_called_the_rest()
    {
        byte[] file = HintFiles.File([.. s_model, new("lstm.weight_peephole_l0", [3, 4], 0)]);
        Assert.DoesNotContain(nameof(WeightLoadOptions.IgnoreUnexpected), HintFiles.Fails(file, s_model).Message, StringComparison.Ordinal);
        file = HintFiles.File([.. s_model, new("lstm.weight_peephole_l0", [3, 4], 0), s_step]);
        Verify.Says(HintFiles.Fails(file, s_model), "IgnoreUnexpected passes over what belongs to nobody here", "give it the empty name");
        HintFiles.Load(
            file, s_model, new() { IgnoreUnexpected = true, Rename = name => name.Contains("peephole", StringComparison.Ordinal) ? "" : name });
    }

    [Theory]
    [InlineData("net.", "")]
    [InlineData("", "net.")]
    public void A_prefix_and_strangers_are_named_together(string prefix, string given)
    {
        byte[] file = HintFiles.File([.. HintFiles.Model(prefix + "lstm", prefix + "fc"), new(prefix + "step", [1], 0)]);
        WeightMismatchException error = HintFiles.Fails(file, s_model, new() { Prefix = given });
        Verify.Says(error, "WeightLoadOptions.Prefix", "The file has more than that: set WeightLoadOptions.IgnoreUnexpected as well");
        HintFiles.Load(file, s_model, new() { Prefix = prefix, IgnoreUnexpected = true });
    }

    [Fact]
    public void What_is_outside_of_the_prefix_needs_no_second_option()
    {
        byte[] file = HintFiles.File([.. HintFiles.Model("net.lstm", "net.fc"), s_step]);
        Assert.DoesNotContain(nameof(WeightLoadOptions.IgnoreUnexpected), HintFiles.Fails(file, s_model).Message, StringComparison.Ordinal);
        HintFiles.Load(file, s_model, new() { Prefix = "net." });
    }

    [Fact]
    public void Other_names_and_strangers_are_named_together()
    {
        byte[] file = HintFiles.File([.. HintFiles.Lstm("rnn."), .. HintFiles.Dense("fc."), s_step]);
        Verify.Says(HintFiles.Fails(file, s_model), "[Lstm(4, Name = \"rnn\")]", "The file has more than that: set WeightLoadOptions.IgnoreUnexpected as well");
        HintFiles.Load(file, HintFiles.Model("rnn", "fc"), new() { IgnoreUnexpected = true });
        Assert.DoesNotContain(
            nameof(WeightLoadOptions.IgnoreUnexpected),
            HintFiles.Fails(HintFiles.File([.. HintFiles.Lstm("rnn."), .. HintFiles.Dense("fc.")]), s_model).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prefix_and_a_further_layer_are_named_together()
    {
        byte[] file = HintFiles.File([.. HintFiles.Model("net.lstm", "net.fc"), .. HintFiles.Lstm("net.lstm.", inputs: 4, layer: 1)]);
        Verify.Says(HintFiles.Fails(file, s_model), "set WeightLoadOptions.Prefix to it", "The file's lstm has 2 layers");
    }

    [Fact]
    public void A_prefix_and_transposed_matrices_are_named_together()
    {
        byte[] file = HintFiles.File([.. HintFiles.Lstm("net.lstm."), new("net.fc.weight", [4, 2], 0), new("net.fc.bias", [2], 0)]);
        Verify.Says(
            HintFiles.Fails(file, s_model), "but not in the model's sizes (fc.weight: expected [2, 4], found [4, 2])",
            "Matrices of the file are transposed: fc.weight");
    }

    [Fact]
    public void A_prefix_and_numbers_that_are_no_floats_are_named_together()
    {
        byte[] file = WeightData.File(
            """
            {"net.a":{"dtype":"I8","shape":[2],"data_offsets":[0,2]},"net.b":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}
            """,
            new byte[4]);
        Verify.Says(
            HintFiles.Fails(file, [new("a", [2], 0), new("b", [1], 2)]),
            "set WeightLoadOptions.Prefix to it. But a: expected F32, F16, BF16 or F64, found I8 without a scale for each row, 'a_scale'.");
    }

    [Fact]
    public void Every_name_that_differs_is_named_in_its_shape()
    {
        TensorBinding[] model = [new("a.x", [2], 0), new("a.y", [1], 2), new("b.x", [3], 3), new("b.y", [1], 6)];

        // Of two tensors that end alike, the one of the right shape.
        byte[] file = HintFiles.File([new("one.a.x", [5], 0), new("two.a.x", [2], 0), model[1], new("three.b.x", [3], 0), model[3]]);
        WeightMismatchException error = HintFiles.Fails(file, model);
        Verify.Says(error, "'two.a.x' [2] may be the model's 'a.x'; 'three.b.x' [3] may be the model's 'b.x': if so, set WeightLoadOptions.Rename");
        Assert.DoesNotContain("'one.a.x'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model")]
    [InlineData("model.net")]
    public void A_prefix_may_lack_its_dot(string prefix)
    {
        byte[] file = HintFiles.File([.. HintFiles.Model(prefix + ".lstm", prefix + ".fc"), s_step]);
        Assert.Equal(HintFiles.Load(HintFiles.File(s_model), s_model), HintFiles.Load(file, s_model, new() { Prefix = prefix }));
        List<string> names = [];
        HintFiles.Load(file, s_model, new() { Prefix = prefix, Rename = name => { names.Add(name); return name; } });
        Assert.Equal(s_model.Select(tensor => tensor.Name).Order(), names.Order());
        Verify.Says(
            HintFiles.Fails(file, HintFiles.Model("rnn", "fc"), new() { Prefix = prefix }), "Missing: rnn.weight_ih_l0 [16, 3]",
            "Unexpected: lstm.weight_ih_l0 [16, 3]", "[Lstm(4, Name = \"lstm\")]");
    }

    [Fact]
    public void Where_the_dot_is_one_of_several_ends_it_is_asked_for()
    {
        byte[] file = HintFiles.File([.. HintFiles.Model("model.lstm", "model.fc"), .. HintFiles.Model("model2.lstm", "model2.fc")]);
        Verify.Says(
            HintFiles.Fails(file, s_model, new() { Prefix = "model" }), "\"model.\" or \"model2.\" before their names",
            "set WeightLoadOptions.Prefix to one of these, with its dot");
        file = HintFiles.File([.. HintFiles.Model("model.lstm", "model.fc"), new("model_step", [1], 0)]);
        Verify.Says(
            HintFiles.Fails(file, s_model, new() { Prefix = "model" }),
            "with \"model.\" before their names: set WeightLoadOptions.Prefix to it, with its dot.");
        HintFiles.Load(file, s_model, new() { Prefix = "model." });
    }
}

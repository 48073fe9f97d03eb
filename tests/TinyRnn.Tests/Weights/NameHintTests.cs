using TinyRnn.Conformance;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>Files that have the model's tensors under other names: what is suggested, and that it is right.</summary>
public class NameHintTests
{
    private static readonly TensorBinding[] s_model = HintFiles.Model("lstm", "fc");

    [Fact]
    public void Other_names_are_found_by_names_and_shapes()
    {
        byte[] file = HintFiles.File([.. HintFiles.Lstm("encoder.rnn."), .. HintFiles.Dense("classifier.1.")]);
        Says(
            file, "the file calls lstm 'encoder.rnn', fc 'classifier.1'", "[Lstm(4, Name = \"encoder.rnn\")] [Dense(2, Name = \"classifier.1\")]",
            "\"encoder.rnn.\" into \"lstm.\" and \"classifier.1.\" into \"fc.\"");

        // And the advice is good.
        HintFiles.Load(
            file, s_model,
            new() { Rename = name =>
                name.Replace("encoder.rnn.", "lstm.", StringComparison.Ordinal).Replace("classifier.1.", "fc.", StringComparison.Ordinal) });
        HintFiles.Load(file, HintFiles.Model("encoder.rnn", "classifier.1"));
    }

    [Fact]
    public void Numbers_of_a_Sequential_are_found() =>
        Says(HintFiles.File([.. HintFiles.Lstm("0."), .. HintFiles.Dense("2.")]), "lstm '0', fc '2'", "[Lstm(4, Name = \"0\")] [Dense(2, Name = \"2\")]");

    [Fact]
    public void A_convolution_is_called_one()
    {
        byte[] file = HintFiles.File(
            [new("features.0.weight", [8, 3, 5], 0), new("features.0.bias", [8], 120), .. HintFiles.Lstm("rnn."), .. HintFiles.Dense("head.")]);
        TensorBinding[] model = [new("conv.weight", [8, 3, 5], 0), new("conv.bias", [8], 120), .. HintFiles.Lstm("lstm."), .. HintFiles.Dense("fc.")];
        Verify.Says(HintFiles.Fails(file, model), "conv 'features.0'", "[Conv1D(8, 5, Name = \"features.0\")]");
    }

    [Fact]
    public void A_convolution_without_a_bias_is_written_as_one_along_positions()
    {
        byte[] file = HintFiles.File([new("features.0.weight", [8, 3, 5], 0), .. HintFiles.Lstm("rnn."), .. HintFiles.Dense("head.")]);
        TensorBinding[] model = [new("conv.weight", [8, 3, 5], 0), .. HintFiles.Lstm("lstm."), .. HintFiles.Dense("fc.")];
        Verify.Says(HintFiles.Fails(file, model), "conv 'features.0'", "[FrameConv1D(8, 5, Name = \"features.0\")]");
    }

    [Fact]
    public void A_window_is_that_of_a_Fourier_transform()
    {
        byte[] file = HintFiles.File([new("features.window", [32], 0), .. HintFiles.Lstm("rnn."), .. HintFiles.Dense("head.")]);
        TensorBinding[] model = [new("stft.window", [32], 0), .. HintFiles.Lstm("lstm."), .. HintFiles.Dense("fc.")];
        Verify.Says(HintFiles.Fails(file, model), "[Stft(32, Name = \"features\")]");
    }

    [Fact]
    public void A_prefix_and_other_names_are_found_together()
    {
        byte[] file = HintFiles.File([.. HintFiles.Lstm("module.net.rnn."), .. HintFiles.Dense("module.net.head.")]);
        Says(file, "lstm 'module.net.rnn', fc 'module.net.head'");
        WeightMismatchException error = HintFiles.Fails(file, s_model, new() { Prefix = "module.net." });
        Verify.Says(error, "lstm 'rnn', fc 'head'", "[Lstm(4, Name = \"rnn\")]", "\"rnn.\" into \"lstm.\"");
        HintFiles.Load(file, HintFiles.Model("rnn", "head"), new() { Prefix = "module.net." });
    }

    [Fact]
    public void A_name_of_another_shape_is_not_suggested()
    {
        byte[] file = HintFiles.File([.. HintFiles.Lstm("rnn.", units: 5), .. HintFiles.Dense("head.", outputs: 3)]);
        WeightMismatchException error = HintFiles.Fails(file, s_model);
        Assert.DoesNotContain("Name =", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("may be", error.Message, StringComparison.Ordinal);
        Verify.Says(error, "tinyrnn inspect");
    }

    [Fact]
    public void A_prefix_before_other_sizes_is_named_with_the_difference()
    {
        WeightMismatchException error =
            HintFiles.Fails(HintFiles.File([.. HintFiles.Lstm("net.lstm.", units: 5), .. HintFiles.Dense("net.fc.", inputs: 5)]), s_model);
        Verify.Says(error, "All of them are there with \"net.\" before their names, but not in the model's sizes");
        Assert.DoesNotContain("set WeightLoadOptions", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_places_the_one_that_fits_is_suggested()
    {
        WeightMismatchException error = HintFiles.Fails(
            HintFiles.File(
                [.. HintFiles.Lstm("a.lstm.", units: 5), .. HintFiles.Dense("a.fc.", inputs: 5), .. HintFiles.Lstm("b.lstm."), .. HintFiles.Dense("b.fc.")]),
                s_model);
        Verify.Says(error, "All of them are there with \"b.\" before their names: set WeightLoadOptions.Prefix to it.");
    }

    [Fact]
    public void A_prefix_that_nothing_has_is_named_and_what_is_there()
    {
        byte[] file = HintFiles.File([.. HintFiles.Lstm("lstm."), .. HintFiles.Dense("fc.")]);
        Verify.Says(
            HintFiles.Fails(file, s_model, new() { Prefix = "model." }),
            "No tensor of the file begins with WeightLoadOptions.Prefix, \"model.\"; it has fc.bias, fc.weight, lstm.bias_hh_l0",
            "All of them are there without a prefix: leave WeightLoadOptions.Prefix out.");
    }

    [Fact]
    public void Two_layers_of_one_size_get_the_files_order()
    {
        TensorBinding[] model =
            [.. HintFiles.Lstm("lstm."), new("fc.weight", [4, 4], 500), new("fc.bias", [4], 600), new("fc2.weight", [4, 4], 700), new("fc2.bias", [4], 800)];
        byte[] file = HintFiles.File([.. HintFiles.Lstm("0."), .. HintFiles.Dense("10.", 4, 4), .. HintFiles.Dense("9.", 4, 4)]);
        Verify.Says(HintFiles.Fails(file, model), "lstm '0', fc '9' (or 10, of the same sizes), fc2 '10' (or 9, of the same sizes)");
    }

    [Fact]
    public void Modules_that_are_one_stack_in_the_model_are_named_one_by_one()
    {
        TensorBinding[] model = [.. HintFiles.Lstm("lstm."), .. HintFiles.Lstm("lstm.", inputs: 4, layer: 1), .. HintFiles.Dense("fc.")];
        byte[] file = HintFiles.File([.. HintFiles.Lstm("first."), .. HintFiles.Lstm("second.", inputs: 4), .. HintFiles.Dense("fc.")]);
        WeightMismatchException error = HintFiles.Fails(file, model);
        Verify.Says(error, "lstm's layer 0 'first', lstm's layer 1 'second'", "[Lstm(4, Name = \"first\")] [Lstm(4, Name = \"second\")]");
        Assert.DoesNotContain("turn", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lstm.", "name => name.StartsWith(\"lstm.\") ? name + \"_l0\" : name")]
    [InlineData("cell.", "name => name.StartsWith(\"cell.\") ? \"lstm.\" + name[5..] + \"_l0\" : name")]
    public void Names_of_a_cell_are_found(string name, string rename)
    {
        TensorBinding[] cell = [.. HintFiles.Lstm(name).Select(binding => binding with { Name = binding.Name[..^3] })];
        byte[] file = HintFiles.File([.. cell, .. HintFiles.Dense("fc.")]);
        Says(file, $"The file's '{name[..^1]}' has the names of torch.nn.LSTMCell", rename);
        HintFiles.Load(
            file, s_model, new() { Rename = given => given.StartsWith(name, StringComparison.Ordinal) ? "lstm." + given[name.Length..] + "_l0" : given });
    }

    [Fact]
    public void A_function_for_names_gets_no_names_of_layers()
    {
        byte[] file = HintFiles.File([.. HintFiles.Lstm("rnn."), .. HintFiles.Dense("fc.")]);
        Assert.DoesNotContain("Name =", HintFiles.Fails(file, s_model, new() { Rename = name => name }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_Keras_are_recognised() =>
        Says(
            HintFiles.File([new("lstm.kernel", [3, 16], 0), new("lstm.recurrent_kernel", [4, 16], 0), new("lstm.bias", [16], 0), .. HintFiles.Dense("fc.")]),
            "'lstm.kernel' is a name of Keras", "tinyrnn import");

    [Fact]
    public void The_empty_name_drops_a_tensor()
    {
        byte[] file = HintFiles.File([.. HintFiles.Lstm("lstm."), .. HintFiles.Dense("fc."), new("step", [1], 0)]);
        HintFiles.Load(file, s_model, new() { Rename = name => name == "step" ? "" : name });
    }

    private static void Says(byte[] file, params string[] words) => Verify.Says(HintFiles.Fails(file, s_model), words);
}

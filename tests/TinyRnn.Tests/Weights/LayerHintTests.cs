using TinyRnn.Conformance;
using TinyRnn.Runtime.Files;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>Files whose layers are other ones than the model's: without biases, with more layers or directions, with states.</summary>
public class LayerHintTests
{
    private static readonly TensorBinding[] s_model = HintFiles.Model("lstm", "fc");
    private static readonly WeightLoadOptions s_lenient = new() { IgnoreUnexpected = true };

    [Fact]
    public void Layers_without_biases_are_named_and_load_with_zeros()
    {
        byte[] file = HintFiles.File([.. HintFiles.Lstm("lstm.")[..2], .. HintFiles.Dense("fc.")]);
        WeightMismatchException error = HintFiles.Fails(file, s_model);
        Verify.Says(error, "The file has no biases of lstm (bias=False in PyTorch): set WeightLoadOptions.AllowMissingBiases");
        Assert.DoesNotContain("Name =", error.Message, StringComparison.Ordinal);
        float[] block = HintFiles.Load(file, s_model, new() { AllowMissingBiases = true });
        Assert.Equal(new float[100], block[300..400]);
        Assert.Equal([1, 2], block[450..452]);
    }

    [Fact]
    public void One_of_two_biases_that_is_missing_is_an_error_all_the_same()
    {
        byte[] file = HintFiles.File([.. HintFiles.Lstm("lstm.")[..3], .. HintFiles.Dense("fc.")]);
        Assert.Equal(["lstm.bias_hh_l0 [16]"], HintFiles.Fails(file, s_model, new() { AllowMissingBiases = true }).Missing);
    }

    [Fact]
    public void A_missing_weight_is_an_error_although_biases_may_be_missing()
    {
        byte[] file = HintFiles.File([HintFiles.Lstm("lstm.")[0], .. HintFiles.Dense("fc.")]);
        Assert.Equal(3, HintFiles.Fails(file, s_model, new() { AllowMissingBiases = true }).Missing.Count);
    }

    [Fact]
    public void Layers_without_biases_are_found_under_other_names()
    {
        byte[] file = HintFiles.File([.. HintFiles.Lstm("rnn.")[..2], .. HintFiles.Dense("fc.")]);
        Verify.Says(
            HintFiles.Fails(file, s_model), "the file calls lstm 'rnn'",
            "Layers without biases (bias=False in PyTorch) need WeightLoadOptions.AllowMissingBiases as well.");
        byte[] prefixed = HintFiles.File([.. HintFiles.Lstm("net.lstm.")[..2], HintFiles.Dense("net.fc.")[0]]);
        Verify.Says(
            HintFiles.Fails(prefixed, s_model), "All of them but the biases (bias=False in PyTorch) are there with \"net.\" before their names",
            "AllowMissingBiases");
        HintFiles.Load(prefixed, s_model, new() { Prefix = "net.", AllowMissingBiases = true });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_further_layer_is_never_passed_over(bool ignore)
    {
        byte[] file = HintFiles.File([.. s_model, .. HintFiles.Lstm("lstm.", inputs: 4, layer: 1)]);
        WeightMismatchException error = HintFiles.Fails(file, s_model, new() { IgnoreUnexpected = ignore });
        Assert.Equal(4, error.Unexpected.Count);
        Verify.Says(error, "The file's lstm has 2 layers (weight_ih_l1 is the last), the model's has 1: write [Lstm(4)] 2 times, one after the other.");
        Assert.Equal(ignore, error.Message.Contains("give it the empty name", StringComparison.Ordinal));
        HintFiles.Load(file, s_model, new() { Rename = name => name.EndsWith("_l1", StringComparison.Ordinal) ? "" : name });
    }

    [Fact]
    public void A_layer_that_the_file_lacks_is_named()
    {
        TensorBinding[] model = [.. s_model[..4], .. HintFiles.Lstm("lstm.", inputs: 4, layer: 1), .. s_model[4..]];
        Verify.Says(
            HintFiles.Fails(HintFiles.File(s_model), model),
            "The file's lstm has 1 layer (weight_ih_l0 is the last), the model's has 2: write [Lstm(4)] once.");
    }

    [Fact]
    public void The_other_direction_is_never_passed_over()
    {
        TensorBinding[] both = [.. s_model[..4], .. HintFiles.Lstm("lstm.", direction: "_reverse"), .. s_model[4..]];
        WeightMismatchException error = HintFiles.Fails(HintFiles.File(both), s_model, s_lenient);
        Assert.Equal(4, error.Unexpected.Count);
        Verify.Says(error, "reads both directions (weight_ih_l0_reverse): write [Lstm(4, Bidirectional = true)].");
        Verify.Says(
            HintFiles.Fails(HintFiles.File(s_model), both), "reads one direction (no weight_ih_l0_reverse), the model's both: leave Bidirectional out.");
    }

    [Fact]
    public void A_projection_that_only_the_model_has_is_named()
    {
        TensorBinding[] model = [.. s_model[..4], new("lstm.weight_hr_l0", [2, 4], 0), .. s_model[4..]];
        Verify.Says(HintFiles.Fails(HintFiles.File(s_model), model), "The file's lstm has no projection (no weight_hr_l0): leave Projection out.");
    }

    [Theory]
    [InlineData("lstm.weight_hr_l0", 2, 4, "has a projection (weight_hr_l0 [2, 4], proj_size in PyTorch): write [Lstm(4, Projection = 2)]")]
    [InlineData("lstm.weight_peephole_l0", 3, 4, "lstm.weight_peephole_l0 [3, 4]")]
    [InlineData("lstm.h0", 1, 4, "lstm.h0: by name and size, the state that a fresh stream starts from")]
    [InlineData("h0", 1, 4, "h0: by name and size, the state that a fresh stream starts from. Write InitialState = true at the layer")]
    [InlineData("initial_state", 2, 4, "initial_state: by name and size")]
    [InlineData("Init_C", 1, 4, "Init_C: by name and size")]
    public void What_changes_a_layer_of_the_model_is_never_passed_over(string name, int rows, int columns, string message) =>
        Verify.Says(HintFiles.Fails(HintFiles.File([.. s_model, new(name, [rows, columns], 0)]), s_model, s_lenient), message, "give it the empty name");

    [Theory]
    [InlineData("h0", 5)]
    [InlineData("decoder.h0", 4)]
    [InlineData("vad.weight", 4)]
    [InlineData("lstm.attention.weight", 4)]
    [InlineData("lstm2.weight_ih_l0", 4)]
    [InlineData("optimizer.momentum.lstm.weight_ih_l0", 4)]
    public void Strangers_are_passed_over(string name, int count)
    {
        byte[] file = HintFiles.File([.. s_model, new(name, [count], 0)]);
        Assert.Equal([$"{name} [{count}]"], HintFiles.Fails(file, s_model).Unexpected);
        Assert.Equal(HintFiles.Load(HintFiles.File(s_model), s_model), HintFiles.Load(file, s_model, s_lenient));
    }

    /// <summary>A model whose layer has no name of its own: what has no dot is the layer's if PyTorch calls it so.</summary>
    [Theory]
    [InlineData("weight_ih_l1", false)]
    [InlineData("bias_ih_l0_reverse", false)]
    [InlineData("c0", false)]
    [InlineData("step", true)]
    [InlineData("y", true)]
    public void Without_a_name_only_the_layers_own_names_are_its_own(string name, bool passes)
    {
        TensorBinding[] model = HintFiles.Lstm("");
        byte[] file = HintFiles.File([.. model, new(name, [4], 0)]);
        if (passes)
            HintFiles.Load(file, model, s_lenient);
        else
            HintFiles.Fails(file, model, s_lenient);
    }

    [Fact]
    public void A_matrix_for_two_layers_is_named_and_loads()
    {
        TensorBinding[] model =
            [new("embedding.weight", [6, 3], 600), .. HintFiles.Lstm("lstm.", units: 3), new("fc.weight", [6, 3], 700), new("fc.bias", [6], 800)];
        byte[] file = HintFiles.File([.. model.Where(tensor => tensor.Name != "fc.weight")]);
        Verify.Says(
            HintFiles.Fails(file, model), "fc.weight may be the same matrix as embedding.weight (tied weights", "{ [\"fc.weight\"] = \"embedding.weight\" }");
        float[] block = HintFiles.Load(file, model, new() { Tied = new Dictionary<string, string> { ["fc.weight"] = "embedding.weight" } });
        Assert.Equal(block[600..618], block[700..718]);
        Verify.Says(
            HintFiles.Fails(file, model, new() { Tied = new Dictionary<string, string> { ["head.weight"] = "embedding.weight" } }),
            "WeightLoadOptions.Tied names 'head.weight'", "has embedding.weight, lstm.weight_ih_l0");
    }

    [Fact]
    public void A_convolution_of_one_step_is_a_matrix()
    {
        byte[] file = HintFiles.File([.. HintFiles.Lstm("lstm."), new("fc.weight", [2, 4, 1], 0), new("fc.bias", [2], 0)]);
        Assert.Equal(HintFiles.Load(HintFiles.File(s_model), s_model), HintFiles.Load(file, s_model));
        byte[] longer = HintFiles.File([.. HintFiles.Lstm("lstm."), new("fc.weight", [2, 4, 2], 0), new("fc.bias", [2], 0)]);
        Assert.Equal(["fc.weight: expected [2, 4], found [2, 4, 2]"], HintFiles.Fails(longer, s_model).WrongShape);
    }

    [Fact]
    public void Directions_that_are_added_are_recognised_by_the_layer_after_them()
    {
        TensorBinding[] both = [.. s_model[..4], .. HintFiles.Lstm("lstm.", direction: "_reverse")];
        byte[] file = HintFiles.File([.. both, .. HintFiles.Dense("fc.")]);
        Verify.Says(
            HintFiles.Fails(file, [.. both, .. HintFiles.Dense("fc.", inputs: 8)]),
            "fc.weight of the file reads 4 values, where both directions side by side are 8", "merge_mode");
    }

    [Fact]
    public void All_transposed_matrices_of_a_simple_network_are_named()
    {
        TensorBinding[] model =
            [new("rnn.weight_ih_l0", [4, 3], 0), new("rnn.weight_hh_l0", [4, 4], 100), new("rnn.bias_ih_l0", [4], 200), new("fc.weight", [2, 4], 300)];
        byte[] file = HintFiles.File([new("rnn.weight_ih_l0", [3, 4], 0), model[1], model[2], new("fc.weight", [4, 2], 0)]);
        Verify.Says(
            HintFiles.Fails(file, model),
            "transposed: rnn.weight_ih_l0, fc.weight; most likely those that are square as well, whose shapes do not tell: rnn.weight_hh_l0");
    }

    [Fact]
    public void A_part_of_several_files_is_recognised_by_its_name()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, "model-00001-of-00003.safetensors");
            File.WriteAllBytes(path, HintFiles.File(HintFiles.Lstm("lstm.")));
            WeightMismatchException error = Assert.Throws<WeightMismatchException>(() => WeightFile.Load(path, "TestNet", s_model, 1000, null));
            Verify.Says(error, "one of 3 (a shard)", "save_pretrained");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_checkpoint_of_a_training_is_recognised()
    {
        SafetensorsWriter writer = new();
        writer.Metadata["checkpoint"] = "2";
        foreach (TensorBinding tensor in s_model)
        {
            writer.Add(tensor.Name, [.. tensor.Shape], new float[tensor.Count]);
            writer.Add("optimizer.momentum." + tensor.Name, [.. tensor.Shape], new float[tensor.Count]);
        }

        byte[] file = WeightData.Bytes(writer);
        Verify.Says(HintFiles.Fails(file, s_model), "The file is a checkpoint of a training, which the trainer's LoadCheckpoint reads", "IgnoreUnexpected");
        HintFiles.Load(file, s_model, s_lenient);
    }
}

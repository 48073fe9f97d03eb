namespace TinyRnn.Import.Tests.Json;

public class RtneuralTests
{
    public static TheoryData<string> Computed => [.. Layers()];

    [Theory]
    [MemberData(nameof(Computed))]
    public void Gives_the_values_of_RTNeural_in_double(string file)
    {
        JsonCase model = JsonCase.Read(file);
        Assert.Equal("RTNeural JSON", model.Model.Format);
        model.Check(isRounded: model.Model.Nodes.Any(node => node is ScaleShiftNode));
    }

    [Fact]
    public void A_slope_for_each_value_is_a_PReLU()
    {
        PReluNode prelu = Assert.Single(JsonCase.Read("rtneural_json/conv_bn_prelu_lstm.json").Model.Nodes.OfType<PReluNode>());
        Assert.Equal(prelu.Size, prelu.Slopes.Count);
        Assert.True(prelu.Slopes.Values.ToArray().Distinct().Count() > 1);
    }

    [Fact]
    public void Says_the_sizes_of_a_convolution()
    {
        SourceModel model = JsonCase.Read("rtneural_json/conv_dilated_grouped.json").Model;
        ConvNode convolution = Assert.Single(model.Nodes.OfType<ConvNode>());
        Assert.Equal("causal, kernel 3, dilation 4, groups 2", convolution.Options);
        Assert.Equal(["[8, 2, 3]", "[8]"], convolution.Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal(8, convolution.Size);
    }

    [Fact]
    public void A_convolution_of_one_step_is_a_dense_layer()
    {
        SourceModel model = JsonCase.Read("rtneural_json/conv_depthwise.json").Model;
        DenseNode dense = model.Nodes.OfType<DenseNode>().First();
        Assert.Equal("conv1d_1", dense.Name);
        Assert.Equal("[4, 6]", dense.Weights.ToString());
        Assert.Contains(model.Remarks, remark => remark.StartsWith("layers[1] is a convolution of one step", StringComparison.Ordinal));
    }

    [Fact]
    public void A_shared_slope_is_a_leaky_relu()
    {
        SourceModel model = JsonCase.Read("rtneural_json/prelu.json").Model;
        ActivationNode shared = Assert.Single(model.Nodes.OfType<ActivationNode>());
        Assert.Equal(new SourceActivation(ActivationKind.LeakyRelu, 0.4220718443393707f), shared.Function);
    }

    /// <summary>RTNeural computes tanh and sigmoid whatever a recurrent layer's activation says: the same values, and a sentence.</summary>
    [Fact]
    public void An_activation_of_a_recurrent_layer_is_passed_over_as_RTNeural_does()
    {
        string json = File.ReadAllText(JsonCase.Path("rtneural_json/gru.json")).Replace("\"tanh\"", "\"relu\"", StringComparison.Ordinal);
        SourceModel model = JsonModels.Read(json);
        Assert.Equal(SourceActivation.Tanh, Assert.Single(model.Nodes.OfType<RecurrentNode>()).Directions[0].Candidate);
        Assert.Contains(model.Remarks, remark => remark.Contains("'relu'", StringComparison.Ordinal));
    }

    [Fact]
    public void All_unknown_layers_are_problems_at_once()
    {
        SourceModel model = JsonModels.Read("""
            {"in_shape": [null, null, 2], "layers": [
                {"type": "unknown", "activation": "", "shape": [null, null, 2], "weights": []},
                {"type": "dense", "activation": "selu", "shape": [null, null, 1], "weights": [[[1], [2]], [3]]},
                {"type": "maxpooling", "activation": "", "shape": [null, null, 1], "weights": []}]}
            """);
        Assert.Equal(["layers[0]", "layers[1].activation", "layers[2]"], model.Problems.Select(problem => problem.Where));
        Assert.Equal(["unknown", "Dense", "selu", "maxpooling"], model.Nodes.Select(node => node.Kind));
    }

    [Theory]
    [InlineData(
        """{"type": "dense", "shape": [2], "weights": [[[1, 2]], [1, 2]]}""",
        "layers[0].weights[0] has the shape [1, 2], where a dense layer's kernel (inputs, outputs) is [3, 2]")]
    [InlineData(
        """{"type": "dense", "shape": [2], "weights": [[[1, 2], [1, 2], [1, 2]], [1]]}""",
        "layers[0].weights[1] has the shape [1], where a dense layer's bias is [2]")]
    [InlineData(
        """{"type": "dense", "shape": [2], "weights": [[[1, 2], [1, 2], [1]], [1, 2]]}""",
        "layers[0].weights[0] holds a list of 1 value where the lists before it have 2")]
    [InlineData(
        """{"type": "dense", "shape": [2], "weights": [[[1, 2], [1, 2], [1, [2]]], [1, 2]]}""",
        "layers[0].weights[0] holds a list, where a number is expected")]
    [InlineData(
        """{"type": "dense", "shape": [2], "weights": [[[1, 2], [1, 2], [1, 1e39]], [1, 2]]}""",
        "layers[0].weights[0] holds 1e39, which is not in the range of float32")]
    [InlineData("""{"type": "dense", "shape": [], "weights": [[[1], [1], [1]]]}""", "layers[0].shape is empty")]
    [InlineData("""{"type": "dense", "shape": [2.5], "weights": []}""", "layers[0] has 0 arrays of weights, where 1 to 2 are expected")]
    [InlineData(
        """{"type": "dense", "shape": [2.5], "weights": [[[1], [1], [1]]]}""", "layers[0].shape[0] is 2.5, where a whole number from 1 to 1048576 is expected")]
    [InlineData("""{"type": "activation", "activation": "tanh", "shape": [2], "weights": []}""", "layers[0].shape ends in 2, where the layer gives 3 values")]
    [InlineData(
        """{"type": "batchnorm", "shape": [3], "weights": [[1, 1, 1], [1, -1, 1]], "epsilon": 0.5}""",
        "layers[0].weights[1] holds -1, which with epsilon 0.5 is no positive variance")]
    [InlineData(
        """{"type": "conv1d", "shape": [3], "weights": [], "kernel_size": [3, 3], "dilation": 1}""",
        "layers[0].kernel_size has 2 numbers, where one is expected")]
    [InlineData(
        """{"type": "conv1d", "shape": [4], "weights": [], "kernel_size": [3], "dilation": [1], "groups": 2}""",
        "layers[0] has 2 groups, which do not divide its 3 inputs and 4 outputs")]
    public void A_layer_that_contradicts_itself_is_refused_with_its_place(string layer, string message)
    {
        SourceFormatException exception =
            Assert.Throws<SourceFormatException>(() => JsonModels.Read($$"""{"in_shape": [null, null, 3], "layers": [{{layer}}]}"""));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Layers() =>
        JsonCase.Files("rtneural_json", "*.json").Where(file => !Path.GetFileName(file).StartsWith("state_dict", StringComparison.Ordinal));
}

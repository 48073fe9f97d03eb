namespace TinyRnn.Import.Tests.Json;

public class StateDictJsonTests
{
    [Theory]
    [InlineData("rtneural_json/state_dict_lstm_1layers.json")]
    [InlineData("rtneural_json/state_dict_gru_2layers.json")]
    public void Gives_the_values_of_PyTorch_in_double(string file)
    {
        JsonCase model = JsonCase.Read(file);
        Assert.Equal("state_dict JSON", model.Model.Format);
        model.Check(isRounded: false);
    }

    [Fact]
    public void One_that_is_wrapped_is_read_and_what_is_beside_it_is_named()
    {
        string json = File.ReadAllText(JsonCase.Path("rtneural_json/state_dict_lstm_1layers.json"));
        SourceModel model = JsonModels.Read($$"""{"state_dict": {{json}}, "epoch": 7}""");
        Assert.Equal(2, model.Nodes.Count);
        Assert.Contains("Beside state_dict the file has epoch, which was not read.", model.Remarks);
    }

    [Fact]
    public void A_count_without_a_list_is_no_obstacle()
    {
        SourceModel model = JsonModels.Read("""
            {"fc.weight": [[1, 2], [3, 4]], "fc.bias": [5, 6],
             "norm.weight": [1, 1], "norm.bias": [0, 0], "norm.running_mean": [0, 0], "norm.running_var": [1, 1], "norm.num_batches_tracked": 12}
            """);
        Assert.Empty(model.Problems);
        Assert.Equal(["Dense", "ScaleShift"], model.Nodes.Select(node => node.Kind));
    }

    [Fact]
    public void Vectors_are_norms_and_slopes_by_what_stands_beside_them()
    {
        SourceModel model = JsonModels.Read("""
            {"fc.weight": [[1, 2], [3, 4]], "ln.weight": [1, 2], "ln.bias": [0, 1], "prelu.weight": [0.25, 0.5], "out.weight": [0.3]}
            """);
        Assert.Empty(model.Problems);
        Assert.Equal(["Dense", "LayerNorm", "PReLU", "PReLU"], model.Nodes.Select(node => node.Kind));
        Assert.Equal(1e-5f, Assert.Single(model.Nodes.OfType<LayerNormNode>()).Epsilon);
        Assert.Contains(model.Remarks, remark => remark.Contains("ln is taken for a LayerNorm", StringComparison.Ordinal));
    }

    [Fact]
    public void A_vector_that_could_be_two_layers_is_a_problem()
    {
        SourceModel model = JsonModels.Read("""{"fc.weight": [[1, 2], [3, 4]], "what.weight": [1, 2]}""");
        Assert.Contains("slopes of a PReLU, or scales of a norm", Assert.Single(model.Problems).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_surplus_tensor_is_a_problem()
    {
        SourceModel model = JsonModels.Read("""{"fc.weight": [[1, 2]], "fc.bias": [5], "fc.scale": [1]}""");
        Assert.Contains("scale", Assert.Single(model.Problems).What, StringComparison.Ordinal);
    }

    [Fact]
    public void More_tensors_than_a_model_has_are_refused()
    {
        string json = "{" + string.Join(',', Enumerable.Range(0, 10_001).Select(i => $"\"m{i}.weight\": [1]")) + "}";
        Assert.Contains("has more than 10000 tensors", JsonModels.Refused(json).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_convolution_lacks_what_a_state_dict_does_not_say()
    {
        SourceModel model = JsonModels.Read(
            """{"fc.weight": [[1], [2]], "fc.bias": [0, 1], "conv.weight": [[[1, 2], [3, 4]]], "conv.bias": [0]}""");
        SourceProblem problem = Assert.Single(model.Problems, each => each.Where == "conv");
        Assert.Equal("a state_dict says neither padding nor stride nor dilation of a Conv1D ([1, 2, 2])", problem.What);
    }
}

namespace TinyRnn.Import.Tests.Json;

public class GuitarMlTests
{
    public static TheoryData<string> Files => [.. JsonCase.Files("guitarml", "*.json")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Gives_the_values_of_PyTorch_in_double(string file)
    {
        JsonCase model = JsonCase.Read(file);
        Assert.Equal("GuitarML JSON", model.Model.Format);
        model.Check(isRounded: false);
    }

    [Fact]
    public void Says_that_players_add_the_input_all_the_same()
    {
        SourceModel model = JsonCase.Read("guitarml/gru8_in1_layers1_skip0.json").Model;
        Assert.Contains(model.Remarks, remark => remark.Contains("NeuralPi and Proteus", StringComparison.Ordinal));
        Assert.DoesNotContain(model.Nodes, node => node is CombineNode);
    }

    [Fact]
    public void A_tensor_that_no_layer_has_is_a_problem()
    {
        string json = File.ReadAllText(JsonCase.Path("guitarml/lstm6_in1_layers2_skip1.json"))
            .Replace("\"num_layers\": 2", "\"num_layers\": 1", StringComparison.Ordinal);
        SourceModel model = JsonModels.Read(json);
        Assert.Equal(["weight_ih_l1", "weight_hh_l1", "bias_ih_l1", "bias_hh_l1"], model.Problems.Select(problem => problem.Where["state_dict.rec.".Length..]));
    }

    [Fact]
    public void Another_model_and_a_skip_of_another_size_are_problems()
    {
        string json = File.ReadAllText(JsonCase.Path("guitarml/lstm10_in2_layers1_skip1.json"))
            .Replace("SimpleRNN", "ConvRNN", StringComparison.Ordinal).Replace("\"skip\": 1", "\"skip\": 2", StringComparison.Ordinal);
        Assert.Equal(["model_data.skip", "model_data.model"], JsonModels.Read(json).Problems.Select(problem => problem.Where));
    }

    [Theory]
    [InlineData("\"LSTM\"", "\"RWKV\"", "model_data.unit_type is 'RWKV', where LSTM, GRU or RNN is expected")]
    [InlineData("\"hidden_size\": 12", "\"hidden_size\": 12.5", "model_data.hidden_size is 12.5, where a whole number from 1 to 1048576 is expected")]
    [InlineData("\"hidden_size\": 12", "\"hidden_size\": \"12\"", "model_data.hidden_size is a text, where a number is expected")]
    [InlineData("\"num_layers\": 1", "\"num_layers\": 1000000000", "model_data.num_layers is 1000000000, where a whole number from 1 to 64 is expected")]
    [InlineData("\"num_layers\": 1", "\"num_layers\": 2", "state_dict has no rec.weight_ih_l1")]
    [InlineData("\"input_size\": 1, ", "", "model_data has no input_size")]
    public void A_file_that_contradicts_itself_is_refused_with_the_place(string found, string written, string message)
    {
        string json = File.ReadAllText(JsonCase.Path("guitarml/lstm12_in1_layers1_skip1.json"));
        Assert.Contains(found, json, StringComparison.Ordinal);
        Assert.Contains(message, JsonModels.Refused(json.Replace(found, written, StringComparison.Ordinal)).Message, StringComparison.Ordinal);
    }
}

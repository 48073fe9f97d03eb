using System.Text;
using TinyRnn.Import.Tests.EndToEnd;

namespace TinyRnn.Import.Tests.Json;

public class NamTests
{
    /// <summary>What the core runs on a reset, before the first sample.</summary>
    private const int WarmUp = 24_000;

    [Theory]
    [InlineData("nam/lstm8_1layer.nam")]
    [InlineData("nam/lstm5_2layers.nam")]
    public void Gives_the_values_in_double_from_the_stored_states(string file)
    {
        JsonCase model = JsonCase.Read(file);
        Assert.Equal("NAM", model.Model.Format);
        model.Check(isRounded: false);
    }

    [Theory]
    [InlineData("nam/lstm8_1layer.nam")]
    [InlineData("nam/lstm5_2layers.nam")]
    public void Gives_the_values_of_the_core_after_its_zeros(string file)
    {
        JsonCase model = JsonCase.Read(file);
        (float[] inputs, double[] expected) = model.Expected("y_prewarmed");
        double[] actual = model.Run<double>([.. new float[WarmUp], .. inputs])[WarmUp..];
        double bound = model.DoubleBound(WarmUp + inputs.Length, expected.Max(Math.Abs));
        Assert.InRange(expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max(), 0, bound);
    }

    [Theory]
    [InlineData("nam/lstm8_1layer.nam")]
    [InlineData("nam/lstm5_2layers.nam")]
    public void The_class_starts_from_the_stored_states_and_is_proven(string file)
    {
        (ModelImport import, _) = ImportRun.Prove(JsonCase.Path(file));
        Assert.Contains("InitialState = true", Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Stored_states_are_those_of_each_layer()
    {
        SourceModel model = JsonCase.Read("nam/lstm5_2layers.nam").Model;
        RecurrentNode[] layers = [.. model.Nodes.OfType<RecurrentNode>()];
        Assert.Equal(2, layers.Length);
        Assert.All(layers, layer => Assert.Equal("[5]", layer.Directions[0].InitialHidden?.ToString()));
        Assert.All(layers, layer => Assert.Contains(layer.Directions[0].InitialCell!.Values.ToArray(), value => value != 0));
    }

    [Fact]
    public void A_WaveNet_is_named_with_its_arrays()
    {
        SourceModel model = JsonCase.Read("nam/wavenet_small.nam").Model;
        OtherNode node = Assert.IsType<OtherNode>(Assert.Single(model.Nodes));
        Assert.Equal(("WaveNet", "4 channels, 4 dilations; 2 channels, 2 dilations"), (node.Operator, node.Options));
        SourceProblem problem = Assert.Single(model.Problems);
        Assert.Contains("WaveNet", problem.What, StringComparison.Ordinal);
        Assert.Contains("LSTM", problem.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"LSTM\"", "\"ConvNet\"", "is 'ConvNet', where LSTM is the one that is read")]
    [InlineData("\"num_layers\": 1", "\"num_layers\": 1, \"gated\": true", "is an option of the LSTM that is not known here")]
    public void What_is_not_known_is_a_problem(string found, string written, string what)
    {
        string json = File.ReadAllText(JsonCase.Path("nam/lstm8_1layer.nam"));
        Assert.Contains(found, json, StringComparison.Ordinal);
        Assert.Equal(what, Assert.Single(JsonModels.Read(json.Replace(found, written, StringComparison.Ordinal)).Problems).What);
    }

    [Theory]
    [InlineData(
        "\"hidden_size\": 8", "\"hidden_size\": 65536",
        "weights has 345 numbers, but an LSTM of 1 layer of 65536 units with 1 input and 1 output has 17180590081")]
    [InlineData("\"hidden_size\": 8", "\"hidden_size\": 0", "config.hidden_size is 0, where a whole number from 1 to 65536 is expected")]
    [InlineData("\"input_size\": 1", "\"input_size\": 1, \"in_channels\": 2", "config has input_size 1 and in_channels 2")]
    public void A_file_that_contradicts_itself_is_refused_with_the_place(string found, string written, string message)
    {
        string json = File.ReadAllText(JsonCase.Path("nam/lstm8_1layer.nam"));
        Assert.Contains(found, json, StringComparison.Ordinal);
        Assert.Contains(message, JsonModels.Refused(json.Replace(found, written, StringComparison.Ordinal)).Message, StringComparison.Ordinal);
    }
}

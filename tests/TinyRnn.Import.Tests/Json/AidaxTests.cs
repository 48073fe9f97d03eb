namespace TinyRnn.Import.Tests.Json;

public class AidaxTests
{
    public static TheoryData<string> Files => [.. JsonCase.Files("aidax", "*.json")];

    /// <summary>Gains are rounded to float32, as the player has them.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Gives_the_values_of_RTNeural_with_the_gains_of_the_player(string file)
    {
        JsonCase model = JsonCase.Read(file);
        Assert.Equal("AIDA-X", model.Model.Format);
        model.Check(isRounded: model.Model.Nodes.Any(node => node is ScaleShiftNode));
    }

    [Theory]
    [InlineData("aidax/lstm8_plain.json")]
    [InlineData("aidax/lstm12_skip_gains.json")]
    public void Its_own_recording_comes_out(string file)
    {
        JsonCase model = JsonCase.Read(file);
        SourceRecording recording = Assert.IsType<SourceRecording>(model.Model.Recording);
        Assert.Equal("[128, 1]", recording.Inputs.ToString());
        model.Check(recording.Inputs.Values.ToArray(), [.. recording.Outputs.Values.ToArray()], isRounded: true);
    }

    [Fact]
    public void A_recording_that_does_not_come_out_is_seen()
    {
        JsonCase model = JsonCase.Read("refuse/aidax_output_batch_disagrees.json");
        SourceRecording recording = Assert.IsType<SourceRecording>(model.Model.Recording);
        double[] actual = model.Run<double>(recording.Inputs.Values.ToArray());
        double error = actual.Zip(recording.Outputs.Values.ToArray(), (x, y) => Math.Abs(x - y)).Max();
        Assert.True(error > model.SingleBound(recording.Inputs.Values.ToArray()));
    }

    [Fact]
    public void Knobs_have_no_gain_and_are_0_in_a_recording()
    {
        string json = File.ReadAllText(JsonCase.Path("aidax/gru8_knob_gain.json"))
            .Replace("\"out_gain\": -4.5", "\"in_gain\": 6, \"in_skip\": 1, \"input_batch\": [0.5, 1], \"output_batch\": [1, 2]", StringComparison.Ordinal);
        SourceModel model = JsonModels.Read(json);
        ScaleShiftNode gain = Assert.IsType<ScaleShiftNode>(model.Nodes[0]);
        float factor = (float)Math.Pow(10, 0.3);
        Assert.Equal([factor, 1], gain.Scale.Values.ToArray());
        SliceNode dry = Assert.Single(model.Nodes.OfType<SliceNode>());
        Assert.Equal([0], dry.Inputs);
        Assert.Equal([0.5f / factor, 0, 1 / factor, 0], Assert.IsType<SourceRecording>(model.Recording).Inputs.Values.ToArray());
    }

    [Fact]
    public void Says_its_name_its_licence_and_its_rate()
    {
        string json = File.ReadAllText(JsonCase.Path("aidax/lstm8_plain.json"))
            .Replace("\"author\"", "\"license\": \"CC BY 4.0\", \"author\"", StringComparison.Ordinal);
        SourceModel model = JsonModels.Read(json);
        Assert.Equal("lstm8_plain", model.Name);
        Assert.Equal("CC BY 4.0", model.License);
        Assert.Contains("Made for 48000 steps a second.", model.Remarks);
    }

    [Theory]
    [InlineData("\"in_skip\": 1", "\"in_skip\": 0.5", "in_skip")]
    [InlineData("\"in_skip\": 1", "\"in_skip\": -1", "in_skip")]
    public void Another_skip_is_a_problem(string found, string written, string where)
    {
        string json = File.ReadAllText(JsonCase.Path("aidax/lstm12_skip_gains.json"));
        Assert.Equal(where, Assert.Single(JsonModels.Read(json.Replace(found, written, StringComparison.Ordinal)).Problems).Where);
    }

    [Theory]
    [InlineData("\"in_gain\": -6.0", "\"in_gain\": 1e9", "in_gain is 1000000000 dB, which is no gain that float32 can hold")]
    [InlineData("\"in_gain\": -6.0", "\"in_gain\": \"-6\"", "in_gain is a text, where a number is expected")]
    [InlineData("\"output_batch\": [", "\"output_batch\": [0, ", "output_batch has 129 samples, but input_batch has 128")]
    [InlineData("\"output_batch\": [", "\"output_batch\": [[0], ", "output_batch holds a single value where the lists before it have 1")]
    public void A_file_that_contradicts_itself_is_refused_with_the_place(string found, string written, string message)
    {
        string json = File.ReadAllText(JsonCase.Path("aidax/lstm12_skip_gains.json"));
        Assert.Contains(found, json, StringComparison.Ordinal);
        Assert.Contains(message, JsonModels.Refused(json.Replace(found, written, StringComparison.Ordinal)).Message, StringComparison.Ordinal);
    }
}

using TinyRnn.Import.Tests.EndToEnd;

namespace TinyRnn.Import.Tests.Json;

/// <summary>The recording in an AIDA-X file decides about its import.</summary>
public class AidaxImportTests
{
    [Fact]
    public void A_recording_that_disagrees_is_refused_with_the_value()
    {
        foreach (int steps in new[] { 0, 16 })
        {
            SourceFormatException exception = Assert.Throws<SourceFormatException>(
                () => ModelImport.Prepare(JsonCase.Path("refuse/aidax_output_batch_disagrees.json"), new ImportOptions { Steps = steps }));
            Assert.Contains(
                "The file's own recording (recorded in training by AIDA-X, without the gains, which are worked in here) has ", exception.Message,
                StringComparison.Ordinal);
            Assert.Contains("the file contradicts itself", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("aidax/lstm8_plain.json")]
    [InlineData("aidax/lstm12_skip_gains.json")]
    public void A_recording_that_comes_out_is_named_as_a_witness(string file)
    {
        ModelImport import = ModelImport.Prepare(JsonCase.Path(file), new ImportOptions());
        Assert.Empty(import.Problems);
        Assert.StartsWith(
            "recomputed in float64 from the file's numbers; the file's own recording (recorded in training by AIDA-X", import.Origin, StringComparison.Ordinal);
    }

    /// <summary>Gains are folded into the layers next to them, and the sum reads the input after its gain.</summary>
    [Theory]
    [InlineData("aidax/gru8_knob_gain.json")]
    [InlineData("aidax/lstm12_skip_gains.json")]
    [InlineData("aidax/lstm8_plain.json")]
    public void The_class_is_proven(string file) => ImportRun.Prove(JsonCase.Path(file));
}

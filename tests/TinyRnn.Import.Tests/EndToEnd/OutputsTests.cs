using TinyRnn.Import.Tests.Onnx;
using TinyRnn.Import.Tests.Rnnoise;
using TinyRnn.Tool.Recording;

namespace TinyRnn.Import.Tests.EndToEnd;

/// <summary>Models whose layers read earlier values, and that have several outputs: whole, with proof.</summary>
public class OutputsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RNNoise_comes_in_with_both_heads(int seed)
    {
        string path = Path.Combine(_folder, "denoise.rnnn");
        File.WriteAllText(path, new RnnoiseFile(seed).Text());
        (ModelImport import, ProofResult proof) = ImportRun.Prove(path);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
        string text = Text(import);
        Assert.Contains("[Concat(\"input_dense\", \"vad_gru\", \"input\")]", text, StringComparison.Ordinal);
        Assert.Contains("Activation.Sigmoid, Name = \"vad\", From = \"vad_gru\")]", text, StringComparison.Ordinal);
        Assert.Contains("[Outputs(\"gains\", \"vad\")]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_form_in_ONNX_is_held_against_ONNX_Runtime()
    {
        string path = Path.Combine(OnnxCase.Folder, "onnx_pytorch", "rnnoise_form", "model.onnx");
        (ModelImport import, ProofResult proof) = ImportRun.Prove(path, new ImportOptions { Recorder = new OnnxRecorder() });
        Assert.StartsWith("recorded by ONNX Runtime", import.Origin, StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
        Assert.Contains("[Outputs(", Text(import), StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_several_outputs_can_be_chosen()
    {
        string path = Path.Combine(OnnxCase.Folder, "onnx_pytorch", "rnnoise_form", "model.onnx");
        string name = FormatReaders.Read(path).OutputNames[1];
        (ModelImport import, _) = ImportRun.Prove(path, new ImportOptions { Reading = new ReadOptions { Outputs = [name] } });
        Assert.DoesNotContain("[Outputs(", Text(import), StringComparison.Ordinal);
        Assert.Equal(name, Assert.Single(import.Source.OutputNames));
    }

    private static string Text(ModelImport import) => System.Text.Encoding.UTF8.GetString(import.Files[0].Content.Span);
}

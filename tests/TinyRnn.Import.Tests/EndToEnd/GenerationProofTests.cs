using System.Text;
using TinyRnn.Import.Tests.Onnx;
using static TinyRnn.Import.Tests.Onnx.GraphZoo;

namespace TinyRnn.Import.Tests.EndToEnd;

/// <summary>A model that writes tokens is proven by what it writes, too.</summary>
public sealed class GenerationProofTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_imported_model_writes_what_the_original_scores_highest()
    {
        const int vocabulary = 9;
        GraphFile graph = new();
        string rows = graph.Node("Gather", [W(graph, vocabulary, Inputs), graph.Typed("tokens", 7, 1, 0)]);
        graph.Name(Dense(graph, Recurrent(graph, rows, graph.Weight("start", new float[Units], 1, 1, Units)), Units, vocabulary), "y");
        graph.Output("y", 1, 0, vocabulary);
        string path = Path.Combine(_folder, "writer.onnx");
        File.WriteAllBytes(path, graph.Bytes());
        (ModelImport import, ProofResult proof) = ImportRun.Prove(path, new ImportOptions { HasTest = true });
        // Run, Run in two calls, Step and five streams give 256 steps of 9 scores each, and Generate a token at each step.
        Assert.Equal((8 * 256 * vocabulary) + 256, proof.Outputs);
        Assert.Contains("ModelProof.CheckGenerating<Writer, Writer.State>(", Encoding.UTF8.GetString(import.Files[3].Content.Span), StringComparison.Ordinal);
    }
}

using TinyRnn.Import.Interpretation;
using TinyRnn.Import.Tests.EndToEnd;

namespace TinyRnn.Import.Tests.Rnnoise;

public class BlobTests : IDisposable
{
    private const int Steps = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(BlobForm.Floats)]
    [InlineData(BlobForm.SparseFloats)]
    [InlineData(BlobForm.Bytes)]
    [InlineData(BlobForm.SparseBytes)]
    [InlineData(BlobForm.Both)]
    public void Gives_both_heads_as_the_matrices_behind_the_file_give_them(BlobForm form)
    {
        BlobFile file = new(1 + (int)form, form);
        SourceModel model = RnnoiseBlob.Read(file.Bytes(), "blob.bin");
        Assert.Empty(model.Problems);
        Assert.Equal(["gains", "vad"], model.OutputNames);
        Assert.Equal(BlobFile.Features, model.InputSize);
        Assert.All(model.Nodes.OfType<RecurrentNode>(), node => Assert.True(node.ResetAfter));
        Random random = new(7);
        float[][] inputs =
            [.. Enumerable.Range(0, Steps).Select(_ => Enumerable.Range(0, model.InputSize).Select(_ => (random.NextSingle() * 2) - 1).ToArray())];
        BlobNetwork network = new(file.Products);
        (double[] Gains, double Voice)[] expected = [.. inputs.Select(x => network.Step(Array.ConvertAll(x, value => (double)value)))];
        Interpretation<double> actual = new Interpreter<double>(model).Run([.. inputs.SelectMany(x => x)]);

        // The numbers are exact, and so are products in double but for the sums: a rounding a term, carried over the steps. Values are below 1.
        double bound = Steps * 64.0 / (1L << 50);
        (double[] gains, double[] voice) = ([.. actual.Outputs[model.Outputs[0]].SelectMany(x => x)], [.. actual.Outputs[model.Outputs[1]].SelectMany(x => x)]);
        Assert.All(expected.SelectMany(step => step.Gains).Zip(gains), pair => Assert.Equal(pair.First, pair.Second, bound));
        Assert.All(expected.Select(step => step.Voice).Zip(voice), pair => Assert.Equal(pair.First, pair.Second, bound));
    }

    [Theory]
    [InlineData(BlobForm.Floats, "")]
    [InlineData(BlobForm.SparseFloats, "")]
    [InlineData(BlobForm.SparseBytes, "The file has only weights of 8 bits of conv2, gru1_input, gru1_recurrent, gru2_input,")]
    [InlineData(BlobForm.Both, "The file has float32 weights and rounded ones of 8 bits of conv2, gru1_input, gru1_recurrent, gru2_input,")]
    public void Which_weights_were_taken_is_a_remark(BlobForm form, string remark)
    {
        SourceModel model = RnnoiseBlob.Read(new BlobFile(11, form).Bytes(), "blob.bin");
        if (remark.Length > 0)
            Assert.Single(model.Remarks, each => each.StartsWith(remark, StringComparison.Ordinal));
        else
            Assert.DoesNotContain(model.Remarks, each => each.Contains("8 bits", StringComparison.Ordinal));
    }

    [Fact]
    public void Comes_in_as_a_class_with_both_heads()
    {
        string path = Path.Combine(_folder, "blob.bin");
        File.WriteAllBytes(path, new BlobFile(21, BlobForm.SparseBytes).Bytes());
        (ModelImport import, ProofResult proof) = ImportRun.Prove(path);
        Assert.Equal("RNNoise 0.2", import.Source.Format);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
        string text = System.Text.Encoding.UTF8.GetString(import.Files[0].Content.Span);
        Assert.Contains("[Concat(\"conv2\", \"gru1\", \"gru2\", \"gru3\", Name = \"layers\")]", text, StringComparison.Ordinal);
        Assert.Contains("[Outputs(\"gains\", \"vad\")]", text, StringComparison.Ordinal);
    }
}

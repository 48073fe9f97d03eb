using System.Text;
using TinyRnn.Import.Interpretation;
using TinyRnn.Import.Tests.EndToEnd;
using TinyRnn.Weights;

namespace TinyRnn.Import.Tests.TfLite;

/// <summary>TensorFlow's own example, and what a damaged file of it is.</summary>
public class TfLiteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private static string Mnist => Path.Combine(ImportRun.Data, "tflite", "mnist_lstm.tflite");

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_example_is_read_whole_and_its_digits_come_out()
    {
        SourceModel model = FormatReaders.Read(Mnist);
        Assert.Equal("TFLite", model.Format);
        Assert.Empty(model.Problems);
        Assert.Equal(["LSTM", "Flatten", "Dense", "Activation"], model.Nodes.Select(node => node.Kind));
        Assert.Equal(10, Assert.IsType<RecurrentNode>(model.Nodes[0]).CellClip);

        Interpreter<double> all = new(model);
        using SafetensorsReader reader = SafetensorsReader.Open(Path.ChangeExtension(Mnist, ".expected.safetensors"));
        float[] x = new float[reader.Get("x").ElementCount];
        reader.Read(reader.Get("x"), x);
        double[] y = new double[reader.Get("y").ElementCount];
        reader.Read(reader.Get("y"), y);
        for (int digit = 0; digit < 10; digit++)
        {
            double[] result = Assert.Single(all.Run(x.AsSpan(digit * 28 * 28, 28 * 28)).Outputs[model.Outputs[0]]);

            // Both in double: sums of 560 terms of some units each, a rounding a term.
            for (int k = 0; k < 10; k++)
                Assert.Equal(y[(digit * 10) + k], result[k], 1000 * 16.0 / (1L << 52));
            Assert.Equal(digit, Array.IndexOf(result, result.Max()));
        }
    }

    /// <summary>The bound that TensorFlow's converter writes into every LSTM, and all 28 rows of a digit in front of the dense layer.</summary>
    [Fact]
    public void Becomes_a_class_that_is_proven()
    {
        (ModelImport import, ProofResult proof) = ImportRun.Prove(Mnist);
        string source = Encoding.UTF8.GetString(import.Files[0].Content.Span);
        Assert.Contains("[Lstm(20, CellClip = 10f, ", source, StringComparison.Ordinal);
        Assert.Contains("[Window(28)]", source, StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    /// <summary>Cut anywhere, or a byte changed: a model, or one line; never another exception, and no more memory than the file explains.</summary>
    [Fact]
    public void A_damaged_file_is_one_line()
    {
        byte[] whole = File.ReadAllBytes(Mnist);
        string path = Path.Combine(_folder, "damaged.tflite");
        int refused = 0;
        for (int place = 8; place < whole.Length; place += place < 4000 || place > whole.Length - 4000 ? 3 : 301)
        {
            byte[] changed = [.. whole];
            changed[place] ^= 0xff;
            foreach (byte[] damaged in new[] { whole[..place], changed })
            {
                File.WriteAllBytes(path, damaged);
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    FormatReaders.Read(path);
                }
                catch (SourceFormatException exception)
                {
                    refused++;
                    Assert.DoesNotContain("\n", exception.Message, StringComparison.Ordinal);
                }

                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L * whole.Length);
            }
        }

        Assert.True(refused > 100, $"only {refused} files were refused");
    }
}

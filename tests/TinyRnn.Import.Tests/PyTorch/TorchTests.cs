using System.IO.Compression;
using System.Text;
using TinyRnn.Import.Tests.EndToEnd;
using TinyRnn.Weights;

namespace TinyRnn.Import.Tests.PyTorch;

/// <summary>Nine ways of torch.save, quantized modules, a checkpoint of RNNoise 0.2's form, and files that mean harm.</summary>
public class TorchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public static TheoryData<string> Files { get; } =
        new("bfloat16", "checkpoint", "half", "legacy", "lightning_prefix", "quantized_both",
            "quantized_gru", "quantized_lstm", "rnnoise02", "shared_storage", "state_dict", "torchscript", "whole_module");

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_class_gives_what_PyTorch_gave(string name)
    {
        string path = Case(name, ".pt");
        string recording = Recordings.OfBatch(Case(name, ".expected.safetensors"), _folder);
        (ModelImport import, ProofResult proof) = ImportRun.Prove(path, new ImportOptions { Vectors = recording });
        Assert.Equal("PyTorch", import.Source.Format);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    /// <summary>Every tensor of a file is there under its own name and to the bit.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void The_weights_are_the_files(string name)
    {
        ModelImport import = ModelImport.Prepare(Case(name, ".pt"), new ImportOptions());
        using SafetensorsReader expected = SafetensorsReader.Open(Case(name, ".expected.safetensors"));
        using SafetensorsReader found = new(new MemoryStream(import.Files[1].Content.ToArray()));
        float[][] all = [.. found.Tensors.Select(tensor => Values(found, tensor))];
        foreach (TensorInfo tensor in expected.Tensors.Where(tensor => tensor.Name.StartsWith("tensor.", StringComparison.Ordinal)))
            Assert.Contains(all, values => values.SequenceEqual(Values(expected, tensor)));
    }

    /// <summary>What quantize_dynamic rounds at run time, a class does not: it is told, and it is near what PyTorch's own gives.</summary>
    [Fact]
    public void Dynamically_quantized_modules_are_read_as_what_they_stand_for()
    {
        ModelImport import = ModelImport.Prepare(Case("quantized_lstm", ".pt"), new ImportOptions());
        Assert.Contains(import.Remarks, remark => remark.Contains("quantize_dynamic", StringComparison.Ordinal));
        using SafetensorsReader expected = SafetensorsReader.Open(Case("quantized_lstm", ".expected.safetensors"));
        float[] rounded = Values(expected, expected.Get("rounded"));
        float[] exact = Values(expected, expected.Get("y"));
        Assert.InRange(rounded.Zip(exact, (a, b) => Math.Abs(a - b)).Max(), 1e-4f, 2e-3f);
    }

    [Fact]
    public void Two_quantized_cells_of_equal_sizes_can_be_two_things()
    {
        ModelImport import = ModelImport.Prepare(Case("quantized_unclear", ".pt"), new ImportOptions());
        SourceProblem problem = Assert.Single(import.Problems, problem => problem.What.Contains("two layers, or both directions", StringComparison.Ordinal));
        Assert.Equal("rnn", problem.Where);
    }

    /// <summary>The axis that scales are for is the last number of a tensor's scheme.</summary>
    [Theory]
    [InlineData("K\u0007t", "for axis 7. The file is damaged")]
    [InlineData("K\0K\0t", "a quantized tensor without its scale")]
    public void Damaged_scales_are_named(string scheme, string message)
    {
        string path = Path.Combine(_folder, "scales.pt");
        File.Copy(Case("quantized_lstm", ".pt"), path);
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            ZipArchiveEntry entry = archive.Entries.Single(each => each.Name == "data.pkl");
            using Stream stream = entry.Open();
            using MemoryStream pickle = new();
            stream.CopyTo(pickle);
            string text = Encoding.Latin1.GetString(pickle.ToArray());
            Assert.Contains("K\0t", text, StringComparison.Ordinal);
            stream.SetLength(0);
            stream.Write(Encoding.Latin1.GetBytes(text.Replace("K\0t", scheme, StringComparison.Ordinal)));
        }

        SourceFormatException refused = Assert.Throws<SourceFormatException>(() => FormatReaders.Read(path));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pickle_that_calls_something_is_refused_and_nothing_is_called()
    {
        string trace = Path.Combine(_folder, "called");
        foreach (string module in new[] { "posix\nsystem", "os\nsystem", "builtins\nexec", "subprocess\nPopen" })
        {
            string path = Zip(Encoding.Latin1.GetBytes($"\u0080\u0002c{module}\nU{(char)("touch ".Length + trace.Length)}touch {trace}\u0085R."));
            SourceFormatException refused = Assert.Throws<SourceFormatException>(() => FormatReaders.Read(path));
            Assert.Contains("Nothing in it was executed", refused.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(trace));
        }
    }

    [Fact]
    public void A_storage_that_is_shorter_than_said_a_cut_file_and_noise_are_one_line()
    {
        byte[] whole = File.ReadAllBytes(Case("state_dict", ".pt"));
        for (int length = 4; length < whole.Length; length += 97)
            Refused(whole[..length]);
        byte[] older = File.ReadAllBytes(Case("legacy", ".pt"));
        for (int length = 14; length < older.Length; length += 41)
            Refused(older[..length]);
    }

    /// <summary>Any byte changed: a model, or one line; never another exception.</summary>
    [Fact]
    public void A_changed_byte_never_throws_anything_else()
    {
        byte[] older = File.ReadAllBytes(Case("legacy", ".pt"));
        for (int place = 0; place < older.Length; place += 3)
        {
            byte[] changed = [.. older];
            changed[place] ^= 0x55;
            string path = Path.Combine(_folder, "changed.pt");
            File.WriteAllBytes(path, changed);
            try
            {
                FormatReaders.Read(path);
            }
            catch (SourceFormatException exception)
            {
                Assert.DoesNotContain("\n", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_member_that_unpacks_to_a_thousand_times_its_size_is_not_unpacked()
    {
        string path = Zip(new byte[200 << 20]);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        SourceFormatException refused = Assert.Throws<SourceFormatException>(() => FormatReaders.Read(path));
        Assert.Contains("is said to unpack to", refused.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 8 << 20);
    }

    private void Refused(byte[] bytes)
    {
        string path = Path.Combine(_folder, "cut.pt");
        File.WriteAllBytes(path, bytes);
        Assert.Throws<SourceFormatException>(() => FormatReaders.Read(path));
    }

    private string Zip(byte[] pickle)
    {
        string path = Path.Combine(_folder, Path.GetRandomFileName() + ".pt");
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using Stream entry = zip.CreateEntry("model/data.pkl", CompressionLevel.SmallestSize).Open();
        entry.Write(pickle);
        return path;
    }

    private static string Case(string name, string ending) => Path.Combine(ImportRun.Data, "pytorch_pt", name + ending);

    private static float[] Values(SafetensorsReader reader, TensorInfo tensor)
    {
        float[] values = new float[tensor.ElementCount];
        reader.Read(tensor, values);
        return values;
    }
}

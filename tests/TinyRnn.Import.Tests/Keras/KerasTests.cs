using System.IO.Compression;
using TinyRnn.Import.Tests.EndToEnd;

namespace TinyRnn.Import.Tests.Keras;

/// <summary>Networks of Keras 1, 2, tf.keras and 3, from both forms of files.</summary>
public class KerasTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    /// <summary>Those that are classes.</summary>
    public static TheoryData<string> Classes { get; } = new(
        Both("lstm_last", "gru_reset_after", "gru_reset_before", "simple_rnn_relu_stacked", "bidirectional_lstm_all", "bidirectional_gru_last",
            "embedding_lstm", "crnn_causal", "batchnorm_layernorm_gru", "residual_functional", "lstm_all_hard_sigmoid", "rnnoise_functional")
            .Concat(
            [
                "keras_old/simple_rnn_tf_keras_2.h5", "keras_old/simple_lstm_tf_keras_1.h5", "keras_old/tfkeras_rnn_0.h5", "keras_old/tfkeras_rnn_100.h5",
                "keras_old/tfkeras_rnn_103.h5",
            ]));

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void The_class_gives_what_Keras_gave(string file)
    {
        string recording = Recordings.OfBatch(Expected(file), _folder);
        (ModelImport import, ProofResult proof) = ImportRun.Prove(Path.Combine(ImportRun.Data, file), new ImportOptions { Vectors = recording });
        Assert.Equal("Keras", import.Source.Format);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    [Theory]
    [InlineData("autoencoder", "repeat_vector: RepeatVector is no layer that is read")]
    public void Layers_that_no_class_has_are_named(string name, string said)
    {
        foreach (string file in Both(name))
        {
            ModelImport import = ModelImport.Inspect(Path.Combine(ImportRun.Data, file));
            Assert.Contains(import.Problems, problem => problem.ToString().Contains(said, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("same", "conv1d: Conv1D (kernel 3, padding same, stride 1, dilation 1, groups 1): with padding \"same\" an output sees steps that come after")]
    [InlineData("valid", "conv1d: Conv1D (kernel 3, padding valid, stride 1, dilation 1, groups 1): with padding \"valid\" there are fewer outputs than")]
    public void A_convolution_that_is_not_causal_is_refused_with_the_reason(string padding, string said)
    {
        string path = Changed("crnn_causal", "\"causal\"", $"\"{padding}\"");
        ModelImport import = ModelImport.Inspect(path);
        Assert.Contains(import.Problems, problem => problem.ToString().Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void An_encoder_is_cut_off_by_its_name()
    {
        (ModelImport import, _) =
            ImportRun.Prove(Path.Combine(ImportRun.Data, "keras", "autoencoder.keras"), new ImportOptions { Reading = new ReadOptions { Outputs = ["lstm"] } });
        Assert.Equal(["lstm"], import.Source.OutputNames);
    }

    [Theory]
    [InlineData("keras_lambda.keras", "lambda: Lambda is no layer that is read")]
    [InlineData("keras_recurrent_selu.keras", "lstm: its gates have the function Selu")]
    public void What_is_refused_is_named(string file, string said) =>
        Assert.Contains(
            ModelImport.Inspect(Path.Combine(ImportRun.Data, "refuse", file)).Problems, problem => problem.ToString().Contains(said, StringComparison.Ordinal));

    [Theory]
    [InlineData("keras_without_weights.keras", "has no model.weights.h5")]
    [InlineData("not_hdf5.h5", "is of no format that is read here")]
    public void What_is_no_model_is_one_line(string file, string said) =>
        Assert.Contains(
            said, Assert.Throws<SourceFormatException>(() => FormatReaders.Read(Path.Combine(ImportRun.Data, "refuse", file))).Message,
            StringComparison.Ordinal);

    /// <summary>Cut anywhere, or a byte changed: a model, or one line; never another exception.</summary>
    [Theory]
    [InlineData("keras/lstm_last.h5")]
    [InlineData("keras/gru_reset_after.keras")]
    public void A_damaged_file_is_one_line(string file)
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(ImportRun.Data, file));
        string path = Path.Combine(_folder, "damaged");
        for (int place = 9; place < whole.Length; place += Math.Max(whole.Length / 150, 1))
        {
            byte[] changed = [.. whole];
            changed[place] ^= 0xff;
            foreach (byte[] damaged in new[] { whole[..place], changed })
            {
                File.WriteAllBytes(path, damaged);
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
    }

    /// <summary>A file whose configuration says something else.</summary>
    private string Changed(string name, string said, string instead)
    {
        string path = Path.Combine(_folder, "other.keras");
        File.Copy(Path.Combine(ImportRun.Data, "keras", $"{name}.keras"), path);
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Update);
        ZipArchiveEntry entry = archive.GetEntry("config.json")!;
        string config;
        using (StreamReader reader = new(entry.Open()))
            config = reader.ReadToEnd();
        Assert.Contains(said, config, StringComparison.Ordinal);
        entry.Delete();
        using StreamWriter writer = new(archive.CreateEntry("config.json").Open());
        writer.Write(config.Replace(said, instead, StringComparison.Ordinal));
        return path;
    }

    private static IEnumerable<string> Both(params string[] names) => names.SelectMany(name => new[] { $"keras/{name}.keras", $"keras/{name}.h5" });

    private static string Expected(string file) => Path.Combine(ImportRun.Data, Path.ChangeExtension(file, ".expected.safetensors"));
}

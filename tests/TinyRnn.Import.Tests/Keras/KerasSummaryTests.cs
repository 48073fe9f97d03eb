using System.Text;
using System.Text.Json.Nodes;
using PureHDF;
using TinyRnn.Import.Interpretation;
using TinyRnn.Import.Tests.EndToEnd;

namespace TinyRnn.Import.Tests.Keras;

/// <summary>Directions that become one, and sequences of which one value is left: networks of Keras 3 whose configuration is changed here.</summary>
public class KerasSummaryTests : IDisposable
{
    private const int Units = 5;

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "other.keras");

    public void Dispose()
    {
        Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("sum", MergeKind.Sum, true)]
    [InlineData("ave", MergeKind.Mean, true)]
    [InlineData("mul", MergeKind.Product, true)]
    [InlineData("sum", MergeKind.Sum, false)]
    public void Directions_are_merged_as_the_layer_says(string merge, MergeKind how, bool isSequence)
    {
        double[][] apart = Outputs(Merged("concat", isSequence));
        double[][] merged = Outputs(Merged(merge, isSequence));
        Assert.Equal(isSequence ? 4 : 1, merged.Length);
        for (int t = 0; t < merged.Length; t++)
        {
            for (int k = 0; k < Units; k++)
            {
                (double forward, double backward) = (apart[t][k], apart[t][Units + k]);
                double expected = how switch
                {
                    MergeKind.Sum => forward + backward,
                    MergeKind.Mean => (forward + backward) / 2,
                    _ => forward * backward,
                };
                Assert.Equal(expected, merged[t][k], 12);
            }
        }

        (ModelImport import, ProofResult proof) = ImportRun.Prove(_path);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
        Assert.Contains($"[MergeDirections(DirectionMerge.{how})]", Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_merge_is_refused() => Assert.Contains(
        Merged("max", isSequence: true).Problems,
        problem => problem.What == "merge_mode is max" && problem.Remedy.Contains("sum, ave and mul", StringComparison.Ordinal));

    [Fact]
    public void A_pool_of_other_axes_is_refused()
    {
        File.Copy(Path.Combine(ImportRun.Data, "keras", "bidirectional_lstm_all.keras"), _path);
        JsonNode config = KerasFile.Config(_path);
        JsonObject pool = Layer("GlobalMaxPooling1D");
        pool["config"]!["data_format"] = "channels_first";
        config["config"]!["layers"]!.AsArray().Add(pool);
        KerasFile.Write(_path, config, weights: null);
        Assert.Equal("data_format is channels_first", Assert.Single(ModelImport.Inspect(_path).Problems).What);
    }

    /// <summary>The recorded outputs of a network of Keras, and what is left of them.</summary>
    [Theory]
    [InlineData("GlobalAveragePooling1D", "[MeanOverTime]")]
    [InlineData("GlobalMaxPooling1D", "[MaxOverTime]")]
    public void A_pool_over_the_whole_sequence_is_a_layer(string kind, string attribute)
    {
        string folder = Path.Combine(ImportRun.Data, "keras");
        File.Copy(Path.Combine(folder, "bidirectional_lstm_all.keras"), _path);
        JsonNode config = KerasFile.Config(_path);
        config["config"]!["layers"]!.AsArray().Add(Layer(kind));
        KerasFile.Write(_path, config, weights: null);
        SourceModel source = FormatReaders.Read(_path);
        (float[] xs, float[] ys) = Recordings.First(Path.Combine(folder, "bidirectional_lstm_all.expected.safetensors"));
        double[] found = new Interpreter<double>(source).Run(xs).Outputs[^1][^1];
        for (int k = 0; k < 2; k++)
        {
            IEnumerable<float> steps = ys.Where((_, i) => i % 2 == k);
            Assert.Equal(kind == "GlobalMaxPooling1D" ? steps.Max() : steps.Average(), found[k], 1e-6);
        }

        (ModelImport import, ProofResult proof) = ImportRun.Prove(_path);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
        Assert.Contains(attribute, Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
    }

    private static JsonObject Layer(string kind) =>
        new() { ["class_name"] = kind, ["config"] = new JsonObject { ["name"] = "pool", ["data_format"] = "channels_last" } };

    private static double[][] Outputs(ModelImport import) =>
        new Interpreter<double>(import.Source).Run([.. Enumerable.Range(0, 4 * 3).Select(i => MathF.Sin(i))]).Outputs[^1];

    /// <summary>A bidirectional GRU with weights of our own, and nothing behind it.</summary>
    private ModelImport Merged(string merge, bool isSequence)
    {
        File.Copy(Path.Combine(ImportRun.Data, "keras", "bidirectional_gru_last.keras"), _path, overwrite: true);
        JsonNode config = KerasFile.Config(_path);
        JsonArray layers = config["config"]!["layers"]!.AsArray();
        layers.RemoveAt(2);
        JsonNode layer = layers[1]!["config"]!;
        layer["merge_mode"] = merge;
        layer["layer"]!["config"]!["return_sequences"] = isSequence;
        layer["backward_layer"]!["config"]!["return_sequences"] = isSequence;
        H5File weights = new()
        {
            ["layers"] = new H5Group { ["bidirectional"] = new H5Group { ["forward_layer"] = Cell(1), ["backward_layer"] = Cell(2) } },
        };
        using MemoryStream file = new();
        weights.Write(file);
        KerasFile.Write(_path, config, file.ToArray());
        return ModelImport.Inspect(_path);
    }

    private static H5Group Cell(int seed)
    {
        Random random = new(seed);
        H5Group tensors = new() { ["0"] = Noise(3), ["1"] = Noise(Units), ["2"] = Noise(2) };
        return new() { ["cell"] = new H5Group { ["vars"] = tensors } };

        float[,] Noise(int rows)
        {
            float[,] values = new float[rows, 3 * Units];
            for (int i = 0; i < values.Length; i++)
                values[i / (3 * Units), i % (3 * Units)] = random.NextSingle() - 0.5f;
            return values;
        }
    }
}

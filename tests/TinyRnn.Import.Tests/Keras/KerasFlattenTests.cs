using System.Text;
using System.Text.Json.Nodes;
using PureHDF;
using TinyRnn.Import.Interpretation;
using TinyRnn.Import.Tests.EndToEnd;

namespace TinyRnn.Import.Tests.Keras;

/// <summary>A sequence of a fixed length as one row of a dense layer: a network of Keras 3 with weights of our own.</summary>
public class KerasFlattenTests : IDisposable
{
    private const int Inputs = 4;
    private const int Units = 5;
    private const int Steps = 6;
    private const int Outputs = 2;

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "other.keras");
    private readonly Random _random = new(3);

    public void Dispose()
    {
        Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Of the GRU's outputs, which the interpreter gives, and the kernel as it is in the file.</summary>
    [Theory]
    [InlineData("Flatten")]
    [InlineData("Reshape")]
    public void A_dense_layer_reads_all_steps(string kind)
    {
        float[,] kernel = Noise(Steps * Units, Outputs);
        Write(layers => layers.Insert(2, Layer(kind, new() { ["target_shape"] = new JsonArray(-1) })), kernel, []);
        float[] xs = [.. Enumerable.Range(0, Steps * Inputs).Select(i => MathF.Sin(i))];
        SourceModel model = FormatReaders.Read(_path);
        double[][] row = new Interpreter<double>(FormatReaders.Read(_path, new() { Outputs = ["gru"] })).Run(xs).Outputs[0];
        double[] found = Assert.Single(new Interpreter<double>(model).Run(xs).Outputs[model.Outputs[0]]);
        for (int o = 0; o < Outputs; o++)
            Assert.Equal(row.SelectMany(h => h).Select((h, k) => h * kernel[k, o]).Sum(), found[o], 12);
        Prove("[Window(6)]");
    }

    /// <summary>What stands between the row and the dense layer has its numbers in the row's order, too.</summary>
    [Theory]
    [InlineData("BatchNormalization", 4, "[Window(6)]")]
    [InlineData("LayerNormalization", 2, "[LayerNorm(Epsilon = 0.001f, Name = ")]
    [InlineData("PReLU", 1, "[PRelu(Name = ")]
    [InlineData("Dropout", 0, "[Window(6)]")]
    public void What_stands_in_between_is_put_into_order(string kind, int vectors, string attribute)
    {
        Write(
            layers =>
            {
                layers.Insert(2, Layer("Flatten", []));
                layers.Insert(3, Layer(kind, new() { ["epsilon"] = 1e-3 }, "between"));
            },
            Noise(Steps * Units, Outputs), vectors == 0 ? [] : [(kind, vectors)]);
        Prove(attribute);
    }

    [Fact]
    public void Of_one_step_nothing_changes()
    {
        Write(
            layers =>
            {
                layers[1]!["config"]!["return_sequences"] = false;
                layers.Insert(2, Layer("Flatten", []));
            },
            Noise(Units, Outputs), []);
        ModelImport import = ImportRun.Prove(_path).Import;
        Assert.DoesNotContain("Window", Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_number_of_steps_is_refused()
    {
        Write(
            layers =>
            {
                layers[0]!["config"]!["batch_shape"] = new JsonArray(null, null, Inputs);
                layers.Insert(2, Layer("Flatten", []));
                layers.RemoveAt(3);
            },
            Noise(Units, Outputs), []);
        SourceProblem problem = ModelImport.Inspect(_path).Problems[0];
        Assert.Equal("it makes one row of an open number of steps", problem.What);
        Assert.Contains("Input(shape=(steps, 4))", problem.Remedy, StringComparison.Ordinal);
    }

    private void Prove(string attribute)
    {
        (ModelImport import, ProofResult proof) = ImportRun.Prove(_path);
        string text = Encoding.UTF8.GetString(import.Files[0].Content.Span);
        Assert.Contains(attribute, text, StringComparison.Ordinal);
        Assert.Contains("Mode = SequenceMode.ManyToOne)]", text, StringComparison.Ordinal);
        Assert.Contains("exactly 6", text, StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    private static JsonObject Layer(string kind, JsonObject config, string name = "row")
    {
        config["name"] = name;
        return new() { ["class_name"] = kind, ["config"] = config };
    }

    /// <summary>Input, GRU and a dense layer without a bias; the layers are changed.</summary>
    private void Write(Action<JsonArray> change, float[,] kernel, (string Kind, int Vectors)[] between)
    {
        File.Copy(Path.Combine(ImportRun.Data, "keras", "gru_reset_after.keras"), _path);
        JsonNode config = KerasFile.Config(_path);
        JsonArray layers = config["config"]!["layers"]!.AsArray();
        layers[0]!["config"]!["batch_shape"] = new JsonArray(null, Steps, Inputs);
        layers[1]!["config"]!["units"] = Units;
        layers[2]!["config"]!["units"] = Outputs;
        layers[2]!["config"]!["use_bias"] = false;
        layers[2]!["config"]!["activation"] = "linear";
        change(layers);
        H5Group cell = new() { ["0"] = Noise(Inputs, 3 * Units), ["1"] = Noise(Units, 3 * Units), ["2"] = Noise(2, 3 * Units) };
        H5Group all = new()
        {
            ["gru"] = new H5Group { ["cell"] = new H5Group { ["vars"] = cell } },
            ["dense"] = new H5Group { ["vars"] = new H5Group { ["0"] = kernel } },
        };
        foreach ((string kind, int vectors) in between)
        {
            H5Group numbers = [];
            for (int i = 0; i < vectors; i++)
                numbers[$"{i}"] = Enumerable.Range(0, Steps * Units).Select(_ => _random.NextSingle() + 0.5f).ToArray();
            string name = kind switch { "PReLU" => "p_re_lu", "BatchNormalization" => "batch_normalization", _ => "layer_normalization" };
            all[name] = new H5Group { ["vars"] = numbers };
        }

        using MemoryStream file = new();
        new H5File { ["layers"] = all }.Write(file);
        KerasFile.Write(_path, config, file.ToArray());
    }

    private float[,] Noise(int rows, int columns)
    {
        float[,] values = new float[rows, columns];
        for (int i = 0; i < values.Length; i++)
            values[i / columns, i % columns] = _random.NextSingle() - 0.5f;
        return values;
    }
}

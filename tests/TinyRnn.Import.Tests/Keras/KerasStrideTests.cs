using System.Text;
using System.Text.Json.Nodes;
using TinyRnn.Import.Interpretation;
using TinyRnn.Import.Tests.EndToEnd;

namespace TinyRnn.Import.Tests.Keras;

/// <summary>
/// Strides and pools: a network of Keras 3 whose configuration is changed here. What a convolution with strides gives is what the same one gives at every
/// step, which Keras recorded, at some of them.
/// </summary>
public class KerasStrideTests : IDisposable
{
    private const int Inputs = 6;

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "other.keras");

    public void Dispose()
    {
        Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The kernel has 3 steps; <paramref name="first"/> is the step at which Keras' first window ends, counted without strides.</summary>
    [Theory]
    [InlineData("causal", 2, 0, 12, 0, "[Conv1D(8, 4, Activation = Activation.Relu, Stride = 2, ")]
    [InlineData("causal", 3, 0, 12, 0, "[Conv1D(8, 5, Activation = Activation.Relu, Stride = 3, ")]
    [InlineData("valid", 3, 0, 12, 2, "[Conv1D(8, 3, Activation = Activation.Relu, Stride = 3, ")]
    [InlineData("valid", 4, 0, 12, 2, "[Conv1D(8, 4, Activation = Activation.Relu, Stride = 4, ")]
    [InlineData("same", 3, 12, 12, 2, "[Conv1D(8, 3, Activation = Activation.Relu, Stride = 3, ")]
    [InlineData("same", 2, 13, 12, 1, "[Conv1D(8, 3, Activation = Activation.Relu, Stride = 2, ")]
    public void A_convolution_with_strides_gives_what_Keras_gives(string padding, int stride, int fixedSteps, int steps, int first, string attribute)
    {
        ReadOptions cut = new() { Outputs = ["conv1d"] };
        double[][] every = Outputs(Changed(_ => { }), cut, steps);
        string path = Changed(layers =>
        {
            Convolution(layers, padding, stride);
            Fix(layers, fixedSteps);
        });
        double[][] some = Outputs(path, cut, steps);
        Assert.Equal(steps / stride, some.Length);
        for (int j = 0; j < some.Length; j++)
            Assert.Equal(every[(j * stride) + first], some[j]);
        (ModelImport import, ProofResult proof) = ImportRun.Prove(path);
        Assert.Contains(attribute, Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
        Assert.Contains("Mode = SequenceMode.ManyToOne", Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    [Theory]
    [InlineData("MaxPooling1D", "[MaxPool1D(3)]")]
    [InlineData("AveragePooling1D", "[AveragePool1D(3)]")]
    public void Pools_are_layers(string kind, string attribute)
    {
        double[][] every = Outputs(Changed(_ => { }), new() { Outputs = ["conv1d"] }, 11);
        string path = Changed(layers => layers.Insert(2, Pool(kind, 3, 3, "valid")));
        double[][] some = Outputs(path, new() { Outputs = ["pool"] }, 11);
        Assert.Equal(3, some.Length);
        for (int j = 0; j < some.Length; j++)
        {
            for (int k = 0; k < some[j].Length; k++)
            {
                IEnumerable<double> group = every[(j * 3)..((j * 3) + 3)].Select(step => step[k]);
                Assert.Equal(kind == "MaxPooling1D" ? group.Max() : group.Average(), some[j][k], 12);
            }
        }

        (ModelImport import, ProofResult proof) = ImportRun.Prove(path);
        Assert.Contains(attribute, Encoding.UTF8.GetString(import.Files[0].Content.Span), StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    [Theory]
    [InlineData("causal", 2, 13, "The file's sequences of 13 steps are 14 for the class: put 1 step of zeros behind.")]
    [InlineData("causal", 2, 12, null)]
    [InlineData("causal", 2, 0, null)]
    public void A_length_that_fills_no_stride_is_said(string padding, int stride, int fixedSteps, string? remark)
    {
        ModelImport import = ModelImport.Inspect(Changed(layers =>
        {
            Convolution(layers, padding, stride);
            Fix(layers, fixedSteps);
        }));
        Assert.Empty(import.Problems);
        Assert.Equal(remark is null ? [] : [remark], import.Remarks.Where(text => text.StartsWith("The file's sequences", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("valid", 2, 0, "its outputs see 1 step after their own, with 0 zeros in front")]
    [InlineData("same", 2, 12, "its outputs see 1 step after their own, with 0 zeros in front")]
    [InlineData("same", 3, 0, "with padding \"same\" and an open number of steps it depends on that number where its windows begin")]
    [InlineData("full", 2, 0, "its padding is \"full\"")]
    [InlineData("causal", -2, 0, "its stride is -2, its dilation 1")]
    public void Other_windows_are_refused_with_the_reason(string padding, int stride, int fixedSteps, string said)
    {
        ModelImport import = ModelImport.Inspect(Changed(layers =>
        {
            Convolution(layers, padding, stride);
            Fix(layers, fixedSteps);
        }));
        SourceProblem problem = Assert.Single(import.Problems);
        Assert.EndsWith($"padding {padding}, stride {stride}, dilation 1, groups 1): {said}", problem.What, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Remedy);
    }

    [Theory]
    [InlineData(3, 2, "valid", 0, "its groups of 3 steps begin every 2 (pool_size, strides)")]
    [InlineData(2, 2, "same", 0, "with padding \"same\" and an open number of steps a group of 2 may be incomplete")]
    [InlineData(2, 2, "same", 13, "with padding \"same\" and 13 steps a group of 2 may be incomplete")]
    public void Other_pools_are_refused_with_the_reason(int size, int stride, string padding, int fixedSteps, string said)
    {
        ModelImport import = ModelImport.Inspect(Changed(layers =>
        {
            layers.Insert(2, Pool("MaxPooling1D", size, stride, padding));
            Fix(layers, fixedSteps);
        }));
        Assert.Equal(said, Assert.Single(import.Problems).What);
    }

    [Fact]
    public void A_pool_of_whole_groups_needs_no_padding()
    {
        ModelImport import = ModelImport.Inspect(Changed(layers =>
        {
            layers.Insert(2, Pool("MaxPooling1D", 2, 2, "same"));
            Fix(layers, 12);
        }));
        Assert.Empty(import.Problems);
    }

    private static double[][] Outputs(string path, ReadOptions options, int steps)
    {
        SourceModel model = FormatReaders.Read(path, options);
        Assert.Empty(model.Problems);
        return new Interpreter<double>(model).Run([.. Enumerable.Range(0, steps * Inputs).Select(i => MathF.Sin(i))]).Outputs[model.Outputs[0]];
    }

    private static void Convolution(JsonArray layers, string padding, int stride)
    {
        layers[1]!["config"]!["padding"] = padding;
        layers[1]!["config"]!["strides"] = new JsonArray(stride);
    }

    private static void Fix(JsonArray layers, int steps)
    {
        if (steps > 0)
            layers[0]!["config"]!["batch_shape"] = new JsonArray(null, steps, Inputs);
    }

    private static JsonObject Pool(string kind, int size, int stride, string padding) => new()
    {
        ["class_name"] = kind,
        ["config"] = new JsonObject
        {
            ["name"] = "pool", ["pool_size"] = new JsonArray(size), ["strides"] = new JsonArray(stride), ["padding"] = padding,
            ["data_format"] = "channels_last",
        },
    };

    /// <summary>Input, convolution, normalisation, GRU and a head; the layers are changed.</summary>
    private string Changed(Action<JsonArray> change)
    {
        File.Copy(Path.Combine(ImportRun.Data, "keras", "crnn_causal.keras"), _path, overwrite: true);
        JsonNode config = KerasFile.Config(_path);
        change(config["config"]!["layers"]!.AsArray());
        KerasFile.Write(_path, config, weights: null);
        return _path;
    }
}

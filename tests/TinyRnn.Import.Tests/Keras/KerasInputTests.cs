using System.Text;
using System.Text.Json.Nodes;
using PureHDF;
using TinyRnn.Import.Tests.EndToEnd;

namespace TinyRnn.Import.Tests.Keras;

/// <summary>Keras models of several inputs: numbers and token ids of one step.</summary>
public sealed class KerasInputTests : IDisposable
{
    private const int Numbers = 3, Shops = 5, Embedded = 2, Units = 4, Outputs = 2;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tinyrnn-inputs-{Guid.NewGuid():N}.keras");
    private readonly Random _random = new(7);

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Inputs_stand_side_by_side_in_the_order_of_a_call(bool isShopFirst)
    {
        Write([null, null, Numbers], [null, null], isShopFirst);
        (ModelImport import, ProofResult proof) = ImportRun.Prove(_path);
        string text = Encoding.UTF8.GetString(import.Files[0].Content.Span);
        Assert.Contains("[RecurrentModel(4", text, StringComparison.Ordinal);
        Assert.Contains($"[Embedding({Shops}, {Embedded}, Column = {(isShopFirst ? 0 : Numbers)}, Name = \"shops\")]", text, StringComparison.Ordinal);
        Assert.Contains($"[Slice({(isShopFirst ? 1 : 0)}, {Numbers}, Name = \"x\"", text, StringComparison.Ordinal);
        Assert.Contains(
            isShopFirst ? "The input joins shop (value 0), x (1 to 3)." : "The input joins x (values 0 to 2), shop (3).", import.Remarks);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    [Fact]
    public void An_input_that_is_given_once_is_refused_beside_a_sequence()
    {
        Write([null, null, Numbers], [null, null], isShopFirst: false, kind: "Dense");
        SourceProblem problem = ModelImport.Inspect(_path).Problems[0];
        Assert.Equal(("shop", "it has no steps, but is given once a sequence, and x an open number of steps"), (problem.Where, problem.What));
        Assert.Contains("repeat at each step", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_of_different_steps_are_refused()
    {
        Write([null, 6, Numbers], [null, 7], isShopFirst: false);
        SourceProblem problem = ModelImport.Inspect(_path).Problems[0];
        Assert.Equal(("shop", "it has 7 steps, and x 6 steps"), (problem.Where, problem.What));
    }

    /// <summary>x and shop, a table of shops, both side by side, GRU, dense.</summary>
    private void Write(int?[] numbers, int?[] shop, bool isShopFirst, string kind = "Embedding")
    {
        File.Copy(Path.Combine(ImportRun.Data, "keras", "gru_reset_after.keras"), _path);
        JsonNode config = KerasFile.Config(_path);
        JsonObject gru = config["config"]!["layers"]!.AsArray().Select(layer => layer!).First(layer => (string?)layer["class_name"] == "GRU")
            ["config"]!.DeepClone().AsObject();
        gru["units"] = Units;
        gru["name"] = "gru";
        gru["return_sequences"] = true;
        JsonObject table = kind == "Embedding"
            ? new() { ["input_dim"] = Shops, ["output_dim"] = Embedded }
            : new() { ["units"] = Embedded, ["activation"] = "linear", ["use_bias"] = false };
        config["class_name"] = "Functional";
        config["config"] = new JsonObject
        {
            ["name"] = "sales",
            ["layers"] = new JsonArray(
                Layer("InputLayer", "x", new() { ["batch_shape"] = Shape(numbers) }),
                Layer("InputLayer", "shop", new() { ["batch_shape"] = Shape(shop) }),
                Layer(kind, "shops", table, "shop"),
                Layer("Concatenate", "joined", new() { ["axis"] = -1 }, "x", "shops"),
                Layer("GRU", "gru", gru, "joined"),
                Layer("Dense", "dense", new() { ["units"] = Outputs, ["activation"] = "linear", ["use_bias"] = false }, "gru")),
            ["input_layers"] = isShopFirst ? new JsonArray(Reference("shop"), Reference("x")) : new JsonArray(Reference("x"), Reference("shop")),
            ["output_layers"] = new JsonArray(Reference("dense")),
        };
        H5Group cell = new()
        {
            ["0"] = Noise(Numbers + Embedded, 3 * Units), ["1"] = Noise(Units, 3 * Units), ["2"] = Noise(2, 3 * Units),
        };
        H5Group all = new()
        {
            ["embedding"] = new H5Group { ["vars"] = new H5Group { ["0"] = Noise(Shops, Embedded) } },
            ["gru"] = new H5Group { ["cell"] = new H5Group { ["vars"] = cell } },
            ["dense"] = new H5Group { ["vars"] = new H5Group { ["0"] = kind == "Dense" ? Noise(1, Embedded) : Noise(Units, Outputs) } },
        };
        if (kind == "Dense")
            all["dense_1"] = new H5Group { ["vars"] = new H5Group { ["0"] = Noise(Units, Outputs) } };
        using MemoryStream file = new();
        new H5File { ["layers"] = all }.Write(file);
        KerasFile.Write(_path, config, file.ToArray());
    }

    private static JsonObject Layer(string kind, string name, JsonObject config, params string[] reads)
    {
        config["name"] = name;
        JsonArray call = [.. reads.Select(read => Reference(read))];
        return new() { ["class_name"] = kind, ["name"] = name, ["config"] = config, ["inbound_nodes"] = reads.Length == 0 ? [] : new JsonArray(call) };
    }

    private static JsonArray Reference(string layer) => [layer, 0, 0];

    private static JsonArray Shape(int?[] sizes) => [.. sizes.Select(size => size is { } number ? JsonValue.Create(number) : null)];

    private float[,] Noise(int rows, int columns)
    {
        float[,] values = new float[rows, columns];
        for (int i = 0; i < values.Length; i++)
            values[i / columns, i % columns] = (float)((2 * _random.NextDouble()) - 1);
        return values;
    }
}

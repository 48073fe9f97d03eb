using TinyRnn.Import.Tests.Onnx;

namespace TinyRnn.Import.Tests.EndToEnd;

/// <summary>Writes a random model as ONNX, as PyTorch's exporter does: inputs [T, 1, I], recurrent operators, MatMul and Add.</summary>
internal static class RandomOnnx
{
    /// <summary>[T, D, B, H] to [T, B, D, H].</summary>
    private static readonly int[] s_featuresLast = [0, 2, 1, 3];

    public static byte[] Of(RandomModel model)
    {
        GraphFile graph = new();
        int size = model.InputSize;
        string value = graph.Input("x", 0, 1, size);
        foreach (RandomLayer layer in model.Layers)
        {
            value = layer.Kind == "Dense" ? Dense(graph, model, layer, value, size) : Recurrent(graph, model, layer, value, size);
            graph.Name(value, $"{layer.Name}_out");
            value = $"{layer.Name}_out";
            size = layer.Outputs;
        }

        graph.Output(value, 0, 1, size);
        return graph.Bytes();
    }

    private static string Dense(GraphFile graph, RandomModel model, RandomLayer layer, string x, int inputs)
    {
        string weights = graph.Weight($"{layer.Name}.weight", Turned(model.Tensor($"{layer.Name}.weight"), layer.Size, inputs), inputs, layer.Size);
        string product = graph.Node("MatMul", [x, weights]);
        string sum = graph.Node("Add", [product, graph.Weight($"{layer.Name}.bias", model.Tensor($"{layer.Name}.bias"), layer.Size)]);
        return layer.Function == "Identity" ? sum : graph.Node(layer.Function, [sum]);
    }

    private static string Recurrent(GraphFile graph, RandomModel model, RandomLayer layer, string x, int inputs)
    {
        string[] directions = layer.IsBidirectional ? ["", "_reverse"] : [""];
        int gates = layer.Kind switch { "Lstm" => 4, "Gru" => 3, _ => 1 };
        int rows = gates * layer.Size;
        float[] All(string name, int columns) =>
            [.. directions.SelectMany(direction => Ordered(layer.Kind, model.Tensor($"{layer.Name}.{name}_l0{direction}"), layer.Size * columns))];
        string w = graph.Weight($"{layer.Name}.W", All("weight_ih", inputs), directions.Length, rows, inputs);
        string r = graph.Weight($"{layer.Name}.R", All("weight_hh", layer.Size), directions.Length, rows, layer.Size);
        float[] biases = [.. directions.SelectMany(direction => Ordered(layer.Kind, model.Tensor($"{layer.Name}.bias_ih_l0{direction}"), layer.Size)
            .Concat(Ordered(layer.Kind, model.Tensor($"{layer.Name}.bias_hh_l0{direction}"), layer.Size)))];
        string b = graph.Weight($"{layer.Name}.B", biases, directions.Length, 2 * rows);
        List<(string, object)> attributes = [("hidden_size", layer.Size), ("direction", layer.IsBidirectional ? "bidirectional" : "forward")];
        if (layer.Kind == "Gru")
            attributes.Add(("linear_before_reset", 1));
        string y = graph.Node(layer.Kind.ToUpperInvariant(), [x, w, r, b], [.. attributes]);
        string turned = graph.Node("Transpose", [y], ("perm", s_featuresLast));
        return graph.Node("Reshape", [turned, graph.Integers(0, 0, -1)]);
    }

    /// <summary>Gates of PyTorch's order (i, f, g, o; r, z, n) in ONNX's (i, o, f, g; z, r, n).</summary>
    private static IEnumerable<float> Ordered(string kind, float[] values, int gate)
    {
        int[] order = kind switch { "Lstm" => [0, 3, 1, 2], "Gru" => [1, 0, 2], _ => [0] };
        return order.SelectMany(number => values.Skip(number * gate).Take(gate));
    }

    private static float[] Turned(float[] matrix, int rows, int columns)
    {
        float[] turned = new float[matrix.Length];
        for (int i = 0; i < turned.Length; i++)
            turned[(i % columns * rows) + (i / columns)] = matrix[i];
        return turned;
    }
}

namespace TinyRnn.Import.Onnx;

/// <summary>Questions that patterns ask of nodes.</summary>
internal static class PatternNodes
{
    /// <summary>Constants that an exporter rounds to float32: sqrt(2), 1 / sqrt(2).</summary>
    private const double Relative = 1e-6;

    /// <summary>The input of a node that multiplies all values by one number and adds one.</summary>
    public static int? Scaled(this LiftedGraph graph, int place, double scale, double shift) =>
        graph[place] is ScaleShiftNode node && AreAll(node.Scale, scale) && AreAll(node.Shift, shift) ? node.Inputs[0] : null;

    /// <summary>The input of a node of a kind that is read without a layer.</summary>
    public static int? Of(this LiftedGraph graph, int place, string name) =>
        graph[place] is OtherNode node && node.Operator == name && node.Inputs.Count == 1 ? node.Inputs[0] : null;

    /// <summary>Both inputs of a sum or a product of two.</summary>
    public static (int First, int Second)? Pair(this LiftedGraph graph, int place, Combination how) =>
        graph[place] is CombineNode { Inputs.Count: 2 } node && node.How == how ? (node.Inputs[0], node.Inputs[1]) : null;

    /// <summary>The other input of a sum or a product one of whose inputs is known.</summary>
    public static int? Beside(this LiftedGraph graph, int place, Combination how, Func<int, bool> isKnown) =>
        graph.Pair(place, how) is not { } pair ? null : isKnown(pair.First) ? pair.Second : isKnown(pair.Second) ? pair.First : null;

    /// <summary>Whether x is squared.</summary>
    public static int? Squared(this LiftedGraph graph, int place) =>
        graph[place] is OtherNode { Operator: "Pow", Numbers.Count: 1 } power && AreAll(power.Numbers[0], 2) ? power.Inputs[0]
        : graph.Pair(place, Combination.Multiply) is { } pair && pair.First == pair.Second ? pair.First : null;

    public static bool AreAll(SourceTensor tensor, double value)
    {
        foreach (float number in tensor.Values)
        {
            if (Math.Abs(number - value) > Relative * Math.Abs(value))
                return false;
        }

        return true;
    }
}

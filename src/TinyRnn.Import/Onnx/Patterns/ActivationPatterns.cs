namespace TinyRnn.Import.Onnx;

/// <summary>
/// Activations in pieces: x sigmoid(x) is SiLU; x (1 + erf(x / sqrt 2)) / 2 is GELU, in whichever order it is multiplied.
/// </summary>
internal static class ActivationPatterns
{
    public static void Apply(LiftedGraph graph, int place)
    {
        if (Silu(graph, place) is { } silu)
            graph[place] = new ActivationNode(graph[place].Name, [silu], new(ActivationKind.Silu), graph[place].Size);
        else if (Gelu(graph, place) is { } gelu)
            graph[place] = new ActivationNode(graph[place].Name, [gelu], new(ActivationKind.Gelu), graph[place].Size);
    }

    private static int? Silu(LiftedGraph graph, int place) =>
        graph.Pair(place, Combination.Multiply) is not { } pair ? null : IsSigmoid(graph, pair.Second, pair.First) ? pair.First
            : IsSigmoid(graph, pair.First, pair.Second) ? pair.Second : null;

    private static bool IsSigmoid(LiftedGraph graph, int place, int of) =>
        graph[place] is ActivationNode { Function.Kind: ActivationKind.Sigmoid } sigmoid && sigmoid.Inputs[0] == of;

    private static int? Gelu(LiftedGraph graph, int place)
    {
        // (x (1 + erf)) 0.5, or (0.5 x) (1 + erf), or x (0.5 (1 + erf)).
        if (graph.Scaled(place, 0.5, 0) is { } product && graph.Pair(product, Combination.Multiply) is { } pair)
            return IsOnePlusErf(graph, pair.Second, pair.First, 1) ? pair.First : IsOnePlusErf(graph, pair.First, pair.Second, 1)
                ? pair.Second : null;
        if (graph.Pair(place, Combination.Multiply) is not { } factors)
            return null;
        foreach ((int a, int b) in ((int, int)[])[(factors.First, factors.Second), (factors.Second, factors.First)])
        {
            if (graph.Scaled(a, 0.5, 0) is { } x && IsOnePlusErf(graph, b, x, 1))
                return x;
            if (IsOnePlusErf(graph, b, a, 0.5))
                return a;
        }

        return null;
    }

    /// <summary>factor (1 + erf(x / sqrt 2)).</summary>
    private static bool IsOnePlusErf(LiftedGraph graph, int place, int x, double factor)
    {
        int? erf = graph.Scaled(place, factor, factor)
            ?? (factor != 1 && graph.Scaled(place, factor, 0) is { } inner ? graph.Scaled(inner, 1, 1) : null);
        return erf is { } at && graph.Of(at, "Erf") is { } scaled && graph.Scaled(scaled, 1 / Math.Sqrt(2), 0) == x;
    }
}

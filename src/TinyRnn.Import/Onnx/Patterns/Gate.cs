namespace TinyRnn.Import.Onnx;

/// <summary>A gate in pieces: a function of a sum of products.</summary>
/// <param name="Function">Its function.</param>
/// <param name="Sum">The place of the sum.</param>
/// <param name="First">First row of it.</param>
/// <param name="Count">Rows: H.</param>
internal sealed record Gate(SourceActivation Function, int Sum, int First, int Count)
{
    /// <summary>The gate at a place, also where one function was taken of all gates before they were split.</summary>
    public static Gate? Of(LiftedGraph graph, int place)
    {
        int count = graph[place].Size, first = 0;
        while (graph[place] is SliceNode slice)
            (place, first) = (slice.Inputs[0], first + slice.First);
        return graph[place] is ActivationNode { Function.Kind: not (ActivationKind.Softmax or ActivationKind.LogSoftmax) } function
            ? new(function.Function, function.Inputs[0], first, count) : null;
    }

    public GateTerms? Terms(LiftedGraph graph) => GateTerms.Of(graph, Sum, First, Count);
}

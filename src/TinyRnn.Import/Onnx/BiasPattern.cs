namespace TinyRnn.Import.Onnx;

/// <summary>MatMul, then Add of a constant: a dense layer with its bias.</summary>
internal static class BiasPattern
{
    public static void Apply(LiftedGraph graph, int place, List<int>[] users)
    {
        if (graph[place] is not ScaleShiftNode shift || shift.Scale.Values.ContainsAnyExcept(1f))
            return;
        int before = shift.Inputs[0];
        if (before >= 0 && graph[before] is DenseNode { Bias: null } dense && users[before].Count == 1)
            graph[place] = dense with { Bias = shift.Shift };
    }
}

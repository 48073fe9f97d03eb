namespace TinyRnn.Import.Onnx;

/// <summary>Constants that are written one after another and are one layer's: MatMul, then Add; Mul, then Add.</summary>
internal static class BiasPattern
{
    public static void Apply(LiftedGraph graph, int place, List<int>[] users)
    {
        if (graph[place] is not ScaleShiftNode shift || shift.Scale.Values.ContainsAnyExcept(1f))
            return;
        int before = shift.Inputs[0];
        if (users[before].Count != 1)
            return;
        if (graph[before] is DenseNode { Bias: null } dense)
            graph.Absorb(place, before, dense with { Bias = shift.Shift });
        else if (graph[before] is ScaleShiftNode scale && !scale.Shift.Values.ContainsAnyExcept(0f))
            graph.Absorb(place, before, scale with { Shift = shift.Shift });
        else if (graph[before] is LayerNormNode { Scale: not null, Shift: null } norm)
            graph.Absorb(place, before, norm with { Shift = shift.Shift });
    }
}

namespace TinyRnn.Import.Onnx;

/// <summary>
/// Layers that exporters write in pieces, put together again. A node that stands for several takes the place of the last of them; the
/// others are left behind, unless something else reads them.
/// </summary>
internal static class GraphPatterns
{
    public static void Apply(LiftedGraph graph)
    {
        List<int>[] users = graph.Users();
        for (int place = 0; place < users.Length; place++)
        {
            BiasPattern.Apply(graph, place, users);
            ActivationPatterns.Apply(graph, place);
            LayerNormPattern.Apply(graph, place);
        }
    }
}

namespace TinyRnn.Import.Onnx;

/// <summary>Layers that exporters write in pieces, put together again.</summary>
internal static class GraphPatterns
{
    public static void Apply(LiftedGraph graph)
    {
        List<int>[] users = graph.Users();
        for (int place = 0; place < graph.Count; place++)
            BiasPattern.Apply(graph, place, users);
    }
}

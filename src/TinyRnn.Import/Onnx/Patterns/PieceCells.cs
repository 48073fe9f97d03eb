namespace TinyRnn.Import.Onnx;

/// <summary>
/// Recurrent cells in pieces, as exporters write LSTMCell and GRUCell: matrices, gates and products around values of a state. What is found
/// here is a guess from the form; that the output of the layer is
/// what is fed back as that state is confirmed, value by value, by <see cref="StateFinder"/>.
/// </summary>
internal static class PieceCells
{
    /// <summary>Finds the cells and puts layers into their places.</summary>
    /// <param name="evaluator">After the graph was followed.</param>
    /// <param name="outputs">The graph's outputs.</param>
    public static void Find(GraphEvaluator evaluator, IEnumerable<RefValue> outputs)
    {
        LiftedGraph graph = evaluator.Graph;
        if (!Enumerable.Range(0, graph.Count).Any(place => graph[place] is StateNode))
            return;
        HashSet<int> given = [.. outputs.SelectMany(output => output.Data).Select(value => value.Node)];
        int count = graph.Count;
        for (int place = 0; place < count; place++)
        {
            if (!LstmPieces.Apply(evaluator, place) && !GruPieces.Apply(evaluator, place) && given.Contains(place))
                Simple(evaluator, place);
        }
    }

    /// <summary>The values that a layer starts from, as a recurrent operator's are kept: [1, 1, H].</summary>
    public static StateLink Link(int layer, bool isCell, List<(int Node, int Feature)> values) =>
        new(layer, isCell, new([1, 1, values.Count], [.. values.Select(value => new Ref(value.Node, value.Feature, 0, 0))]));

    /// <summary>h' = f(W x + U h + b), where h' is an output.</summary>
    private static void Simple(GraphEvaluator evaluator, int place)
    {
        LiftedGraph graph = evaluator.Graph;
        if (graph[place] is not ActivationNode || Gate.Of(graph, place) is not { } gate)
            return;
        var weights = new CellWeights(graph, gate.Count);
        if (!weights.Add(gate.Terms(graph)))
            return;
        graph.Replace(place,
            new RecurrentNode(graph.Module(place), [weights.Input], CellKind.Rnn, [weights.Weights() with { Candidate = gate.Function }]));
        evaluator.Links.Add(Link(place, false, weights.Hidden!));
    }
}

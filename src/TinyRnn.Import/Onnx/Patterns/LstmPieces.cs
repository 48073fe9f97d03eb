namespace TinyRnn.Import.Onnx;

/// <summary>An LSTM cell in pieces: h' = o f(c'), c' = f c + i g.</summary>
internal static class LstmPieces
{
    /// <summary>Puts a layer into the place of h', if that is one.</summary>
    public static bool Apply(GraphEvaluator evaluator, int place)
    {
        LiftedGraph graph = evaluator.Graph;
        if (graph.Pair(place, Combination.Multiply) is not { } product)
            return false;
        foreach ((int output, int shown) in ((int, int)[])[(product.First, product.Second), (product.Second, product.First)])
        {
            if (graph[shown] is ActivationNode cellOutput && graph.Pair(cellOutput.Inputs[0], Combination.Add) is { } sum
                && Gate.Of(graph, output) is { } gate
                && (Layer(evaluator, place, gate, cellOutput, sum.First, sum.Second)
                    || Layer(evaluator, place, gate, cellOutput, sum.Second, sum.First)))
                return true;
        }

        return false;
    }

    private static bool Layer(GraphEvaluator evaluator, int place, Gate output, ActivationNode cellOutput, int kept, int added)
    {
        LiftedGraph graph = evaluator.Graph;
        if (graph.Pair(kept, Combination.Multiply) is not { } keeps || graph.Pair(added, Combination.Multiply) is not { } adds)
            return false;
        bool isSecond = Elements.AreState(graph, keeps.Second);
        if (!isSecond && !Elements.AreState(graph, keeps.First))
            return false;
        (int before, int forget) = isSecond ? (keeps.Second, keeps.First) : (keeps.First, keeps.Second);
        if (Gate.Of(graph, forget) is not { } f || Gate.Of(graph, adds.First) is not { } i || Gate.Of(graph, adds.Second) is not { } g)
            return false;
        if (i.Function != f.Function)
            (i, g) = (g, i);
        if (i.Function != f.Function || output.Function != f.Function)
            return false;
        int units = graph[place].Size;
        var weights = new CellWeights(graph, units);
        foreach (Gate gate in (Gate[])[i, f, g, output])
        {
            if (gate.Count != units || !weights.Add(gate.Terms(graph)))
                return false;
        }

        int cell = cellOutput.Inputs[0];
        DirectionWeights direction = weights.Weights() with { Gate = f.Function, Candidate = g.Function, CellOutput = cellOutput.Function };
        graph.Replace(place, new RecurrentNode(graph.Module(place), [weights.Input], CellKind.Lstm, [direction]));
        graph[cell] = new FinalCellNode(graph[cell].Name, [place], units);
        evaluator.Links.Add(PieceCells.Link(place, false, weights.Hidden!));
        evaluator.Links.Add(PieceCells.Link(place, true, Elements.Of(graph, before)));
        return true;
    }
}

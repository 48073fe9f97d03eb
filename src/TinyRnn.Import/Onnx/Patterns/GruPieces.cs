namespace TinyRnn.Import.Onnx;

/// <summary>A GRU cell in pieces: h' = (1 - z) n + z h, or n + z (h - n), with r before or after the candidate's matrix.</summary>
internal static class GruPieces
{
    /// <summary>Puts a layer into the place of h', if that is one.</summary>
    public static bool Apply(GraphEvaluator evaluator, int place)
    {
        LiftedGraph graph = evaluator.Graph;
        if (graph.Pair(place, Combination.Add) is not { } sum)
            return false;
        foreach ((int a, int b) in ((int, int)[])[(sum.First, sum.Second), (sum.Second, sum.First)])
        {
            if (graph.Pair(b, Combination.Multiply) is not { } product)
                continue;
            foreach ((int x, int y) in ((int, int)[])[(product.First, product.Second), (product.Second, product.First)])
            {
                // a = n, b = z (h - n).
                if (graph.Beside(y, Combination.Add, at => graph.Scaled(at, -1, 0) == a) is { } before && Elements.AreState(graph, before)
                    && Layer(evaluator, place, x, a, before))
                    return true;

                // b = z h, a = (1 - z) n.
                if (Elements.AreState(graph, y)
                    && graph.Beside(a, Combination.Multiply, at => graph.Scaled(at, -1, 1) == x) is { } candidate
                    && Layer(evaluator, place, x, candidate, y))
                    return true;
            }
        }

        return false;
    }

    private static bool Layer(GraphEvaluator evaluator, int place, int update, int candidate, int before)
    {
        LiftedGraph graph = evaluator.Graph;
        int units = graph[place].Size;
        if (Gate.Of(graph, update) is not { } z || Gate.Of(graph, candidate) is not { } n || z.Count != units || n.Count != units
            || Reset(graph, n, before) is not { } reset)
            return false;
        (Gate r, GateTerms inputs, GateTerms hidden, bool isAfter) = reset;
        var weights = new CellWeights(graph, units);
        if (r.Function != z.Function || r.Count != units || !weights.Add(r.Terms(graph)) || !weights.Add(z.Terms(graph))
            || !weights.Add(inputs, hidden)
            || !weights.Hidden!.SequenceEqual(Elements.Of(graph, before)))
            return false;
        DirectionWeights direction = weights.Weights() with { Gate = z.Function, Candidate = n.Function };
        graph.Replace(place, new RecurrentNode(graph.Module(place), [weights.Input], CellKind.Gru, [direction]) { ResetAfter = isAfter });
        evaluator.Links.Add(PieceCells.Link(place, false, Elements.Of(graph, before)));
        return true;
    }

    /// <summary>Takes the candidate's sum apart: what comes of the input, what of the state, and where r stands.</summary>
    private static (Gate R, GateTerms Inputs, GateTerms Hidden, bool IsAfter)? Reset(LiftedGraph graph, Gate n, int before)
    {
        // After: n = f(W x + b + r (U h + b')).
        if (n.First == 0 && graph[n.Sum].Size == n.Count && graph.Pair(n.Sum, Combination.Add) is { } sum)
        {
            foreach ((int x, int h) in ((int, int)[])[(sum.First, sum.Second), (sum.Second, sum.First)])
            {
                if (graph.Pair(h, Combination.Multiply) is not { } product || GateTerms.Of(graph, x, 0, n.Count) is not { } inputs)
                    continue;
                foreach ((int gate, int matrix) in ((int, int)[])[(product.First, product.Second), (product.Second, product.First)])
                {
                    if (Gate.Of(graph, gate) is { } r && GateTerms.Of(graph, matrix, 0, n.Count) is { } hidden)
                        return (r, inputs, hidden, true);
                }
            }
        }

        // Before: n = f(W x + U (r h) + b).
        if (n.Terms(graph) is not { } all)
            return null;
        var reset = new GateTerms();
        var rest = new GateTerms();
        Gate? found = null;
        foreach ((int source, float[] weights, float[]? bias) in all.Products)
        {
            int? gate = graph.Beside(source, Combination.Multiply, at => Elements.Of(graph, at).SequenceEqual(Elements.Of(graph, before)));
            if (gate is { } at && Gate.Of(graph, at) is { } r)
            {
                found = r;
                reset.Products.Add((before, weights, bias));
            }
            else
            {
                rest.Products.Add((source, weights, bias));
            }
        }

        rest.Constants.AddRange(all.Constants);
        return found is null ? null : (found, rest, reset, false);
    }
}

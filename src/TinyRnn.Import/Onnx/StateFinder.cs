namespace TinyRnn.Import.Onnx;

/// <summary>
/// Finds which output is fed back into which input: the one that holds, value by value, the final state of the very layer that starts from
/// that input.
/// </summary>
internal static class StateFinder
{
    /// <summary>The output that holds the next values of a state.</summary>
    /// <param name="evaluator">After the graph was followed.</param>
    /// <param name="state">The state's place.</param>
    /// <param name="outputs">The graph's outputs with their values.</param>
    public static string? Output(GraphEvaluator evaluator, int state, IEnumerable<(string Name, GraphValue? Value)> outputs)
    {
        int size = evaluator.Graph[state].Size;
        var expected = new (int Layer, bool IsCell, int Feature, int Item)?[size];
        foreach (StateLink link in evaluator.Links)
        {
            (int batch, int units) = (link.Values.Shape[1], link.Values.Shape[2]);
            for (int i = 0; i < link.Values.Data.Length; i++)
            {
                Ref at = link.Values.Data[i];
                if (at.Node == state)
                    expected[at.Feature] = (link.Layer, link.IsCell, i / units / batch * units + i % units, i / units % batch);
            }
        }

        if (expected.Any(value => value is null))
            return null;
        (string Name, RefValue Value)[] possible =
            [.. outputs.Where(output => output.Value is RefValue && output.Value.Count == size)
            .Select(output => (output.Name, (RefValue)output.Value!))];
        string[] fitting = [.. possible.Where(output =>
            Enumerable.Range(0, size).All(i => IsNext(evaluator.Graph, output.Value.Data[i], expected[i]!.Value)))
            .Select(output => output.Name)];

        // A layer's output that is given twice may be the sequence as well as the state: then names decide, and where they speak for an
        // output that does not fit, nothing is taken for granted.
        string input = evaluator.Graph[state].Name;
        return fitting.FirstOrDefault(name => StateNames.Follows(input, name)) ?? fitting.FirstOrDefault(StateNames.Looks)
            ?? (possible.Any(output => StateNames.Follows(input, output.Name)) ? null : fitting.FirstOrDefault());
    }

    /// <summary>Whether a value is a final state of some layer.</summary>
    public static bool IsFinal(LiftedGraph graph, Ref value) =>
        !value.IsConstant && graph[value.Node] is FinalCellNode or LastStepNode { What: LastStepKind.FinalStates };

    private static bool IsNext(LiftedGraph graph, Ref value, (int Layer, bool IsCell, int Feature, int Item) expected)
    {
        if (value.IsConstant || value.Feature != expected.Feature || value.Item != expected.Item)
            return false;
        SourceNode node = graph[value.Node];
        if (expected.IsCell)
            return node is FinalCellNode && node.Inputs[0] == expected.Layer;
        bool isForward = graph[expected.Layer] is RecurrentNode { IsReverse: false, Directions.Count: 1 };
        return node switch
        {
            LastStepNode { What: LastStepKind.FinalStates } => node.Inputs[0] == expected.Layer,
            LastStepNode => isForward && node.Inputs[0] == expected.Layer,
            _ => isForward && value.Node == expected.Layer && value.Step == graph.Steps(expected.Layer) - 1,
        };
    }
}

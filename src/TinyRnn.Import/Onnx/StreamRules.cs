namespace TinyRnn.Import.Onnx;

/// <summary>What a model whose states are fed back must be, so that its calls are steps of one sequence.</summary>
internal static class StreamRules
{
    public static void Check(GraphAttempt attempt, IEnumerable<OnnxOutput?> outputs, List<SourceProblem> problems, List<string> remarks)
    {
        LiftedGraph graph = attempt.Evaluator.Graph;
        RecurrentNode[] layers = [.. Enumerable.Range(0, graph.Count).Select(place => graph[place]).OfType<RecurrentNode>()];
        int steps = attempt.Layout.Steps;
        if (!attempt.Layout.IsOpen)
            attempt.Evaluator.Rests.Check([.. Enumerable.Range(0, graph.Count).Select(place => graph[place])], graph.Steps, steps, problems, remarks);
        if (attempt.States.Count == 0)
        {
            if (layers.Length > 0 && !attempt.Layout.IsOpen)
                remarks.Add(
                    $"The file computes sequences of {Counted.Of(steps, "step")}, each from a fresh state; the network itself takes any number.");
            return;
        }

        for (int place = 0; place < graph.Count; place++)
        {
            if (graph[place] is { StepsPerOutput: > 1 } strided)
                problems.Add(new(strided.Name, $"gives an output every {strided.StepsPerOutput} steps of a call, while other layers keep their state",
                    "Export the network without its states as inputs."));
            if (graph[place] is not RecurrentNode layer)
                continue;
            if (layer.Directions.Count == 2 || layer.IsReverse)
                problems.Add(new(layer.Name, "reads backwards, and its state is fed back from call to call",
                    "Backward layers need the whole sequence; export the network without its states as inputs."));
            bool isLinked = attempt.Evaluator.Links.Any(link => link.Layer == place && !link.IsCell)
                && (layer.Cell != CellKind.Lstm || attempt.Evaluator.Links.Any(link => link.Layer == place && link.IsCell));
            if (!isLinked)
                problems.Add(new(layer.Name, "starts anew at each call, while other layers keep their state",
                    "Export the network with the states of all layers as inputs and outputs."));
        }

        if (steps > 1 && outputs.Any(output => output is { TimeAxis: < 0 }))
            problems.Add(new($"output '{outputs.First(output => output is { TimeAxis: < 0 })!.Name}'",
                $"is one result for {Counted.Of(steps, "step")} of a call, while the state is fed back", "Export the network with one step a call."));
    }
}

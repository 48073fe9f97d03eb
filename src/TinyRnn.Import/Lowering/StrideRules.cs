namespace TinyRnn.Import.Lowering;

/// <summary>What does not go with layers that give an output every few steps, as the generator's TRNN3025 has it.</summary>
internal static class StrideRules
{
    /// <summary>Steps from one output to the next, at most.</summary>
    private const int Most = 65_536;

    /// <summary>All that stands against a graph with strides; nothing if it has none.</summary>
    public static IEnumerable<SourceProblem> Of(SourceGraph graph)
    {
        IReadOnlyList<int> steps = SourceModel.StepsPerOutput(graph.Nodes);
        SourceNode[] strided = [.. graph.Nodes.Where(node => node.StepsPerOutput > 1)];
        if (strided.Length == 0)
            return [];
        return [.. Values(graph, steps), .. Model(graph, strided[0]), .. TooFew(graph, steps)];
    }

    /// <summary>Every layer reads values that there are as often as the one in front of it.</summary>
    private static IEnumerable<SourceProblem> Values(SourceGraph graph, IReadOnlyList<int> steps)
    {
        int latest = 1;
        for (int place = 0; place < graph.Nodes.Count; place++)
        {
            SourceNode node = graph.Nodes[place];
            if (node is JoinedOutputs or SliceNode or LastStepNode)
                continue;
            foreach (int input in node.Inputs.Where(input => StepsOf(input) != latest).Take(1))
            {
                string value = input == SourceNode.ModelInput ? "the model's input" : graph.Nodes[input].Name;
                yield return new(
                    node.Name, $"it reads {value}, which there is every {Steps(StepsOf(input))}, where there is one every {Steps(latest)}",
                    "Behind a stride TinyRnn's layers read values from behind it only: join them in front of it, or make two models with --output.");
            }

            latest = steps[place];
        }

        int StepsOf(int input) => input == SourceNode.ModelInput ? 1 : steps[input];
    }

    private static IEnumerable<SourceProblem> Model(SourceGraph graph, SourceNode strided)
    {
        string what = $"it gives an output every {Steps(strided.StepsPerOutput)} in a model";
        if (graph.Nodes.FirstOrDefault(node => node is RecurrentNode { Directions.Count: 2 }) is { } both)
            yield return new(strided.Name, $"{what} whose {both.Name} reads both directions", "TinyRnn's strides go with layers of one direction only.");
        if (graph.Nodes[graph.Output] is JoinedOutputs outputs)
            yield return new(
                strided.Name, $"{what} with the outputs {string.Join(" and ", outputs.Names)}", "Choose one of them with --output NODE.");
    }

    private static IEnumerable<SourceProblem> TooFew(SourceGraph graph, IReadOnlyList<int> steps)
    {
        int place = steps.ToList().FindIndex(count => count > Most);
        if (place >= 0)
        {
            yield return new(
                graph.Nodes[place].Name, $"it would leave one output every {steps[place]} steps", $"TinyRnn's strides make at most {Most} together.");
        }
    }

    private static string Steps(int count) => count == 1 ? "step" : $"{count} steps";
}

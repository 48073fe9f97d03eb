namespace TinyRnn.Import.Onnx;

/// <summary>Which of a graph's outputs are the model's.</summary>
internal static class OutputChoice
{
    /// <summary>
    /// Final states beside another output are what the library's own state keeps; where they are all that there is, h is the output.
    /// </summary>
    public static List<(string Name, GraphValue? Value)> Choose(GraphAttempt attempt, List<string> remarks)
    {
        LiftedGraph graph = attempt.Evaluator.Graph;
        List<(string Name, GraphValue? Value)> all = attempt.Outputs;
        if (attempt.IsCut)
            return all;
        bool others = all.Any(output => !IsFinal(graph, output.Value));
        var chosen = new List<(string, GraphValue?)>();
        foreach ((string name, GraphValue? value) in all)
        {
            bool isCell = value is RefValue refs && refs.Data.Any(at => !at.IsConstant && graph[at.Node] is FinalCellNode);
            if (IsFinal(graph, value) && (others || isCell))
                remarks.Add($"The output '{name}', the final state of recurrent layers, is left out: the model's state holds it.");
            else
                chosen.Add((name, value));
        }

        return chosen;
    }

    /// <summary>Where steps and batch lie in an output.</summary>
    /// <returns><see langword="null"/> if they do not lie along axes of their own.</returns>
    public static OnnxOutput? Contract(string name, bool isGraphOutput, Features features, int[] shape)
    {
        int[] strides = Sizes.Strides(shape);
        int time = -1, batch = -1;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] > 1 && features.Step[0] != features.Step[strides[axis]])
                time = axis;
            else if (shape[axis] > 1 && features.Item[0] != features.Item[strides[axis]])
                batch = axis;
        }

        for (int i = 0; i < features.Place.Length; i++)
        {
            if ((time >= 0 && features.Step[i] != i / strides[time] % shape[time])
                || (batch >= 0 && features.Item[i] != i / strides[batch] % shape[batch]))
                return null;
        }

        return new(name, isGraphOutput, time, batch, features.Size);
    }

    private static bool IsFinal(LiftedGraph graph, GraphValue? value) =>
        value is RefValue refs && refs.Data.All(at => StateFinder.IsFinal(graph, at));
}

namespace TinyRnn.Import.Onnx;

/// <summary>Means and maxima over all steps: of each value, what is known after the last one.</summary>
internal static class OverTimeOperator
{
    /// <summary>Reads a reduction as a layer, if it is one.</summary>
    /// <param name="call">The node.</param>
    /// <param name="features">What it reads.</param>
    /// <param name="group">For each value of the input, its place in the result.</param>
    /// <param name="target">Sizes of the result.</param>
    public static bool TryRun(OperatorCall call, Features features, int[] group, int[] target)
    {
        bool isMax = call.Node.OpType is "ReduceMax" or "GlobalMaxPool";
        if (features.Steps < 2 || (!isMax && call.Node.OpType is not ("ReduceMean" or "GlobalAveragePool")))
            return false;
        var values = new (int Place, int Item)?[Sizes.Count(target)];
        HashSet<(int, int)> seen = [];
        for (int i = 0; i < group.Length; i++)
        {
            (int, int) value = (features.Place[i], features.Item[i]);
            if ((values[group[i]] ??= value) != value || !seen.Add((group[i], features.Step[i])))
                return false;
        }

        if (seen.Count != values.Length * features.Steps)
            return false;
        int node = call.Graph.Add(new OverTimeNode(call.Name, [features.Node], isMax, features.Size), features.Steps);
        call.Result(new RefValue(new(target, Array.ConvertAll(values, value => new Ref(node, value!.Value.Place, features.Steps - 1, value.Value.Item)))));
        return true;
    }
}

namespace TinyRnn.Import.Onnx;

/// <summary>Means, sums and extremes along axes; read as layers where they are one, or as pieces of a layer normalisation.</summary>
internal static class ReductionOperators
{
    public static void AddTo(Dictionary<string, Action<OperatorCall>> table)
    {
        foreach (string name in (string[])["ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceL2", "ReduceProd",
            "ReduceSumSquare"])
            table[name] = Reduce;
        table["GlobalAveragePool"] = table["GlobalMaxPool"] = call =>
            Reduce(call, [.. Enumerable.Range(2, Math.Max(0, call.Input(0).Rank - 2))], keeps: true);
    }

    private static void Reduce(OperatorCall call)
    {
        int rank = call.Input(0).Rank;
        long[]? axes = call.Ints("axes", 1);
        if (axes is null or [] && call.Int("noop_with_empty_axes", 0) != 0)
        {
            call.Result(call.Input(0));
            return;
        }

        Reduce(call, axes is null or [] ? Selection.All(rank)
            : [.. axes.Select(axis => Sizes.Axis(axis, rank))], call.Int("keepdims", 1) != 0);
    }

    private static void Reduce(OperatorCall call, int[] axes, bool keeps)
    {
        GraphValue input = call.Input(0);
        int[] shape = [.. input.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size)];
        int[] target = keeps ? shape : [.. input.Shape.Where((_, axis) => !axes.Contains(axis))];
        int[] group = Groups(input.Shape, shape);
        if (group.Length == Sizes.Count(shape)
            && call.Node.OpType is (
            "ReduceMean" or "ReduceSum" or "ReduceMax" or "ReduceMin" or "ReduceProd" or "GlobalAveragePool" or "GlobalMaxPool"))
        {
            call.Result(input.Reshape(target));
            return;
        }

        if (input is not RefValue)
        {
            Constant(call, input, group, target);
            return;
        }

        if (call.Node.OpType is "ReduceMean" or "GlobalAveragePool" && FrameMeanOperator.TryRun(call, group, target))
            return;
        Features features = call.Features(0);
        if (OverTimeOperator.TryRun(call, features, group, target))
            return;
        int count = Sizes.Count(shape);
        (int Step, int Item)?[] keys = new (int, int)?[count];
        bool isOverTime = false;
        for (int i = 0; i < group.Length; i++)
        {
            (int, int) key = (features.Step[i], features.Item[i]);
            isOverTime |= keys[group[i]] is { } known && known != key;
            keys[group[i]] = key;
        }

        if (isOverTime)
        {
            throw new NotUnderstoodException($"takes {call.Node.OpType} over steps (pooling)",
                "Means and maxima over all steps of a sequence are layers, others are not; cut the model before it (--output NODE).");
        }

        var places = new Dictionary<(int, int), int>();
        var refs = new Ref[count];
        for (int i = 0; i < count; i++)
        {
            (int step, int item) = keys[i]!.Value;
            int place = places.GetValueOrDefault((step, item));
            places[(step, item)] = place + 1;
            refs[i] = new Ref(call.Graph.Count, place, step, item);
        }

        int size = places.Values.First();
        call.Graph.Add(new OtherNode(call.Name, [features.Node], call.Node.OpType, size, $"{Counted.Of(features.Size, "value")} to {size}", []),
            features.Steps);
        call.Result(new RefValue(new(target, refs)));
    }

    /// <summary>The place in the result of each value.</summary>
    private static int[] Groups(int[] source, int[] shape)
    {
        var places = new NdArray<int>(shape, Selection.All(Sizes.Count(shape)));
        return [.. Selection.Expand(shape, source).Index.Select(at => places.Data[at])];
    }

    private static void Constant(OperatorCall call, GraphValue input, int[] group, int[] target)
    {
        if (call.Node.OpType is not ("ReduceMean" or "ReduceSum" or "ReduceProd" or "ReduceMax" or "ReduceMin"))
            throw new NotUnderstoodException("is asked for of constants", "Export the network with constant folding.");
        float[] numbers = call.Reals(0, "the input").Data;
        var groups = new List<double>[Sizes.Count(target)];
        for (int i = 0; i < group.Length; i++)
            (groups[group[i]] ??= []).Add(numbers[i]);
        double[] result = Array.ConvertAll(groups, values => call.Node.OpType switch
        {
            "ReduceMean" => values.Average(),
            "ReduceSum" => values.Sum(),
            "ReduceMax" => values.Max(),
            "ReduceMin" => values.Min(),
            _ => values.Aggregate(1.0, (a, b) => a * b),
        });
        call.Result(input is IntValue ? new IntValue(new(target, Array.ConvertAll(result, value => (long)value)))
            : new RealValue(new(target, Array.ConvertAll(result, value => (float)value))));
    }
}

namespace TinyRnn.Import.Onnx;

/// <summary>A tensor understood as one vector a step: the node that gives it, and where each value of the tensor stands in it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Size">Values a step.</param>
/// <param name="Place">For each value of the tensor, its place in the vector.</param>
/// <param name="Step">For each value of the tensor, its step.</param>
/// <param name="Item">For each value of the tensor, its member of the batch.</param>
/// <param name="Steps">Steps of the node.</param>
internal sealed record Features(int Node, int Size, int[] Place, int[] Step, int[] Item, int Steps)
{
    private const string Remedy =
        "What mixes steps cannot be computed step by step; cut the model before it (--output NODE) or export it in another way.";

    /// <summary>Runs of values beyond which a vector of several sources is put into their order; one of a single source always is.</summary>
    private const int NaturalRuns = 16;

    /// <summary>Pieces of several nodes that are joined in one vector.</summary>
    private const int LargestParts = 1024;

    /// <summary>Finds the vector.</summary>
    /// <param name="graph">Takes the slices and concatenations that it needs.</param>
    /// <param name="array">The tensor.</param>
    /// <param name="keepOrder">The vector's order is the tensor's; otherwise it may be any.</param>
    /// <param name="name">Of the node that reads it, for nodes that this adds.</param>
    public static Features Of(LiftedGraph graph, NdArray<Ref> array, bool keepOrder, string name)
    {
        Ref[] data = array.Data;
        if (data.Length == 0)
            throw new NotUnderstoodException($"reads an empty tensor {Sizes.Text(array.Shape)}", Remedy, isAxes: true);
        int[] place = new int[data.Length];
        var groups = new Dictionary<(int Step, int Item), int>();
        var first = new List<Ref>();
        (int, int) firstKey = (data[0].Step, data[0].Item);
        for (int i = 0; i < data.Length; i++)
        {
            Ref value = data[i];
            if (value.IsConstant)
                throw new NotUnderstoodException("reads values of the sequence and constant numbers side by side (padding?)", Remedy,
                    isAxes: true);
            (int, int) key = (value.Step, value.Item);
            groups.TryGetValue(key, out int count);
            place[i] = count;
            groups[key] = count + 1;
            if (key == firstKey)
                first.Add(value);
        }

        Check(data, place, first, groups);
        int steps = Whole(graph, first, groups, out bool isLast);
        if (isLast)
            first = first.ConvertAll(value => value with { Node = graph.Last(value.Node, LastStepKind.LastOutput), Step = 0 });
        bool isNatural = Runs(first) <= NaturalRuns && first.Exists(value => value.Node != first[0].Node);
        int[]? order = keepOrder || isNatural || first.Distinct().Count() < first.Count ? null : Order(first);
        if (order is not null)
        {
            int[] rank = new int[order.Length];
            for (int i = 0; i < order.Length; i++)
                rank[order[i]] = i;
            first = [.. order.Select(at => first[at])];
            for (int i = 0; i < place.Length; i++)
                place[i] = rank[place[i]];
        }

        int node = Join(graph, first, name);
        return new(node, first.Count, place, [.. data.Select(value => isLast ? 0 : value.Step)], [.. data.Select(value => value.Item)],
            steps);
    }

    /// <summary>The tensor of what a node gives that has one value for each value of this vector.</summary>
    public NdArray<Ref> Refs(int node, int[] shape)
    {
        var data = new Ref[Place.Length];
        for (int i = 0; i < data.Length; i++)
            data[i] = new Ref(node, Place[i], Step[i], Item[i]);
        return new(shape, data);
    }

    private static void Check(Ref[] data, int[] place, List<Ref> first, Dictionary<(int Step, int Item), int> groups)
    {
        foreach (((int step, _), int count) in groups)
        {
            if (count != first.Count)
                throw new NotUnderstoodException($"reads {Counted.Of(first.Count, "value")} of step {first[0].Step} and {count} of step {step}", Remedy,
                    isAxes: true);
        }

        for (int i = 0; i < data.Length; i++)
        {
            if (first[place[i]].Node != data[i].Node || first[place[i]].Feature != data[i].Feature)
                throw new NotUnderstoodException($"reads other values at step {data[i].Step} than at step {first[0].Step}", Remedy,
                    isAxes: true);
        }
    }

    /// <summary>All steps must be there, or only the last one.</summary>
    private static int Whole(LiftedGraph graph, List<Ref> first, Dictionary<(int Step, int Item), int> groups, out bool isLast)
    {
        int steps = graph.Steps(first[0].Node);
        foreach (Ref value in first)
        {
            if (graph.Steps(value.Node) != steps)
                throw new NotUnderstoodException($"joins a sequence of {Counted.Of(steps, "step")} and one of {graph.Steps(value.Node)}", Remedy,
                    isAxes: true);
        }

        int items = groups.Keys.Select(key => key.Item).Distinct().Count();
        int present = groups.Keys.Select(key => key.Step).Distinct().Count();
        isLast = steps > 1 && present == 1 && groups.Keys.First().Step == steps - 1;
        if (groups.Count != items * present || (present != steps && !isLast))
        {
            string which = present == 1 ? $"only step {groups.Keys.First().Step}" : Counted.Of(present, "step");
            throw new NotUnderstoodException($"reads {which} of {steps}", Remedy, isAxes: true);
        }

        return isLast ? 1 : steps;
    }

    private static int Runs(List<Ref> values)
    {
        int runs = 1;
        for (int i = 1; i < values.Count; i++)
        {
            if (values[i].Node != values[i - 1].Node || values[i].Feature != values[i - 1].Feature + 1)
                runs++;
        }

        return runs;
    }

    private static int[] Order(List<Ref> values) =>
        [.. Enumerable.Range(0, values.Count).OrderBy(at => values[at].Node).ThenBy(at => values[at].Feature).ThenBy(at => at)];

    private static int Join(LiftedGraph graph, List<Ref> values, string name)
    {
        if (values.Count > 1 && values.TrueForAll(value => value == values[0]))
        {
            return graph.Repeat(graph.Slice(values[0].Node, values[0].Feature, 1), values.Count, name);
        }

        var parts = new List<int>();
        for (int start = 0; start < values.Count;)
        {
            int end = start + 1;
            while (end < values.Count && values[end].Node == values[start].Node && values[end].Feature == values[end - 1].Feature + 1)
                end++;
            parts.Add(graph.Slice(values[start].Node, values[start].Feature, end - start));
            start = end;
        }

        if (parts.Count == 1)
            return parts[0];
        if (parts.Count > NaturalRuns && values.TrueForAll(value => value.Node == values[0].Node))
            return graph.Rearrange(values[0].Node, [.. values.Select(value => value.Feature)], name);
        if (parts.Count > LargestParts)
            throw new NotUnderstoodException($"reads values of several layers in an order that takes {parts.Count} pieces", Remedy);
        return graph.Concatenate(parts, values.Count, name);
    }
}

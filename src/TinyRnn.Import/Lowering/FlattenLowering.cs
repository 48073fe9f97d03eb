namespace TinyRnn.Import.Lowering;

/// <summary>
/// A sequence that is flattened becomes a window over all of its steps, which has the newest first: whatever reads it has its weights put into that order.
/// Functions of single values in between go with either order.
/// </summary>
internal static class FlattenLowering
{
    /// <summary>As the generator says of states.</summary>
    private const long LargestState = 1 << 20;

    /// <summary>Steps that a sequence of a model must have; 0: any number.</summary>
    public static int ExactSteps(SourceModel model)
    {
        IReadOnlyList<int> strides = SourceModel.StepsPerOutput(model.Nodes);
        return model.Nodes.OfType<FlattenNode>()
            .Select(flat => (int)Math.Min((long)flat.Steps * (flat.Inputs[0] == SourceNode.ModelInput ? 1 : strides[flat.Inputs[0]]), int.MaxValue))
            .DefaultIfEmpty(0).Max();
    }

    /// <summary>Puts windows in place of flattened sequences.</summary>
    /// <param name="graph">The graph, which is changed.</param>
    /// <param name="steps">Steps that a sequence must have.</param>
    /// <param name="remarks">Takes what a reader of the class must know.</param>
    /// <returns>What stands in the way.</returns>
    public static IEnumerable<SourceProblem> Lower(SourceGraph graph, int steps, List<string> remarks)
    {
        List<SourceProblem> problems = [];
        Dictionary<int, FlattenNode> turned = [];
        for (int place = 0; place < graph.Nodes.Count; place++)
        {
            SourceNode node = graph.Nodes[place];
            if (node is FlattenNode flat)
            {
                turned[place] = flat;
                graph.Replace(place, new WindowNode(flat.Name, flat.Inputs, flat.Steps, flat.Features));
                problems.AddRange(TooLarge(flat));
                remarks.Add(
                    $"{flat.Name} makes one row of all steps: the class is right for sequences of exactly {Counted.Of(steps, "step")}, each from a fresh "
                    + $"state. Of shorter ones the missing outputs count as zeros, of longer ones only the last {flat.Steps} are read.");
                continue;
            }

            if (!node.Inputs.Any(turned.ContainsKey))
                continue;
            FlattenNode source = turned[node.Inputs.First(turned.ContainsKey)];
            if (Turned(node, source) is not { } changed)
            {
                problems.Add(new(
                    node.Name, $"{node.Kind} reads {source.Name}, {source.Options}", "Of a flattened sequence TinyRnn's classes have dense layers only."));
                continue;
            }

            graph.Replace(place, changed);
            if (changed is not DenseNode)
                turned[place] = source;
        }

        if (turned.TryGetValue(graph.Output, out FlattenNode? last))
            problems.Add(new(last.Name, $"the model gives a flattened sequence ({last.Options})", "Cut the model before it with --output NODE."));
        return problems;
    }

    private static IEnumerable<SourceProblem> TooLarge(FlattenNode node)
    {
        // A window is kept twice.
        long bytes = 2L * sizeof(float) * node.Steps * node.Features;
        if (bytes > LargestState)
            yield return new(
                node.Name, $"it makes one row of {Counted.Of(node.Steps, "step")} of {Counted.Of(node.Features, "value")}, which take "
                    + $"{Counted.Of(bytes, "byte")} of a state",
                $"TinyRnn's states have up to {LargestState} bytes: cut the model before it with --output NODE.");
    }

    /// <summary>A node that reads the row with its newest step first; <see langword="null"/>: there is none.</summary>
    private static SourceNode? Turned(SourceNode node, FlattenNode flat) => node switch
    {
        DenseNode dense => dense with { Weights = Columns(dense.Weights, flat) },
        ActivationNode => node,
        ScaleShiftNode scale => scale with { Scale = Columns(scale.Scale, flat), Shift = Columns(scale.Shift, flat) },
        PReluNode prelu => prelu.Slopes.Count == 1 ? prelu : prelu with { Slopes = Columns(prelu.Slopes, flat) },
        LayerNormNode norm => norm with
        {
            Scale = norm.Scale is null ? null : Columns(norm.Scale, flat),
            Shift = norm.Shift is null ? null : Columns(norm.Shift, flat),
        },
        _ => null,
    };

    /// <summary>Along the last axis, blocks of a step's values from the last to the first.</summary>
    private static SourceTensor Columns(SourceTensor tensor, FlattenNode flat)
    {
        float[] turned = new float[tensor.Count];
        for (int i = 0; i < turned.Length; i++)
        {
            int column = i % flat.Size;
            int from = ((flat.Steps - 1 - (column / flat.Features)) * flat.Features) + (column % flat.Features);
            turned[i] = tensor.Values[i - column + from];
        }

        return new(tensor.Shape, turned);
    }
}

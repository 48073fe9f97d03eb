namespace TinyRnn.Import.Lowering;

/// <summary>From a source model to a TinyRnn class, or to all reasons why there is none.</summary>
internal static class ModelLowering
{
    /// <summary>The model without what its outputs do not need, which are one, or joined.</summary>
    public static SourceModel Pruned(SourceModel model)
    {
        model = JoinedOutputs.Of(model);
        SourceGraph graph = new(model);
        return model with { Nodes = [.. graph.Nodes], Outputs = [graph.Output] };
    }

    /// <summary>Finds the class.</summary>
    /// <param name="model">What a file holds.</param>
    /// <param name="problems">Everything that stands in the way, the reader's problems first.</param>
    /// <returns>The class; <see langword="null"/> if there are problems.</returns>
    public static ClassDraft? TryLower(SourceModel model, out IReadOnlyList<SourceProblem> problems)
    {
        if (model.Outputs.Count == 0)
        {
            problems = [.. model.Problems, new("outputs", "the model gives nothing", "Name what it should give with --output NODE.")];
            return null;
        }

        model = JoinedOutputs.Of(model);
        SourceGraph graph = new(model);
        List<string> remarks = [.. model.Remarks, .. DirectionMerging.Merge(graph), .. ScaleFolding.Fold(graph)];
        int steps = FlattenLowering.ExactSteps(model with { Nodes = graph.Nodes });
        SourceProblem[] flattened = [.. FlattenLowering.Lower(graph, steps, remarks)];
        remarks.AddRange(DenseMerging.Merge(graph));
        ChainBuilder chain = new(graph, model, remarks);
        ClassDraft? draft = chain.Build() with { ExactSteps = steps };
        // What an output does not need is no obstacle.
        HashSet<string> unused = [.. model.Nodes.Select(node => node.Name).Except(Pruned(model).Nodes.Select(node => node.Name))];
        SourceProblem[] read = [.. model.Problems.Where(problem => !unused.Contains(problem.Where))];

        // A node that the reader could not describe is named once, with its reason: "conv" or "conv (Conv)".
        HashSet<string> named = [.. read.Select(problem => problem.Where), .. read.Select(problem => problem.Where.Split(" (")[0])];
        problems = [.. read.Concat(flattened.Concat(chain.Problems).Where(problem => !named.Contains(problem.Where))).Distinct()];
        return problems.Count == 0 ? draft : null;
    }
}

namespace TinyRnn.Import.Vectors;

/// <summary>What one value of a model's step may be.</summary>
/// <param name="Vocabulary">Token ids from 0 to below it; 0: no id.</param>
/// <param name="IsMask">1 keeps, 0 hides.</param>
/// <param name="IsWhole">Whole numbers only.</param>
/// <param name="IsHiddenAsOne">
/// All masks of a step hide, or none does: a logarithm of what is hidden alone is no number in the original, and where all is hidden all is alike.
/// </param>
internal readonly record struct InputColumn(int Vocabulary, bool IsMask, bool IsWhole, bool IsHiddenAsOne)
{
    /// <summary>Whether any value is a mask.</summary>
    public static bool HasMasks(SourceModel model) => model.Inputs.Count > 1 && model.Inputs.Any(input => input.IsMask);

    /// <summary>All values of a step.</summary>
    public static InputColumn[] Of(SourceModel model)
    {
        bool isLogarithm = model.Nodes.OfType<ActivationNode>().Any(node => node.Function.Kind is ActivationKind.Log or ActivationKind.LogSoftmax);
        var columns = new InputColumn[model.InputSize];
        Array.Fill(columns, new(model.Vocabulary, false, false, isLogarithm));
        foreach (SourceInput input in model.Inputs)
        {
            for (int at = input.First; at < input.First + input.Count; at++)
                columns[at] = columns[at] with { IsMask = input.IsMask && model.Inputs.Count > 1, IsWhole = input.IsWhole };
        }

        foreach (SourceNode node in model.Nodes)
        {
            int tokens = node switch
            {
                EmbeddingNode table => table.Table.Shape[0],
                OneHotNode oneHot => oneHot.Vocabulary,
                _ => 0,
            };
            if (tokens > 0 && Column(model, node.Inputs[0]) is { } column)
                columns[column] = columns[column] with { Vocabulary = columns[column].Vocabulary is > 0 and int known ? Math.Min(known, tokens) : tokens };
        }

        return columns;
    }

    private static int? Column(SourceModel model, int place) => place == SourceNode.ModelInput ? 0
        : model.Nodes[place] is SliceNode slice && Column(model, slice.Inputs[0]) is { } first ? first + slice.First : null;
}

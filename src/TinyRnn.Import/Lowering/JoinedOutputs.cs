namespace TinyRnn.Import.Lowering;

/// <summary>Several outputs of a model side by side, in the file's order: <c>[Outputs]</c>.</summary>
/// <param name="Inputs">Places of the outputs.</param>
/// <param name="Names">What the file calls them.</param>
/// <param name="Features">Features of all.</param>
internal sealed record JoinedOutputs(IReadOnlyList<int> Inputs, IReadOnlyList<string> Names, int Features) : SourceNode("outputs", Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "Outputs";

    /// <inheritdoc/>
    public override int Size => Features;

    /// <inheritdoc/>
    public override string Options => string.Join(", ", Names);

    /// <summary>The model with one output: its own, or all of them joined.</summary>
    public static SourceModel Of(SourceModel model) => model.Outputs.Count <= 1
        ? model
        : model with
        {
            Nodes = [.. model.Nodes, new JoinedOutputs(model.Outputs, [.. NamesOf(model)], model.Outputs.Sum(place => SizeOf(model, place)))],
            Outputs = [model.Nodes.Count],
            OutputNames = [.. NamesOf(model)],
        };

    private static IEnumerable<string> NamesOf(SourceModel model) =>
        model.Outputs.Select((place, index) => index < model.OutputNames.Count ? model.OutputNames[index] : NameOf(model, place));

    private static string NameOf(SourceModel model, int place) => place == ModelInput ? model.InputName : model.Nodes[place].Name;

    private static int SizeOf(SourceModel model, int place) => place == ModelInput ? model.InputSize : model.Nodes[place].Size;
}

namespace TinyRnn.Formats;

/// <summary>All steps of a sequence as one row, the first step first: it belongs to one length of the sequence. It gives [1, Steps * Features].</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Steps">Steps of its input.</param>
/// <param name="Features">Values of a step.</param>
public sealed record FlattenNode(string Name, IReadOnlyList<int> Inputs, int Steps, int Features) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "Flatten";

    /// <inheritdoc/>
    public override int Size => Steps * Features;

    /// <inheritdoc/>
    public override string Options => $"{Counted.Of(Steps, "step")} of {Counted.Of(Features, "value")} as one row";
}

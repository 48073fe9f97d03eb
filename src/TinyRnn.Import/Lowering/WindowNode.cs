namespace TinyRnn.Import.Lowering;

/// <summary>The last steps of a sequence as one row, the newest first, after the last step: <c>[Window]</c> of a many-to-one model.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Steps">Steps of the window.</param>
/// <param name="Features">Values of a step.</param>
internal sealed record WindowNode(string Name, IReadOnlyList<int> Inputs, int Steps, int Features) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "Window";

    /// <inheritdoc/>
    public override int Size => Steps * Features;
}

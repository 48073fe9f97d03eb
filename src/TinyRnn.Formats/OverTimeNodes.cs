namespace TinyRnn.Formats;

/// <summary>Of each value, the mean or the largest of all steps so far: after the last step, of the whole sequence.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="IsMax">The largest; otherwise the mean.</param>
/// <param name="Features">Values of a step.</param>
public sealed record OverTimeNode(string Name, IReadOnlyList<int> Inputs, bool IsMax, int Features) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => IsMax ? "MaxOverTime" : "MeanOverTime";

    /// <inheritdoc/>
    public override int Size => Features;
}

/// <summary>The two directions of a bidirectional layer, which stand side by side, as one.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="How">How two values become one.</param>
/// <param name="Features">Values of a direction.</param>
public sealed record MergeDirectionsNode(string Name, IReadOnlyList<int> Inputs, MergeKind How, int Features) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "MergeDirections";

    /// <inheritdoc/>
    public override int Size => Features;

    /// <inheritdoc/>
    public override string Options => How.ToString().ToLowerInvariant();
}

/// <summary>How two values become one.</summary>
public enum MergeKind
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Half of their sum.</summary>
    Mean,

    /// <summary>Their product.</summary>
    Product,
}

namespace TinyRnn.Formats;

/// <summary>Of each value, the largest or the mean of every few steps: y_j = max or mean of x_{j S} to x_{(j + 1) S - 1}.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="IsMax">The largest; otherwise the mean.</param>
/// <param name="Steps">Steps of a group, S.</param>
/// <param name="Features">Values of a step.</param>
public sealed record PoolNode(string Name, IReadOnlyList<int> Inputs, bool IsMax, int Steps, int Features) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override int StepsPerOutput => Steps;

    /// <inheritdoc/>
    public override string Kind => IsMax ? "MaxPool1D" : "AveragePool1D";

    /// <inheritdoc/>
    public override int Size => Features;

    /// <inheritdoc/>
    public override string Options => $"of {Counted.Of(Steps, "step")}";
}

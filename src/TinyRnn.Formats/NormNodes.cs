namespace TinyRnn.Formats;

/// <summary>y_k = x_k, and a slope times x_k below 0.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Slopes">[C], or [1] for all.</param>
/// <param name="Features">Features of a step.</param>
public sealed record PReluNode(string Name, IReadOnlyList<int> Inputs, SourceTensor Slopes, int Features) : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "PReLU";

    /// <inheritdoc/>
    public override int Size => Features;

    /// <inheritdoc/>
    public override string Options => Slopes.Count == 1 && Features > 1 ? "one slope for all values" : "a slope for each value";

    /// <inheritdoc/>
    public override IEnumerable<SourceTensor> Tensors => [Slopes];
}

/// <summary>y_k = scale_k (x_k - mean) / sqrt(variance + epsilon) + shift_k, with mean and variance of the values of the step.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Inputs">Places of its inputs.</param>
/// <param name="Features">Features of a step.</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Scale">[C]; none: ones.</param>
/// <param name="Shift">[C]; none: zeros.</param>
public sealed record LayerNormNode(string Name, IReadOnlyList<int> Inputs, int Features, float Epsilon, SourceTensor? Scale, SourceTensor? Shift)
    : SourceNode(Name, Inputs)
{
    /// <inheritdoc/>
    public override string Kind => "LayerNorm";

    /// <inheritdoc/>
    public override int Size => Features;

    /// <inheritdoc/>
    public override string Options => FormattableString.Invariant($"over {Counted.Of(Features, "value")}, epsilon {Epsilon}");

    /// <inheritdoc/>
    public override IEnumerable<SourceTensor> Tensors => new[] { Scale, Shift }.OfType<SourceTensor>();
}

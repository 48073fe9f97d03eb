namespace TinyRnn.Weights;

/// <summary>How the tensors of a file find those of a model.</summary>
public sealed class WeightLoadOptions
{
    /// <summary>
    /// Only tensors whose name begins with this are the model's; the prefix is taken off. The others are somebody else's and ignored. For instance
    /// <c>"model."</c> for a network that PyTorch wrapped in a module.
    /// </summary>
    public string Prefix { get; init; } = "";

    /// <summary>From a name in the file (without <see cref="Prefix"/>) to the model's name, for files with other names. Two tensors of one of the model's names are an error.</summary>
    public Func<string, string>? Rename { get; init; }

    /// <summary>Tensors that the model does not know are passed over instead of being an error.</summary>
    public bool IgnoreUnexpected { get; init; }

    /// <summary>NaN and infinity among the weights are loaded instead of being an error.</summary>
    public bool AllowNonFinite { get; init; }

    /// <summary>Names are TinyRnn's own, as in a checkpoint: advice about <see cref="Prefix"/> and <see cref="Rename"/> would lead astray.</summary>
    internal bool HasFixedNames { get; init; }
}

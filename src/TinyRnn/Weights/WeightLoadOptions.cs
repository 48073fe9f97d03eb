namespace TinyRnn.Weights;

/// <summary>How the tensors of a file find those of a model.</summary>
/// <example>
/// <code>
/// GestureNet net = GestureNet.Load("model.safetensors", new WeightLoadOptions
/// {
///     Prefix = "encoder.",
///     Rename = name =&gt; name.Replace("head.", "fc."),
/// });
/// </code>
/// </example>
public sealed class WeightLoadOptions
{
    /// <summary>
    /// Only tensors whose name begins with this are the model's; the prefix is taken off. The others are somebody else's and ignored. For instance
    /// <c>"model."</c> for a network that PyTorch wrapped in a module; the dot may be left out if it follows wherever a name begins so.
    /// </summary>
    public string Prefix { get; init; } = "";

    /// <summary>
    /// From a name in the file (without <see cref="Prefix"/>) to the model's name, for files with other names. Two tensors of one of the model's names are an
    /// error; the empty name drops a tensor.
    /// </summary>
    public Func<string, string>? Rename { get; init; }

    /// <summary>
    /// Tensors that the model does not know are passed over instead of being an error. What belongs to a layer that the model has is an error all the same: a
    /// further layer of its stack, its other direction, its projection or initial state.
    /// </summary>
    public bool IgnoreUnexpected { get; init; }

    /// <summary>
    /// Biases are zeros in layers of which the file has none, as those of PyTorch's <c>bias=False</c>, instead of being an error. One of a layer's two that is
    /// missing is an error all the same.
    /// </summary>
    public bool AllowMissingBiases { get; init; }

    /// <summary>
    /// Tensors that are the same as another one, of which a file keeps one: from the name of that which may be missing to the name of the other, both the
    /// model's. For instance <c>["fc.weight"] = "embedding.weight"</c> for a language model whose output layer has its embedding's matrix. Two copies are
    /// loaded, which training moves apart.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Tied { get; init; }

    /// <summary>NaN and infinity among the weights are loaded instead of being an error.</summary>
    public bool AllowNonFinite { get; init; }

    /// <summary>
    /// The file's metadata, such as labels and scalers, is left where it is (<see cref="ModelMetadata"/>): a model that takes another's weights has other
    /// labels, and theirs would be an error.
    /// </summary>
    public bool IgnoreMetadata { get; init; }

    /// <summary>Names are TinyRnn's own, as in a checkpoint: advice about <see cref="Prefix"/> and <see cref="Rename"/> would lead astray.</summary>
    internal bool HasFixedNames { get; init; }
}

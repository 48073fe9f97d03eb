using System.ComponentModel;
using TinyRnn.Runtime.Losses;
using TinyRnn.Weights;

namespace TinyRnn.Runtime.Checkpoints;

/// <summary>
/// What a checkpoint must agree with besides the optimizer: two trainings whose weights have the same shapes can still be different functions of them.
/// For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TrainedModel
{
    /// <summary>Between the layers of a checkpoint.</summary>
    internal const string Separator = "; ";

    private readonly TensorBinding[] _tensors;
    private readonly string[] _layers;

    /// <summary>A model in training.</summary>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="tensors">Its tensors.</param>
    /// <param name="layers">Each layer in words: kind, sizes, and what else makes it another function of its weights.</param>
    /// <param name="loss">What is minimised.</param>
    /// <param name="outputs">Values of each of several outputs; <see langword="null"/>: there is one.</param>
    public TrainedModel(string name, TensorBinding[] tensors, string[] layers, RowLoss loss, int[]? outputs = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(loss);
        if (Array.Find(layers, layer => layer.Contains(Separator, StringComparison.Ordinal)) is { } bad)
            throw new ArgumentException($"'{Weights.Excerpt.Of(bad)}' contains '{Separator}', which stands between layers.", nameof(layers));
        Name = name;
        _tensors = tensors;
        _layers = layers;
        RowLoss = loss;
        Outputs = outputs ?? [];
    }

    /// <summary>Its name, for messages.</summary>
    public string Name { get; }

    /// <summary>Its tensors.</summary>
    public ReadOnlySpan<TensorBinding> Tensors => _tensors;

    /// <summary>Its layers in words.</summary>
    public ReadOnlySpan<string> Layers => _layers;

    /// <summary>Values of each of several outputs; empty: there is one.</summary>
    internal int[] Outputs { get; }

    /// <summary>What is minimised.</summary>
    public Loss Loss => RowLoss.Loss;

    /// <summary>The same as an object.</summary>
    internal RowLoss RowLoss { get; }

    /// <summary>Metadata of the weights in training, if the trainer has any: no part of what must agree, but of what a checkpoint keeps.</summary>
    public MetadataSlot? Metadata { get; set; }
}

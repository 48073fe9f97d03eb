namespace TinyRnn;

/// <summary>
/// The mean of all steps so far: y_t = (x_0 + ... + x_t) / (t + 1). In mode <see cref="SequenceMode.ManyToOne"/> the layers behind it read the mean over the
/// whole sequence, PyTorch's <c>x.mean(dim=0)</c> and Keras's <c>GlobalAveragePooling1D</c>.
/// </summary>
/// <remarks>A stream counts its steps up to 2^24; from there on a step moves the mean as much as the last one that was counted.</remarks>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3, Mode = SequenceMode.ManyToOne)]
/// [Lstm(32)]
/// [MeanOverTime]     // of all steps of the sequence
/// [Dense(6)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class MeanOverTimeAttribute : LayerAttribute
{
    /// <summary>By which later layers read the output (<see cref="LayerAttribute.From"/>, <see cref="ConcatAttribute"/>).</summary>
    public string? Name { get; set; }
}

/// <summary>
/// Of each value, the largest of all steps so far: y_t = max(x_0, ... x_t). In mode <see cref="SequenceMode.ManyToOne"/> the layers behind it read that of the
/// whole sequence, PyTorch's <c>x.max(dim=0)</c> and Keras's <c>GlobalMaxPooling1D</c>. A NaN is the largest.
/// </summary>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3, Mode = SequenceMode.ManyToOne)]
/// [Lstm(32)]
/// [MaxOverTime]     // of each unit, over all steps of the sequence
/// [Dense(6)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class MaxOverTimeAttribute : LayerAttribute
{
    /// <summary>By which later layers read the output (<see cref="LayerAttribute.From"/>, <see cref="ConcatAttribute"/>).</summary>
    public string? Name { get; set; }
}

/// <summary>
/// The two directions of the bidirectional layer in front as one, where they would stand side by side: of 2 H values, H. Keras's <c>merge_mode</c>
/// <c>"sum"</c>, <c>"ave"</c> and <c>"mul"</c>.
/// </summary>
/// <param name="how">How two values become one.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Lstm(32, Bidirectional = true)]
/// [MergeDirections(DirectionMerge.Sum)]     // 32 values instead of 64
/// [Dense(6)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class MergeDirectionsAttribute(DirectionMerge how) : LayerAttribute
{
    /// <summary>How two values become one.</summary>
    public DirectionMerge How { get; } = how;

    /// <summary>By which later layers read the output (<see cref="LayerAttribute.From"/>, <see cref="ConcatAttribute"/>).</summary>
    public string? Name { get; set; }
}

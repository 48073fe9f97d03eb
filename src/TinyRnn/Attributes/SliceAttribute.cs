namespace TinyRnn;

/// <summary>
/// Some neighbouring values of one: y = [x_first, ..., x_(first + size - 1)]. Of an input that holds several things side by side, each for the layers that it
/// concerns; of a layer's output, PyTorch's <c>x[..., first:first + size]</c> and <c>chunk</c>. Nothing is copied.
/// </summary>
/// <param name="first">The first value that is taken, counted from 0.</param>
/// <param name="size">How many are taken, 1 to 65,536.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Slice(first: 0, size: 2, Name = "values")]
/// [Lstm(32)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class SliceAttribute(int first, int size) : LayerAttribute
{
    /// <summary>The first value that is taken, counted from 0.</summary>
    public int First { get; } = first;

    /// <summary>How many are taken.</summary>
    public int Size { get; } = size;

    /// <summary>By which later layers read the output (<see cref="LayerAttribute.From"/>, <see cref="ConcatAttribute"/>).</summary>
    public string? Name { get; set; }
}

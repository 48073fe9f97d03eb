namespace TinyRnn.Weights;

/// <summary>A tensor of a weight file and where its values lie in a model's parameter block.</summary>
/// <remarks>
/// Of a tensor that is added to another one, such as PyTorch's second bias, the block keeps the sum: <see cref="Added"/> of its leading values are added to
/// those at <see cref="Offset"/>, and saved as zeros; the rest, if any, stands apart at <see cref="Rest"/>.
/// </remarks>
public sealed record TensorBinding
{
    private readonly int[] _shape;

    /// <param name="name">Its name.</param>
    /// <param name="shape">Sizes, outermost first.</param>
    /// <param name="offset">First value's place in the block.</param>
    public TensorBinding(string name, int[] shape, int offset)
    {
        Name = name;
        _shape = shape;
        Offset = offset;
        Count = 1;
        foreach (int size in shape)
            Count = checked(Count * size);
    }

    /// <summary>Its name.</summary>
    public string Name { get; init; }

    /// <summary>First value's place in the block; of values that are added, the place of what they are added to.</summary>
    public int Offset { get; init; }

    /// <summary>Leading values that are added to those at <see cref="Offset"/>.</summary>
    public int Added { get; init; }

    /// <summary>Place of the values after the <see cref="Added"/> ones, where there are both.</summary>
    public int Rest { get; init; }

    /// <summary>
    /// Another of the model's tensors that has these values too, at the same place (<see cref="DenseAttribute.TiedTo"/>): a file holds either or both, and
    /// <c>Save</c> writes the other. <see langword="null"/>: the values are this tensor's.
    /// </summary>
    public string? TiedTo { get; init; }

    /// <summary>Sizes, outermost first.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>First size.</summary>
    public int Rows => _shape[0];

    /// <summary>Second size of a matrix; otherwise 0.</summary>
    public int Columns => _shape.Length == 2 ? _shape[1] : 0;

    /// <summary>Number of values.</summary>
    public int Count { get; }

    /// <summary>The block holds values that are this tensor's alone.</summary>
    internal bool HasOwn => Added < Count && TiedTo is null;

    /// <summary>Place of its own values.</summary>
    internal int OwnOffset => Added == 0 ? Offset : Rest;

    /// <summary>Sizes for a message: <c>[128, 3]</c>.</summary>
    internal string ShapeText => TensorInfo.ShapeText(_shape);

    /// <summary>Name and sizes: <c>lstm.weight_ih_l0 [128, 3]</c>.</summary>
    public override string ToString() => $"{Name} {ShapeText}";

    /// <summary>Sizes, outermost first.</summary>
    internal ReadOnlySpan<int> Sizes => _shape;

    /// <summary>Whether a tensor has these sizes. A convolution of one step, [O, I, 1], is a matrix.</summary>
    internal bool Fits(ReadOnlySpan<int> sizes) =>
        sizes.SequenceEqual(_shape) || (_shape.Length == 2 && sizes.Length > 2 && sizes[..2].SequenceEqual(_shape) && !sizes[2..].ContainsAnyExcept(1));
}

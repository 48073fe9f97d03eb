namespace TinyRnn.Import.PyTorch;

/// <summary>A view of a storage: element (i, j, ...) is at <c>Offset + i Strides[0] + j Strides[1] + ...</c>.</summary>
/// <param name="Storage">The memory.</param>
/// <param name="Offset">First element.</param>
/// <param name="Sizes">Sizes, outermost first.</param>
/// <param name="Strides">Elements from one to the next, for each size.</param>
/// <param name="Number">How many tensors were in the file before it: the order in which they were saved.</param>
internal sealed record TorchTensor(TorchStorage Storage, long Offset, int[] Sizes, long[] Strides, int Number)
{
    /// <summary>What its integers stand for; <see langword="null"/>: it holds no such integers.</summary>
    public TorchScales? Scales { get; init; }

    /// <summary>Its values, row-major.</summary>
    /// <exception cref="SourceFormatException">It reaches out of its storage.</exception>
    public SourceTensor Values()
    {
        long count = 1;
        foreach (int size in Sizes)
            count = size < 0 ? -1 : checked(count * size);
        if (Strides.Length != Sizes.Length || count < 0 || count > Storage.Count)
            throw new SourceFormatException(
                $"A tensor of sizes [{string.Join(", ", Sizes)}] is said to lie in storage {Storage.Key}, which has {Counted.Of(Storage.Count, "element")}. "
                + $"The file is damaged; save or download it again.");
        float[] values = new float[count];
        (float[] scales, float[] zeros, int scaled) = Scales?.Read(Sizes) ?? ([], [], 0);
        int[] index = new int[Sizes.Length];
        for (int i = 0; i < values.Length; i++)
        {
            long place = Offset;
            for (int axis = 0; axis < index.Length; axis++)
                place += index[axis] * Strides[axis];
            values[i] = Storage.At(place);
            if (scales.Length > 0)
            {
                int scale = scales.Length == 1 ? 0 : index[scaled];
                values[i] = (values[i] - zeros[scale]) * scales[scale];
            }

            for (int axis = index.Length - 1; axis >= 0 && ++index[axis] == Sizes[axis]; axis--)
                index[axis] = 0;
        }

        return new(Sizes, values);
    }
}

namespace TinyRnn.Import.Onnx;

/// <summary>Sizes of tensors.</summary>
internal static class Sizes
{
    /// <summary>
    /// Values of one tensor while the graph is followed: a graph of a few bytes can ask for any size (Expand, ConstantOfShape), and a
    /// recurrent network of a size that this library is for stays far below.
    /// </summary>
    public const int Limit = 1 << 24;

    public static int Count(ReadOnlySpan<int> shape)
    {
        long count = 1;
        foreach (int size in shape)
        {
            count *= size;
            if (size < 0 || count > Limit)
                throw new NotUnderstoodException($"a tensor of sizes [{string.Join(", ", shape.ToArray())}] is larger than {Counted.Of(Limit, "value")}",
                    "Export the network with smaller fixed sizes.");
        }

        return (int)count;
    }

    /// <summary>Distance of neighbours along each axis.</summary>
    public static int[] Strides(ReadOnlySpan<int> shape)
    {
        int[] strides = new int[shape.Length];
        int stride = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }

    /// <summary>Axes, for a message.</summary>
    public static string Axes(int count) => count == 1 ? "1 axis" : $"{count} axes";

    /// <summary>An axis, counted from the end if it is negative.</summary>
    public static int Axis(long axis, int rank)
    {
        long place = axis < 0 ? axis + rank : axis;
        return place >= 0 && place < rank ? (int)place
            : throw new NotUnderstoodException($"axis {axis} of a tensor of {Axes(rank)}", "The file contradicts itself; export it again.");
    }

    /// <summary>The shape that two tensors are broadcast to.</summary>
    public static int[] Broadcast(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int[] shape = new int[Math.Max(a.Length, b.Length)];
        for (int i = 1; i <= shape.Length; i++)
        {
            int left = i <= a.Length ? a[^i] : 1;
            int right = i <= b.Length ? b[^i] : 1;
            if (left != right && left != 1 && right != 1)
                throw new NotUnderstoodException($"sizes {Text(a)} and {Text(b)} do not fit",
                    "The file contradicts itself, or this importer takes an axis for another one.", isAxes: true);
            shape[^i] = left == 1 ? right : left;
        }

        Count(shape);
        return shape;
    }

    public static string Text(ReadOnlySpan<int> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}

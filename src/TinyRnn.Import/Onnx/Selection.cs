namespace TinyRnn.Import.Onnx;

/// <summary>Which values of a tensor make another one: every operation that only moves values is one of these.</summary>
/// <param name="Shape">Sizes of the result.</param>
/// <param name="Index">For each of its values, the place in the source, or -1: none (padding).</param>
internal sealed record Selection(int[] Shape, int[] Index)
{
    /// <summary>Along each axis, the source's places in the order of the result; -1: none.</summary>
    public static Selection ByAxis(ReadOnlySpan<int> source, int[][] places)
    {
        int[] shape = Array.ConvertAll(places, axis => axis.Length);
        int[] strides = Sizes.Strides(source);
        int[] index = new int[Sizes.Count(shape)];
        if (index.Length == 0)
            return new(shape, index);
        int[] at = new int[shape.Length];
        for (int i = 0; i < index.Length; i++)
        {
            int place = 0;
            for (int axis = 0; axis < at.Length; axis++)
            {
                int from = places[axis][at[axis]];
                if (from < 0)
                {
                    place = -1;
                    break;
                }

                place += from * strides[axis];
            }

            index[i] = place;
            for (int axis = at.Length - 1; axis >= 0 && ++at[axis] == shape[axis]; axis--)
                at[axis] = 0;
        }

        return new(shape, index);
    }

    /// <summary>Axis k of the result is axis <paramref name="order"/>[k] of the source.</summary>
    public static Selection Transpose(ReadOnlySpan<int> source, int[] order)
    {
        int[] from = Sizes.Strides(source);
        int[] shape = new int[order.Length];
        int[] strides = new int[order.Length];
        for (int axis = 0; axis < order.Length; axis++)
            (shape[axis], strides[axis]) = (source[order[axis]], from[order[axis]]);
        int[] index = new int[Sizes.Count(shape)];
        int[] at = new int[order.Length];
        for (int i = 0, place = 0; i < index.Length; i++)
        {
            index[i] = place;
            for (int axis = order.Length - 1; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++at[axis] < shape[axis])
                    break;
                place -= at[axis] * strides[axis];
                at[axis] = 0;
            }
        }

        return new(shape, index);
    }

    /// <summary>Axes of size 1, and missing leading ones, are repeated.</summary>
    public static Selection Expand(ReadOnlySpan<int> source, int[] shape)
    {
        int[] padded = new int[shape.Length];
        Array.Fill(padded, 1);
        source.CopyTo(padded.AsSpan(shape.Length - source.Length));
        return ByAxis(padded, [.. shape.Select((size, axis) => padded[axis] == size ? All(size) : new int[size])]);
    }

    /// <summary>0 to size - 1.</summary>
    public static int[] All(int size) => [.. Enumerable.Range(0, size)];

    /// <summary>Everything along all axes but one.</summary>
    public static Selection Along(ReadOnlySpan<int> source, int axis, int[] places)
    {
        int[][] all = Array.ConvertAll(source.ToArray(), All);
        all[axis] = places;
        return ByAxis(source, all);
    }
}

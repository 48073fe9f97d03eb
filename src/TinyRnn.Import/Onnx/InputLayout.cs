namespace TinyRnn.Import.Onnx;

/// <summary>A meaning of the axes of the input; several are tried, because a file does not say which it is.</summary>
/// <param name="Input">The input.</param>
/// <param name="Axes">What each axis is.</param>
/// <param name="Shape">Its sizes while the graph is followed.</param>
internal sealed record InputLayout(GraphInput Input, OnnxAxis[] Axes, int[] Shape)
{
    /// <summary>
    /// Steps that stand for any number of them: a prime that no size of a layer is likely to be, and longer than most kernels.
    /// </summary>
    private const int ProbeSteps = 61;

    private const OnnxAxis B = OnnxAxis.Batch, T = OnnxAxis.Time, F = OnnxAxis.Feature;

    private static readonly OnnxAxis[][] s_numbers =
    [
        [B, T, F], [T, B, F], [B, F, T], [B, F, F],
        [B, F], [T, F], [B, T],
        [F], [T],
        [B, T, F, F], [T, B, F, F], [B, F, T, F], [B, F, F, T], [B, F, F, F],
    ];

    private static readonly OnnxAxis[][] s_tokens = [[B, T], [T, B], [T], [B], [B, T, F], [T, B, F]];

    public int Steps => Size(T);

    public int Batch => Size(B);

    public int Features => Axes.Select((axis, at) => axis == F ? Shape[at] : 1).Aggregate(1, (a, b) => a * b);

    /// <summary>Whether the file leaves the number of steps open.</summary>
    public bool IsOpen => Axes.Select((axis, at) => axis == T && Input.Sizes[at] is null).Any(open => open);

    /// <summary>The possible meanings, likelier ones first.</summary>
    public static IEnumerable<InputLayout> Of(GraphInput input)
    {
        foreach (OnnxAxis[] axes in input.IsInteger ? s_tokens : s_numbers)
        {
            if (axes.Length != input.Sizes.Length || axes.Select((axis, at) => axis == F && input.Sizes[at] is null).Any(open => open))
                continue;
            int[] shape = [.. input.Sizes.Select((size, at) => size ?? (axes[at] == T ? ProbeSteps : 1))];
            yield return new(input, axes, shape);
        }
    }

    /// <summary>The same meaning of an open length, with so many steps that strides are whole: a prime, once more, times those of a stride.</summary>
    /// <param name="stride">Steps of which the number must be a multiple.</param>
    public InputLayout Whole(int stride)
    {
        int count = 2;
        while (count * (long)stride < ProbeSteps || Enumerable.Range(2, count - 2).Any(divisor => count % divisor == 0))
            count++;
        return this with { Shape = [.. Shape.Select((size, at) => Axes[at] == T && Input.Sizes[at] is null ? count * stride : size)] };
    }

    /// <summary>The input as references to a node.</summary>
    public NdArray<Ref> Refs(int node)
    {
        var data = new Ref[Onnx.Sizes.Count(Shape)];
        int[] strides = Onnx.Sizes.Strides(Shape);
        for (int i = 0; i < data.Length; i++)
        {
            int step = 0, item = 0, feature = 0;
            for (int axis = 0; axis < Shape.Length; axis++)
            {
                int at = i / strides[axis] % Shape[axis];
                switch (Axes[axis])
                {
                    case T:
                        step = at;
                        break;
                    case B:
                        item = at;
                        break;
                    default:
                        feature = feature * Shape[axis] + at;
                        break;
                }
            }

            data[i] = new Ref(node, feature, step, item);
        }

        return new(Shape, data);
    }

    private int Size(OnnxAxis axis)
    {
        int at = Array.IndexOf(Axes, axis);
        return at < 0 ? 1 : Shape[at];
    }
}

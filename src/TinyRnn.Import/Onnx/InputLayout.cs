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

    /// <summary>
    /// The meaning of another input that goes together with this one: the same batch, the same steps, and a name that sizes of both have means the same in
    /// both.
    /// </summary>
    /// <returns><see langword="null"/> if there is none.</returns>
    public InputLayout? Beside(GraphInput other)
    {
        OnnxAxis[][] known = other.IsInteger ? [Axes, .. s_tokens, .. s_numbers] : [Axes, .. s_numbers, .. s_tokens];
        return known.Where(axes => axes.Length == other.Sizes.Length && !axes.Where((axis, at) => axis == F && other.Sizes[at] is null).Any())
            .Select(axes => new InputLayout(other, axes, [.. other.Sizes.Select((size, at) => size ?? Size(axes[at]))]))
            .FirstOrDefault(GoesWith);
    }

    private bool GoesWith(InputLayout other) =>
        other.Batch == Batch && other.Steps == Steps && other.IsOpen == IsOpen && !TakesStepsForBatch && !other.TakesStepsForBatch
        && (other.Axes.Contains(B) == Axes.Contains(B) || (Batch == 1 && !IsOpenBatch && !other.IsOpenBatch))
        && other.Axes.Select((axis, at) => (axis, Name: other.Input.Params[at])).Where(size => size.Name.Length > 0)
            .All(size => Axes.Where((axis, at) => Input.Params[at] == size.Name).All(axis => axis == size.axis));

    private bool IsOpenBatch => Axes.Select((axis, at) => axis == B && Input.Sizes[at] is null).Any(open => open);

    /// <summary>Whether an open size is the batch's while there is one step: it is rather the number of steps, unless it has the name of a batch.</summary>
    private bool TakesStepsForBatch => IsOpenBatch && Axes.Contains(T) && !IsOpen && Steps == 1
        && !Axes.Select((axis, at) => axis == B ? Input.Params[at] : "").Any(IsBatchName);

    /// <summary>Whether the steps have the name of a batch.</summary>
    public bool TakesBatchForSteps(IEnumerable<GraphInput> all) => Axes.Select((axis, at) => axis == T ? Input.Params[at] : "")
        .Any(name => IsBatchName(name) && all.Count(input => input.Params.Contains(name)) > 1);

    private static bool IsBatchName(string name) => name.Contains("batch", StringComparison.OrdinalIgnoreCase);

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
    /// <param name="node">The node.</param>
    /// <param name="first">The place of its first value in the node's.</param>
    public NdArray<Ref> Refs(int node, int first)
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

            data[i] = new Ref(node, first + feature, step, item);
        }

        return new(Shape, data);
    }

    private int Size(OnnxAxis axis)
    {
        int at = Array.IndexOf(Axes, axis);
        return at < 0 ? 1 : Shape[at];
    }
}

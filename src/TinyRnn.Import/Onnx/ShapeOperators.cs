namespace TinyRnn.Import.Onnx;

/// <summary>Operators that only change how a tensor's values are seen, or ask for its sizes.</summary>
internal static class ShapeOperators
{
    public static void AddTo(Dictionary<string, Action<OperatorCall>> table)
    {
        foreach (string same in (string[])["Identity", "Dropout", "Contiguous"])
            table[same] = call => call.Result(call.Input(0));
        table["Cast"] = table["CastLike"] = Cast;
        table["Shape"] = Shape;
        table["Size"] = call => call.Result(IntValue.Scalar(call.Input(0).Count));
        table["Reshape"] = Reshape;
        table["Flatten"] = Flatten;
        table["Squeeze"] = Squeeze;
        table["Unsqueeze"] = Unsqueeze;
    }

    /// <summary>Types do not matter here, but what a cast does to a constant: cutting off decimals.</summary>
    private static void Cast(OperatorCall call)
    {
        GraphValue input = call.Input(0);
        if (call.Node.OpType == "CastLike")
        {
            call.Result(input);
            return;
        }

        long to = call.Int("to", 1);
        bool toReal = to is 1 or 10 or 11 or 16;
        const int boolean = 9;
        call.Result((input, toReal) switch
        {
            (RealValue real, false) =>
                new IntValue(new(real.Shape, Array.ConvertAll(real.Data, value => to == boolean ? (value != 0 ? 1 : 0) : (long)value))),
            (IntValue whole, true) => new RealValue(new(whole.Shape, Array.ConvertAll(whole.Data, value => (float)value))),
            (IntValue whole, false) when to == boolean =>
                new IntValue(new(whole.Shape, Array.ConvertAll(whole.Data, value => value != 0 ? 1L : 0L))),
            _ => input,
        });
    }

    private static void Shape(OperatorCall call)
    {
        int[] shape = call.Input(0).Shape;
        int start = Bound(call.Int("start", 0), shape.Length);
        int end = Bound(call.Int("end", shape.Length), shape.Length);
        call.Result(IntValue.Vector([.. shape[start..Math.Max(start, end)].Select(size => (long)size)]));
    }

    private static int Bound(long place, int rank) => (int)Math.Clamp(place < 0 ? place + rank : place, 0, rank);

    private static void Reshape(OperatorCall call)
    {
        GraphValue input = call.Input(0);
        long[] wanted = call.Ints(1);
        bool zeroIsZero = call.Int("allowzero", 0) != 0;
        int[] shape = new int[wanted.Length];
        int open = -1;
        long known = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            if (wanted[i] == -1 && open < 0)
            {
                open = i;
                continue;
            }

            bool copies = wanted[i] == 0 && !zeroIsZero && i < input.Rank;
            if (wanted[i] < 0 || wanted[i] > Sizes.Limit)
                throw Fits(input.Shape, wanted);
            shape[i] = copies ? input.Shape[i] : (int)wanted[i];
            known *= shape[i];
            if (known > Sizes.Limit)
                throw Fits(input.Shape, wanted);
        }

        if (open >= 0)
            shape[open] = known == 0 ? 0 : (int)(input.Count / known);
        if (Sizes.Count(shape) != input.Count)
            throw Fits(input.Shape, wanted);
        call.Result(input.Reshape(shape));
    }

    private static NotUnderstoodException Fits(int[] from, long[] to) =>
        new($"makes {Sizes.Text(from)} to [{string.Join(", ", to)}], which does not fit",
            "The file fixes a batch or a length that is not the input's; export it with dynamic axes, or with batch 1, or fix the length (--set NAME=STEPS).");

    private static void Flatten(OperatorCall call)
    {
        GraphValue input = call.Input(0);
        long axis = call.Int("axis", 1);
        int split = axis == input.Rank ? input.Rank : Sizes.Axis(axis, input.Rank);
        int rows = Sizes.Count(input.Shape.AsSpan(0, split));
        call.Result(input.Reshape([rows, Sizes.Count(input.Shape.AsSpan(split))]));
    }

    private static void Squeeze(OperatorCall call)
    {
        GraphValue input = call.Input(0);
        long[]? axes = call.Ints("axes", 1);
        var gone = axes is null ? Enumerable.Range(0, input.Rank).Where(axis => input.Shape[axis] == 1).ToHashSet()
            : axes.Select(axis => Sizes.Axis(axis, input.Rank)).ToHashSet();
        foreach (int axis in gone)
        {
            if (input.Shape[axis] != 1)
                throw new NotUnderstoodException($"removes axis {axis} of {Sizes.Text(input.Shape)}, which is not of size 1",
                    "Export the network with batch 1 or dynamic axes.");
        }

        call.Result(input.Reshape([.. input.Shape.Where((_, axis) => !gone.Contains(axis))]));
    }

    private static void Unsqueeze(OperatorCall call)
    {
        GraphValue input = call.Input(0);
        long[] axes = call.Ints("axes", 1)
            ?? throw new NotUnderstoodException("has no axes", "The file contradicts itself; export it again.");
        int rank = input.Rank + axes.Length;
        var added = axes.Select(axis => Sizes.Axis(axis, rank)).ToHashSet();
        if (added.Count != axes.Length)
            throw new NotUnderstoodException("names an axis twice", "The file contradicts itself; export it again.");
        int next = 0;
        int[] shape = new int[rank];
        for (int axis = 0; axis < rank; axis++)
            shape[axis] = added.Contains(axis) ? 1 : input.Shape[next++];
        call.Result(input.Reshape(shape));
    }
}

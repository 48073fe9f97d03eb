namespace TinyRnn.Import.Onnx;

/// <summary>Operators that move values.</summary>
internal static class SelectionOperators
{
    public static void AddTo(Dictionary<string, Action<OperatorCall>> table)
    {
        table["Transpose"] = Transpose;
        table["Slice"] = Slice;
        table["Gather"] = Gather;
        table["Concat"] = Concat;
        table["Split"] = Split;
        table["Expand"] = Expand;
        table["Tile"] = Tile;
        table["Pad"] = Pad;
        table["Where"] = Where;
    }

    private static void Transpose(OperatorCall call)
    {
        GraphValue input = call.Input(0);
        int[] order = call.Ints("perm") is { } given ? [.. given.Select(axis => Sizes.Axis(axis, input.Rank))]
            : [.. Enumerable.Range(0, input.Rank).Reverse()];
        if (order.Length != input.Rank || order.Distinct().Count() != order.Length)
            throw new NotUnderstoodException($"orders {Sizes.Axes(input.Rank)} as [{string.Join(", ", order)}]",
                "The file contradicts itself; export it again.");
        call.Result(input.Pick(Selection.Transpose(input.Shape, order)));
    }

    private static void Slice(OperatorCall call)
    {
        GraphValue input = call.Input(0);
        long[] starts = call.Ints("starts", 1) ?? [];
        long[] ends = call.Ints("ends", 2) ?? [];
        long[] axes = call.Ints("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = call.Has(4) ? call.Ints(4) : [.. starts.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length || steps.Contains(0))
            throw new NotUnderstoodException("has bounds that do not belong together", "The file contradicts itself; export it again.");
        int[][] places = Array.ConvertAll(input.Shape, Selection.All);
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = Sizes.Axis(axes[i], input.Rank);
            places[axis] = Range(starts[i], ends[i], steps[i], input.Shape[axis]);
        }

        call.Result(input.Pick(Selection.ByAxis(input.Shape, places)));
    }

    private static int[] Range(long start, long end, long step, int size)
    {
        if (size == 0)
            return [];

        // Bounds beyond the axis mean its ends; a step backwards may end before the first value, which is written as a large negative
        // number.
        int lowestEnd = step > 0 ? 0 : -1;
        int highest = step > 0 ? size : size - 1;
        long from = Math.Clamp(start < 0 ? start + size : start, 0, highest);
        long to = Math.Clamp(end < 0 ? end + size : end, lowestEnd, highest);
        long stride = Math.Clamp(step, -size, size);
        var places = new List<int>();
        for (long at = from; step > 0 ? at < to : at > to; at += stride)
            places.Add((int)at);
        return [.. places];
    }

    private static void Gather(OperatorCall call)
    {
        GraphValue input = call.Input(0);
        if (call.Input(1) is RefValue)
        {
            EmbeddingOperator.Run(call);
            return;
        }

        int axis = Sizes.Axis(call.Int("axis", 0), input.Rank);
        int[] places = [.. call.Ints(1).Select(at => Sizes.Axis(at, input.Shape[axis]))];
        int[] shape = [.. input.Shape[..axis], .. call.Input(1).Shape, .. input.Shape[(axis + 1)..]];
        call.Result(input.Pick(Selection.Along(input.Shape, axis, places)).Reshape(shape));
    }

    private static void Concat(OperatorCall call)
    {
        GraphValue[] parts = [.. Enumerable.Range(0, call.Inputs.Length).Select(call.Input)];
        if (parts.Length == 0)
            throw new NotUnderstoodException("joins nothing", "The file contradicts itself; export it again.");
        int axis = Sizes.Axis(call.Int("axis", 0), parts[0].Rank);
        int[] shape = [.. parts[0].Shape];
        foreach (GraphValue part in parts.AsSpan(1))
        {
            if (part.Rank != shape.Length || Enumerable.Range(0, shape.Length).Any(at => at != axis && part.Shape[at] != shape[at]))
                throw new NotUnderstoodException($"joins {Sizes.Text(parts[0].Shape)} and {Sizes.Text(part.Shape)} along axis {axis}",
                    "Export the network with batch 1 or dynamic axes.");
            shape[axis] += part.Shape[axis];
        }

        Sizes.Count(shape);
        call.Result(parts.All(part => part is IntValue) ? new IntValue(new(shape, Join(parts, part => ((IntValue)part).Data, axis, shape)))
            : parts.All(part => part is RealValue) ? new RealValue(new(shape, Join(parts, part => ((RealValue)part).Data, axis, shape)))
            : new RefValue(new(shape, Join(parts, part => part.AsRefs().Data, axis, shape))));
    }

    private static T[] Join<T>(GraphValue[] parts, Func<GraphValue, T[]> data, int axis, int[] shape)
    {
        T[][] arrays = Array.ConvertAll(parts, part => data(part));
        int outer = Sizes.Count(shape.AsSpan(0, axis));
        int inner = Sizes.Count(shape.AsSpan(axis + 1));
        var result = new T[Sizes.Count(shape)];
        int at = 0;
        for (int o = 0; o < outer; o++)
        {
            for (int p = 0; p < parts.Length; p++)
            {
                int length = parts[p].Shape[axis] * inner;
                arrays[p].AsSpan(o * length, length).CopyTo(result.AsSpan(at));
                at += length;
            }
        }

        return result;
    }

    private static void Split(OperatorCall call)
    {
        GraphValue input = call.Input(0);
        int axis = Sizes.Axis(call.Int("axis", 0), input.Rank);
        int size = input.Shape[axis];
        int count = call.Node.Output.Count;
        long part = (size + count - 1) / count;
        long[] lengths = call.Ints("split", 1) ?? [.. Enumerable.Range(0, count).Select(at => Math.Clamp(size - at * part, 0, part))];
        if (lengths.Length != count || lengths.Sum() != size || lengths.Any(length => length < 0))
            throw new NotUnderstoodException($"splits {Counted.Of(size, "value")} into [{string.Join(", ", lengths)}]",
                "The file contradicts itself; export it again.");
        int start = 0;
        for (int i = 0; i < count; i++)
        {
            call.Result(i, input.Pick(Selection.Along(input.Shape, axis, [.. Enumerable.Range(start, (int)lengths[i])])));
            start += (int)lengths[i];
        }
    }

    private static void Expand(OperatorCall call)
    {
        GraphValue input = call.Input(0);
        int[] wanted = [.. call.Ints(1).Select(Size)];
        int[] shape = Sizes.Broadcast(input.Shape, wanted);
        call.Result(input.Pick(Selection.Expand(input.Shape, shape)));
    }

    private static void Tile(OperatorCall call)
    {
        GraphValue input = call.Input(0);
        int[] times = [.. call.Ints(1).Select(Size)];
        if (times.Length != input.Rank)
            throw new NotUnderstoodException($"repeats {Sizes.Axes(input.Rank)} {Counted.Of(times.Length, "time")}",
                "The file contradicts itself; export it again.");
        Sizes.Count([.. times.Select((count, axis) => (int)Math.Min(Sizes.Limit + 1L, (long)count * input.Shape[axis]))]);
        int[][] places = [.. times.Select((count, axis) => Repeated(input.Shape[axis], count))];
        call.Result(input.Pick(Selection.ByAxis(input.Shape, places)));
    }

    private static int[] Repeated(int size, int times) => [.. Enumerable.Range(0, size * times).Select(at => at % size)];

    /// <summary>A size that is asked for, bounded before anything of it is made.</summary>
    private static int Size(long size) => size is >= 0 and <= Sizes.Limit ? (int)size
        : throw new NotUnderstoodException($"asks for an axis of {Counted.Of(size, "value")}", "Export the network with smaller fixed sizes.");

    private static void Pad(OperatorCall call)
    {
        GraphValue input = call.Input(0);
        long[] pads = call.Ints("pads", 1) ?? [];
        string mode = call.Text("mode", "constant");
        int[] axes = call.Has(3) ? [.. call.Ints(3).Select(axis => Sizes.Axis(axis, input.Rank))] : Selection.All(input.Rank);
        if (pads.Length != 2 * axes.Length)
            throw new NotUnderstoodException($"pads {Sizes.Axes(axes.Length)} by {Counted.Of(pads.Length, "number")}",
                "The file contradicts itself; export it again.");
        bool isZero = mode == "constant"
            && (call.Has(2) ? call.Reals(2, "the padding").Data.All(value => value == 0) : call.Float("value", 0) == 0);
        if (!isZero && mode is not ("reflect" or "edge"))
            throw new NotUnderstoodException($"pads in the mode '{mode}' with numbers other than zero",
                "Zeros, reflected and repeated values are read.");
        int[][] places = Array.ConvertAll(input.Shape, Selection.All);
        for (int i = 0; i < axes.Length; i++)
            places[axes[i]] = Padded(pads[i], pads[i + axes.Length], input.Shape[axes[i]], mode);
        call.Result(input.Pick(Selection.ByAxis(input.Shape, places)));
    }

    private static int[] Padded(long before, long after, int size, string mode)
    {
        int[] places = new int[Size(Math.Max(0, before + size + after))];
        for (int i = 0; i < places.Length; i++)
        {
            long at = i - before;
            places[i] = (int)(at >= 0 && at < size ? at : mode switch
            {
                "edge" => Math.Clamp(at, 0, size - 1),
                "reflect" when size > 1 && at > -size && at < 2 * size - 1 => at < 0 ? -at : 2 * (size - 1) - at,
                _ => -1,
            });
        }

        return places;
    }

    private static void Where(OperatorCall call)
    {
        if (call.Input(0) is RefValue)
            throw new NotUnderstoodException($"chooses values by {call.Evaluator.Origin(call.Node.Input[0])}",
                "Choices that depend on the data are not supported.");
        GraphValue yes = call.Input(1), no = call.Input(2);
        int[] shape = Sizes.Broadcast(Sizes.Broadcast(call.Input(0).Shape, yes.Shape), no.Shape);
        long[] condition = ((IntValue)new IntValue(new(call.Input(0).Shape, call.Ints(0)))
            .Pick(Selection.Expand(call.Input(0).Shape, shape))).Data;
        GraphValue a = yes.Pick(Selection.Expand(yes.Shape, shape)), b = no.Pick(Selection.Expand(no.Shape, shape));
        call.Result((a, b) switch
        {
            (IntValue x, IntValue y) => new IntValue(new(shape, [.. condition.Select((c, i) => c != 0 ? x.Data[i] : y.Data[i])])),
            (RealValue x, RealValue y) => new RealValue(new(shape, [.. condition.Select((c, i) => c != 0 ? x.Data[i] : y.Data[i])])),
            _ => new RefValue(new(shape, [.. condition.Select((c, i) => c != 0 ? a.AsRefs().Data[i] : b.AsRefs().Data[i])])),
        });
    }
}

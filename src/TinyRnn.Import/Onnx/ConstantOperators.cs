using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>Operators that make constants.</summary>
internal static class ConstantOperators
{
    public static void AddTo(Dictionary<string, Action<OperatorCall>> table)
    {
        table["Constant"] = Constant;
        table["ConstantOfShape"] = OfShape;
        table["Range"] = Range;
        table["DequantizeLinear"] = Dequantize;
    }

    private static void Constant(OperatorCall call)
    {
        AttributeProto attribute = call.Node.Attribute.FirstOrDefault()
            ?? throw new NotUnderstoodException("has no value", "The file contradicts itself; export it again.");
        call.Result(attribute.Name switch
        {
            "value" when attribute.T is not null => TensorReader.Read(attribute.T),
            "value_float" => new RealValue(new([], [attribute.F])),
            "value_floats" => new RealValue(new([attribute.Floats.Count], [.. attribute.Floats])),
            "value_int" => IntValue.Scalar(attribute.I),
            "value_ints" => IntValue.Vector([.. attribute.Ints]),
            _ => throw new NotUnderstoodException($"holds a constant of the kind '{attribute.Name}'", "Numbers and integers are read."),
        });
    }

    private static void OfShape(OperatorCall call)
    {
        int[] shape = [.. call.Ints(0).Select(size => size is >= 0 and <= Sizes.Limit ? (int)size
            : throw new NotUnderstoodException($"asks for an axis of {Counted.Of(size, "value")}", "Export the network with smaller fixed sizes."))];
        int count = Sizes.Count(shape);
        GraphValue value = call.Attribute("value")?.T is { } tensor ? TensorReader.Read(tensor) : new RealValue(new([1], [0]));
        call.Result(value switch
        {
            IntValue { Count: 1 } whole => new IntValue(new(shape, Filled(count, whole.Data[0]))),
            RealValue { Count: 1 } real => new RealValue(new(shape, Filled(count, real.Data[0]))),
            _ => throw new NotUnderstoodException("fills with more than one number", "The file contradicts itself; export it again."),
        });
    }

    private static T[] Filled<T>(int count, T value)
    {
        var data = new T[count];
        Array.Fill(data, value);
        return data;
    }

    private static void Range(OperatorCall call)
    {
        if (call.Input(0) is IntValue && call.Input(1) is IntValue && call.Input(2) is IntValue)
        {
            long start = call.Ints(0)[0], delta = call.Ints(2)[0];
            call.Result(IntValue.Vector([.. Enumerable.Range(0, Length(start, call.Ints(1)[0], delta)).Select(at => start + at * delta)]));
            return;
        }

        float from = call.Reals(0, "the start").Data[0], step = call.Reals(2, "the step").Data[0];
        int count = Length(from, call.Reals(1, "the end").Data[0], step);
        call.Result(new RealValue(new([count], [.. Enumerable.Range(0, count).Select(at => from + at * step)])));
    }

    private static int Length(double start, double end, double step)
    {
        double length = Math.Max(0, Math.Ceiling((end - start) / step));
        return length <= Sizes.Limit ? (int)length
            : throw new NotUnderstoodException($"counts from {start} to {end} by {step}", "Export the network with smaller fixed sizes.");
    }

    /// <summary>Weights that the file holds as integers: (x - zero point) * scale, one of each for all or for each place of an axis.</summary>
    private static void Dequantize(OperatorCall call)
    {
        if (call.Input(0) is not IntValue integers)
            throw new NotUnderstoodException(
                $"makes numbers of integers that are no constants of the file but {call.Evaluator.Origin(call.Node.Input[0])}",
                "Values that are rounded between layers have no layer here: export the network with its weights alone in integers, or in float32.");
        if (call.Int("block_size", 0) != 0)
            throw new NotUnderstoodException("has a scale for each block of weights", "Export the network with a scale for each row, or in float32.");
        float[] scales = call.Reals(1, "the scale").Data;
        long[] zeros = call.Has(2) ? call.Ints(2) : new long[scales.Length];
        int axis = (int)call.Int("axis", 1);
        axis += axis < 0 ? integers.Rank : 0;
        bool isOne = scales.Length == 1;
        if (zeros.Length != scales.Length || (!isOne && (axis < 0 || axis >= integers.Rank || integers.Shape[axis] != scales.Length)))
            throw new NotUnderstoodException(
                $"has {Counted.Of(scales.Length, "scale")} and {Counted.Of(zeros.Length, "zero point")} for [{string.Join(", ", integers.Shape)}], axis {axis}",
                "The file contradicts itself; export it again.");
        int inner = isOne ? 1 : Sizes.Count(integers.Shape.AsSpan(axis + 1));
        float[] numbers = new float[integers.Count];
        for (int at = 0; at < numbers.Length; at++)
        {
            int scale = isOne ? 0 : at / inner % scales.Length;
            numbers[at] = (integers.Data[at] - zeros[scale]) * scales[scale];
        }

        call.Result(new RealValue(new(integers.Shape, numbers)));
    }
}

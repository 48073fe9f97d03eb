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
}

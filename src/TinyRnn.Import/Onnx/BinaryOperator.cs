namespace TinyRnn.Import.Onnx;

/// <summary>Add, Sub, Mul, Div and Pow where at least one side depends on the input.</summary>
internal static class BinaryOperator
{
    public static void Run(OperatorCall call, Joined joined)
    {
        GraphValue a = call.Input(0), b = call.Input(1);
        int[] shape = Sizes.Broadcast(a.Shape, b.Shape);
        a = a.Pick(Selection.Expand(a.Shape, shape));
        b = b.Pick(Selection.Expand(b.Shape, shape));
        if (a is RefValue && b is RefValue)
        {
            call.Result(new RefValue(Both(call, joined, a.AsRefs(), b.AsRefs())));
            return;
        }

        bool isLeft = b is RefValue;
        float[] numbers = Array.ConvertAll((isLeft ? a : b).AsRefs().Data, value => value.Number);
        if (joined == Joined.Multiply && !numbers.ContainsAnyExcept(0f))
        {
            // What is multiplied by zeros no longer depends on the input.
            call.Result(new RealValue(new(shape, numbers)));
            return;
        }

        Features features = Features.Of(call.Graph, isLeft ? b.AsRefs() : a.AsRefs(), keepOrder: false, call.Name);
        float[] constant = PerFeature(features, numbers);
        SourceNode node = (joined, isLeft) switch
        {
            (Joined.Add, _) => ScaleShift(call, features, Ones(features), constant),
            (Joined.Subtract, false) => ScaleShift(call, features, Ones(features), Array.ConvertAll(constant, value => -value)),
            (Joined.Subtract, true) => ScaleShift(call, features, Array.ConvertAll(Ones(features), value => -value), constant),
            (Joined.Multiply, _) => ScaleShift(call, features, constant, new float[features.Size]),
            (Joined.Divide, false) => ScaleShift(call, features, Array.ConvertAll(constant, value => 1 / value), new float[features.Size]),
            (Joined.Power, false) when constant.All(value => value == 1) => ScaleShift(call, features, constant, new float[features.Size]),
            (Joined.Power, false) => Other(call, features, constant, "Pow", "power"),
            (Joined.Divide, true) => Other(call, features, constant, "Reciprocal", "numerator"),
            _ => Other(call, features, constant, "Exp", "base"),
        };
        bool isSame = node is ScaleShiftNode same && !same.Scale.Values.ContainsAnyExcept(1f) && !same.Shift.Values.ContainsAnyExcept(0f);
        call.Result(isSame ? (isLeft ? b : a) : new RefValue(features.Refs(call.Graph.Add(node, features.Steps), shape)));
    }

    private static ScaleShiftNode ScaleShift(OperatorCall call, Features features, float[] scale, float[] shift) =>
        new(call.Name, [features.Node], SourceTensor.Vector(scale), SourceTensor.Vector(shift));

    private static OtherNode Other(OperatorCall call, Features features, float[] constant, string name, string what) =>
        new(call.Name, [features.Node], name, features.Size, constant.Distinct().Count() == 1
            ? FormattableString.Invariant($"{what} {constant[0]}") : $"{what} of each value", [SourceTensor.Vector(constant)]);

    private static float[] Ones(Features features)
    {
        float[] ones = new float[features.Size];
        Array.Fill(ones, 1f);
        return ones;
    }

    /// <summary>The constant of each value of the vector, the same at each step.</summary>
    private static float[] PerFeature(Features features, float[] numbers)
    {
        float[] result = new float[features.Size];
        bool[] known = new bool[features.Size];
        for (int i = 0; i < numbers.Length; i++)
        {
            int place = features.Place[i];
            if (known[place] && !result[place].Equals(numbers[i]))
                throw new NotUnderstoodException("joins the sequence with constants that differ from step to step",
                    "Such constants (positions, windows) are not supported; cut the model before them (--output NODE).");
            (known[place], result[place]) = (true, numbers[i]);
        }

        return result;
    }

    private static NdArray<Ref> Both(OperatorCall call, Joined joined, NdArray<Ref> a, NdArray<Ref> b)
    {
        // The order of the values is the tensor's own on both sides, so that they meet.
        Features left = Features.Of(call.Graph, a, keepOrder: true, call.Name);
        Features right = Features.Of(call.Graph, b, keepOrder: true, call.Name);
        if (left.Steps != right.Steps || !left.Place.AsSpan().SequenceEqual(right.Place) || !left.Step.AsSpan().SequenceEqual(right.Step)
            || !left.Item.AsSpan().SequenceEqual(right.Item))
        {
            throw new NotUnderstoodException(left.Steps == right.Steps ? "joins values of different steps"
                : $"joins a sequence of {Counted.Of(left.Steps, "step")} and one of {right.Steps}",
                "What mixes steps cannot be computed step by step; cut the model before it (--output NODE) or export it in another way.",
                    isAxes: true);
        }

        int second = right.Node;
        if (joined == Joined.Subtract)
            second = call.Graph.Add(Negative(call.Name + "_minus", second, right.Size), right.Steps);
        SourceNode node = joined switch
        {
            Joined.Add or Joined.Subtract => new CombineNode(call.Name, [left.Node, second], Combination.Add, left.Size),
            Joined.Multiply => new CombineNode(call.Name, [left.Node, second], Combination.Multiply, left.Size),
            Joined.Divide => new OtherNode(call.Name, [left.Node, second], "Div", left.Size, "", []),
            _ => new OtherNode(call.Name, [left.Node, second], "Pow", left.Size, "", []),
        };
        return left.Refs(call.Graph.Add(node, left.Steps), a.Shape);
    }

    private static ScaleShiftNode Negative(string name, int node, int size)
    {
        float[] scale = new float[size];
        Array.Fill(scale, -1f);
        return new(name, [node], SourceTensor.Vector(scale), SourceTensor.Vector(new float[size]));
    }
}

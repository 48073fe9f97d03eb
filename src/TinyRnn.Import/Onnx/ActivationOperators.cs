namespace TinyRnn.Import.Onnx;

/// <summary>Functions of one value.</summary>
internal static class ActivationOperators
{
    public static void AddTo(Dictionary<string, Action<OperatorCall>> table)
    {
        Add(table, "Relu", _ => new(ActivationKind.Relu), x => Math.Max(x, 0));
        Add(table, "Tanh", _ => SourceActivation.Tanh, Math.Tanh);
        Add(table, "Sigmoid", _ => SourceActivation.Sigmoid, x => 1 / (1 + Math.Exp(-x)));
        Add(table, "HardSigmoid", call => new(ActivationKind.HardSigmoid, call.Float("alpha", 0.2f), call.Float("beta", 0.5f)), null);
        Add(table, "LeakyRelu", call => new(ActivationKind.LeakyRelu, call.Float("alpha", 0.01f)), null);
        Add(table, "Elu", call => new(ActivationKind.Elu, call.Float("alpha", 1)), null);
        Add(table, "Selu", Selu, null);
        Add(table, "Softplus", _ => new(ActivationKind.Softplus), null);
        Add(table, "Log", _ => new(ActivationKind.Log), Math.Log);
        Add(table, "Softsign", _ => new(ActivationKind.Softsign), null);
        Add(table, "ThresholdedRelu", call => new(ActivationKind.ThresholdedRelu, call.Float("alpha", 1)), null);
        Add(table, "Gelu", call => new(call.Text("approximate", "none") == "tanh" ? ActivationKind.GeluTanh : ActivationKind.Gelu), null);
        Add(table, "Swish", Swish, null);
        Add(table, "Clip", Clip, null);
        Add(table, "Neg", _ => new(ActivationKind.Affine, -1, 0), x => -x);
        foreach ((string name, Func<double, double> function) in Others)
            table[name] = call => Plain(call, function);
        table["Softmax"] = table["LogSoftmax"] = Softmax;
        table["PRelu"] = PRelu;
    }

    private static (string, Func<double, double>)[] Others =>
    [
        ("Sqrt", Math.Sqrt), ("Exp", Math.Exp), ("Abs", Math.Abs), ("Floor", Math.Floor), ("Ceil", Math.Ceiling),
            ("Reciprocal", x => 1 / x), ("Sign", x => Math.Sign(x)),
        ("Sin", Math.Sin), ("Cos", Math.Cos), ("Erf", Interpretation.ErrorFunction.Of<double>),
            ("HardSwish", x => x * Math.Clamp(x / 6 + 0.5, 0, 1)), ("Mish", x => x * Math.Tanh(Math.Log(1 + Math.Exp(x)))),
    ];

    /// <summary>A node that applies a function to an input.</summary>
    public static void Apply(OperatorCall call, int input, SourceActivation function)
    {
        Features features = call.Features(input);
        SourceNode node = function.Kind == ActivationKind.Affine
            ? new ScaleShiftNode(call.Name, [features.Node], Filled(features.Size, function.Alpha), Filled(features.Size, function.Beta))
            : SoftmaxUnder(call, features, function) is { } softmax
                ? new ActivationNode(call.Name, softmax.Inputs, new(ActivationKind.LogSoftmax), features.Size)
                : new ActivationNode(call.Name, [features.Node], function, features.Size);
        call.Result(new RefValue(features.Refs(call.Graph.Add(node, features.Steps), call.Input(input).Shape)));
    }

    /// <summary>The softmax that a logarithm is of: together they are one function, which is exact where the softmax alone would be 0.</summary>
    private static ActivationNode? SoftmaxUnder(OperatorCall call, Features features, SourceActivation function) =>
        function.Kind == ActivationKind.Log && features.Node >= 0
        && call.Graph[features.Node] is ActivationNode { Function.Kind: ActivationKind.Softmax } softmax ? softmax : null;

    private static SourceTensor Filled(int count, float value)
    {
        float[] values = new float[count];
        Array.Fill(values, value);
        return SourceTensor.Vector(values);
    }

    private static void Add(Dictionary<string, Action<OperatorCall>> table, string name, Func<OperatorCall, SourceActivation> function,
        Func<double, double>? compute) => table[name] = call =>
    {
        if (call.Input(0) is RefValue)
            Apply(call, 0, function(call));
        else if (compute is null)
            throw new NotUnderstoodException("is asked for of constants", "Export the network with constant folding.");
        else
            Constant(call, compute);
    };

    private static void Constant(OperatorCall call, Func<double, double> compute)
    {
        if (call.Input(0) is IntValue whole)
            call.Result(new IntValue(new(whole.Shape, Array.ConvertAll(whole.Data, value => (long)compute(value)))));
        else
            call.Result(new RealValue(
                new(call.Input(0).Shape, Array.ConvertAll(call.Reals(0, "the input").Data, value => (float)compute(value)))));
    }

    /// <summary>A function that is read and has no layer here.</summary>
    private static void Plain(OperatorCall call, Func<double, double> compute)
    {
        if (call.Input(0) is not RefValue)
        {
            Constant(call, compute);
            return;
        }

        if (call.Node.OpType == "Sqrt" && MagnitudeOperator.TryRun(call))
            return;
        Features features = call.Features(0);
        int node = call.Graph.Add(new OtherNode(call.Name, [features.Node], call.Node.OpType, features.Size, "", []), features.Steps);
        call.Result(new RefValue(features.Refs(node, call.Input(0).Shape)));
    }

    private static SourceActivation Selu(OperatorCall call)
    {
        const float alpha = 1.67326319217681884765625f, gamma = 1.05070102214813232421875f;
        return call.Float("alpha", alpha) == alpha && call.Float("gamma", gamma) == gamma ? new(ActivationKind.Selu)
            : throw new NotUnderstoodException(
                $"is a SELU with numbers of its own (alpha {call.Float("alpha", alpha)}, gamma {call.Float("gamma", gamma)})",
                "Only SELU's own constants are supported.");
    }

    private static SourceActivation Swish(OperatorCall call) => call.Float("alpha", 1) == 1 ? new(ActivationKind.Silu)
        : throw new NotUnderstoodException($"is a swish with alpha {call.Float("alpha", 1)}", "Only alpha 1 (SiLU) is supported.");

    private static SourceActivation Clip(OperatorCall call)
    {
        float low = call.Has(1) ? call.Reals(1, "the lower bound").Data[0] : call.Float("min", float.NegativeInfinity);
        float high = call.Has(2) ? call.Reals(2, "the upper bound").Data[0] : call.Float("max", float.PositiveInfinity);
        return low == 0 && float.IsPositiveInfinity(high) ? new(ActivationKind.Relu) : new(ActivationKind.Clip, low, high);
    }

    /// <summary>Over all values of a step; over some of them it is no activation of a layer.</summary>
    private static void Softmax(OperatorCall call)
    {
        int[] shape = call.Input(0).Shape;
        int axis = Sizes.Axis(call.Int("axis", call.Opset >= 13 ? -1 : 1), shape.Length);
        int over = call.Opset >= 13 ? shape[axis] : Sizes.Count(shape.AsSpan(axis));
        Features features = call.Features(0, keepOrder: true);
        bool isWhole = over == features.Size && (call.Opset < 13 || IsOneStep(features, shape, axis));
        SourceNode node = isWhole
            ? new ActivationNode(call.Name, [features.Node],
                new(call.Node.OpType == "Softmax" ? ActivationKind.Softmax : ActivationKind.LogSoftmax), features.Size)
            : over < features.Size && features.Size % over == 0
                ? new OtherNode(call.Name, [features.Node], call.Node.OpType, features.Size,
                    $"over {over} of {Counted.Of(features.Size, "value")} of a step", [])
                : throw new NotUnderstoodException("is a softmax over steps",
                    "What mixes steps cannot be computed step by step; cut the model before it (--output NODE).");
        call.Result(new RefValue(features.Refs(call.Graph.Add(node, features.Steps), shape)));
    }

    private static bool IsOneStep(Features features, int[] shape, int axis)
    {
        int stride = Sizes.Strides(shape)[axis];
        return shape[axis] == 1 || (features.Step[0] == features.Step[stride] && features.Item[0] == features.Item[stride]);
    }

    private static void PRelu(OperatorCall call)
    {
        NdArray<float> slope = call.Reals(1, "the slope");
        int[] shape = call.Input(0).Shape;
        Features features = call.Features(0);
        float[] spread = ((RealValue)new RealValue(slope).Pick(Selection.Expand(slope.Shape, shape))).Data;
        float[] slopes = new float[features.Size];
        for (int i = 0; i < spread.Length; i++)
            slopes[features.Place[i]] = spread[i];
        SourceNode node = slopes.Distinct().Count() == 1
            ? new ActivationNode(call.Name, [features.Node], new(ActivationKind.LeakyRelu, slopes[0]), features.Size)
            : new PReluNode(call.Name, [features.Node], SourceTensor.Vector(slopes), features.Size);
        call.Result(new RefValue(features.Refs(call.Graph.Add(node, features.Steps), shape)));
    }
}

namespace TinyRnn.Import.Onnx;

/// <summary>Min and Max of the sequence and a number: a bound.</summary>
internal static class BoundOperator
{
    public static void Run(OperatorCall call)
    {
        string name = call.Node.OpType;
        int of = call.Inputs.Length == 2 && name is "Min" or "Max" ? Array.FindIndex(call.Inputs, input => input is RefValue) : -1;
        if (of < 0 || call.Inputs[1 - of] is not RealValue { Count: 1 } bound)
            throw new NotUnderstoodException($"compares or joins values of the sequence with {name} in a way that has no layer here",
                "Cut the model before it (--output NODE), or export the network without it.");
        float value = bound.Data[0];
        SourceActivation function = name == "Min" ? new(ActivationKind.Clip, float.NegativeInfinity, value)
            : value == 0 ? new(ActivationKind.Relu) : new(ActivationKind.Clip, value, float.PositiveInfinity);
        ActivationOperators.Apply(call, of, function);
    }
}

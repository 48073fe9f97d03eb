namespace TinyRnn.Import.Onnx;

/// <summary>Operators of two values: computed where both are constant, nodes of the network where one depends on the input.</summary>
internal static class ArithmeticOperators
{
    public static void AddTo(Dictionary<string, Action<OperatorCall>> table)
    {
        Add(table, "Add", (a, b) => a + b, (a, b) => a + b, Joined.Add);
        Add(table, "Sub", (a, b) => a - b, (a, b) => a - b, Joined.Subtract);
        Add(table, "Mul", (a, b) => a * b, (a, b) => a * b, Joined.Multiply);
        Add(table, "Div", (a, b) => a / b, (a, b) => b == 0 ? throw Zero() : a / b, Joined.Divide);
        Add(table, "Pow", (a, b) => Math.Pow(a, b), (a, b) => (long)Math.Pow(a, b), Joined.Power);
        Add(table, "Mod", (a, b) => Math.IEEERemainder(a, b), (a, b) => b == 0 ? throw Zero() : ((a % b) + b) % b, null);
        Add(table, "Min", Math.Min, Math.Min, null);
        Add(table, "Max", Math.Max, Math.Max, null);
        table["Sum"] = call => Sum(call, table["Add"]);
        Compare(table, "Equal", sign => sign == 0);
        Compare(table, "Less", sign => sign < 0);
        Compare(table, "LessOrEqual", sign => sign <= 0);
        Compare(table, "Greater", sign => sign > 0);
        Compare(table, "GreaterOrEqual", sign => sign >= 0);
        Add(table, "And", (a, b) => a * b, (a, b) => a != 0 && b != 0 ? 1 : 0, null);
        Add(table, "Or", (a, b) => a + b, (a, b) => a != 0 || b != 0 ? 1 : 0, null);
        table["Not"] = call =>
            call.Result(new IntValue(new(call.Input(0).Shape, Array.ConvertAll(call.Ints(0), value => value == 0 ? 1L : 0L))));
    }

    /// <summary>Any number of values, added one after another.</summary>
    private static void Sum(OperatorCall call, Action<OperatorCall> add)
    {
        GraphValue sum = call.Input(0);
        for (int i = 1; i < call.Inputs.Length; i++)
        {
            var pair = new OperatorCall(call.Evaluator, call.Node, [sum, call.Input(i)], call.Name);
            add(pair);
            sum = pair.Results[0]!;
        }

        call.Result(sum);
    }

    private static NotUnderstoodException Zero() => new("divides by zero", "The file contradicts itself; export it again.");

    private static void Compare(Dictionary<string, Action<OperatorCall>> table, string name, Func<int, bool> holds) => table[name] = call =>
    {
        int[] shape = Sizes.Broadcast(call.Input(0).Shape, call.Input(1).Shape);
        float[] a = Spread(call, 0, shape), b = Spread(call, 1, shape);
        if (call.Input(0) is IntValue && call.Input(1) is IntValue)
        {
            long[] x = ((IntValue)call.Input(0).Pick(Selection.Expand(call.Input(0).Shape, shape))).Data;
            long[] y = ((IntValue)call.Input(1).Pick(Selection.Expand(call.Input(1).Shape, shape))).Data;
            call.Result(new IntValue(new(shape, [.. x.Select((value, i) => holds(value.CompareTo(y[i])) ? 1L : 0L)])));
            return;
        }

        call.Result(new IntValue(new(shape, [.. a.Select((value, i) => holds(value.CompareTo(b[i])) ? 1L : 0L)])));
    };

    private static float[] Spread(OperatorCall call, int input, int[] shape) =>
        ((RealValue)new RealValue(call.Reals(input, $"input {input}")).Pick(Selection.Expand(call.Input(input).Shape, shape))).Data;

    private static void Add(Dictionary<string, Action<OperatorCall>> table, string name, Func<double, double, double> real, Func<long, long,
        long> whole, Joined? joined) => table[name] = call =>
    {
        if (call.Inputs.Length != 2 || call.Inputs.Any(input => input is RefValue))
        {
            if (call.Inputs.Length == 1)
                call.Result(call.Input(0));
            else if (joined is null || call.Inputs.Length > 2)
                BoundOperator.Run(call);
            else
                BinaryOperator.Run(call, joined.Value);
            return;
        }

        GraphValue a = call.Input(0), b = call.Input(1);
        int[] shape = Sizes.Broadcast(a.Shape, b.Shape);
        if (a is IntValue && b is IntValue)
        {
            long[] x = ((IntValue)a.Pick(Selection.Expand(a.Shape, shape))).Data, y = ((IntValue)b.Pick(Selection.Expand(b.Shape, shape)))
                .Data;
            call.Result(new IntValue(new(shape, [.. x.Select((value, i) => whole(value, y[i]))])));
            return;
        }

        float[] left = Spread(call, 0, shape), right = Spread(call, 1, shape);
        call.Result(new RealValue(new(shape, [.. left.Select((value, i) => (float)real(value, right[i]))])));
    };
}

/// <summary>How a node joins two values.</summary>
internal enum Joined
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

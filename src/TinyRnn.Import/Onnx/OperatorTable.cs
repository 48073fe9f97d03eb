using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>What is done with each operator.</summary>
internal static class OperatorTable
{
    public static IReadOnlyDictionary<string, Action<OperatorCall>> Operators { get; } = Make();

    public static bool Knows(NodeProto node) => node.Domain is "" or "ai.onnx" && Operators.ContainsKey(node.OpType);

    /// <summary>What is done with a node.</summary>
    public static Action<OperatorCall> Find(NodeProto node) => Knows(node) ? Operators[node.OpType]
        : throw new NotUnderstoodException(
            $"the operator {(node.Domain is "" or "ai.onnx" ? "" : node.Domain + ".")}{node.OpType} is not known here",
            "Cut the model before it (--output NODE), or export the network without it.");

    /// <summary>Whether an operator makes sense of an input that was not understood: layers are shown all the same.</summary>
    public static bool TakesUnknown(string name) => name is "LSTM" or "GRU" or "RNN";

    private static Dictionary<string, Action<OperatorCall>> Make()
    {
        var table = new Dictionary<string, Action<OperatorCall>>();
        ShapeOperators.AddTo(table);
        SelectionOperators.AddTo(table);
        ConstantOperators.AddTo(table);
        ArithmeticOperators.AddTo(table);
        ActivationOperators.AddTo(table);
        LinearOperators.AddTo(table);
        ReductionOperators.AddTo(table);
        NormalisationOperators.AddTo(table);
        table["Conv"] = ConvOperator.Run;
        table["MaxPool"] = table["AveragePool"] = PoolOperator.Run;
        table["LSTM"] = RecurrentOperator.Run;
        table["GRU"] = RecurrentOperator.Run;
        table["RNN"] = RecurrentOperator.Run;
        table["If"] = IfOperator.Run;
        return table;
    }
}

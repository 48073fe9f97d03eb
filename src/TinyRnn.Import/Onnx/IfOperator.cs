using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>
/// A branch whose condition is constant once shapes and scalar inputs are fixed is part of the graph; the other one is gone.
/// </summary>
internal static class IfOperator
{
    public static void Run(OperatorCall call)
    {
        if (call.Input(0) is not (IntValue or RealValue))
            throw new NotUnderstoodException($"chooses its branch by {call.Evaluator.Origin(call.Node.Input[0])}",
                "Fix what decides it: --set NAME=VALUE for a scalar input, or export one branch.");
        bool taken = call.Ints(0)[0] != 0;
        GraphProto branch = call.Attribute(taken ? "then_branch" : "else_branch")?.G
            ?? throw new NotUnderstoodException("has no branches", "The file contradicts itself; export it again.");
        call.Evaluator.Run(branch, branch.Output.Select(output => output.Name));
        for (int i = 0; i < branch.Output.Count; i++)
        {
            call.Result(i, call.Evaluator.Value(branch.Output[i].Name)
                ?? throw new NotUnderstoodException($"its branch does not give '{branch.Output[i].Name}'",
                    "The file contradicts itself; export it again."));
        }
    }
}

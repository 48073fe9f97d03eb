using TinyRnn.Generator.Emission.Layers.Frames;
using TinyRnn.Model.Layers.FrameConv1D;
using TinyRnn.Model.Layers.Frames;

namespace TinyRnn.Generator.Emission.Layers.FrameConv1D;

/// <summary>Prints a convolution along positions: the rows of its product are the output positions of a step, or of several steps.</summary>
internal sealed class FrameConv1DEmitter : LayerEmitter<FrameConv1DPlan, FrameConv1DTrainingPlan>
{
    /// <summary>Rows that are code of their own; more are a loop.</summary>
    private const int MostCalls = 4;

    protected override IReadOnlyList<string> Equations(FrameConv1DPlan plan) => [FrameConv1DText.Equation(plan)];

    protected override LayerTrainingEmitter Train(FrameConv1DTrainingPlan plan, TrainingScope scope) => new FrameConv1DTrainingEmitter(plan, scope);

    protected override void EmitStep(FrameConv1DPlan plan, StepScope scope)
    {
        string input = FrameText.EmitInput(plan, plan.Shape, scope);
        string output = scope.Destination(plan);
        int done = EmitFours(plan, scope, input, output);
        List<(string Input, string Output)> rest = [.. Rows(plan, input, output, done)];
        EmitCalls(plan, scope.Writer, scope.Kernels, rest);
        EmitEnd(plan, scope);
    }

    /// <summary>Of each row the positions in fours, and then the rest of all rows, which is again a number of fours.</summary>
    protected override void EmitRows(FrameConv1DPlan plan, RowsScope scope)
    {
        string[] inputs = [.. scope.Rows.Select(row => FrameText.EmitInput(plan, plan.Shape, row))];
        string[] outputs = [.. scope.Rows.Select(row => row.Destination(plan))];
        int done = 0;
        for (int row = 0; row < inputs.Length; row++)
            done = EmitFours(plan, scope.Rows[row], inputs[row], outputs[row]);
        for (int position = done; position < plan.Shape.Positions; position++)
            EmitCalls(plan, scope.Writer, scope.Kernels, [.. inputs.Select((input, row) => Row(plan, input, outputs[row], position))]);
        foreach (StepScope row in scope.Rows)
            EmitEnd(plan, row);
    }

    /// <summary>The first positions of a step, four at a time.</summary>
    /// <returns>How many.</returns>
    private static int EmitFours(FrameConv1DPlan plan, StepScope scope, string input, string output)
    {
        FrameShape shape = plan.Shape;
        int done = shape.Positions / PanelKernelPlan.Several * PanelKernelPlan.Several;
        if (done <= PanelKernelPlan.Several)
        {
            if (done > 0)
                EmitCalls(plan, scope.Writer, scope.Kernels, [.. Rows(plan, input, output, 0).Take(done)]);
            return done;
        }

        using (scope.Writer.Block($"for (nint position = 0; position < {done}; position += {PanelKernelPlan.Several})"))
        {
            scope.Writer.Line($"ref float positionInput = ref Unsafe.Add(ref {input}, position * {shape.Step});");
            scope.Writer.Line($"ref float positionOutput = ref Unsafe.Add(ref {output}, position * {shape.Channels});");
            EmitCalls(plan, scope.Writer, scope.Kernels, [.. Rows(plan, "positionInput", "positionOutput", 0).Take(PanelKernelPlan.Several)]);
        }

        return done;
    }

    /// <summary>Calls for rows: four, two or one at a time.</summary>
    private static void EmitCalls(FrameConv1DPlan plan, SourceWriter writer, KernelSet kernels, List<(string Input, string Output)> rows)
    {
        int next = 0;
        while (next < rows.Count)
        {
            int left = rows.Count - next;
            PanelKernelPlan kernel = left >= MostCalls ? plan.Product.Several : left >= 2 ? plan.Product.Pair : plan.Product.Kernel;
            List<(string Input, string Output)> served = rows.GetRange(next, kernel.Inputs);
            IEnumerable<string> arguments =
                [WeightAccess.At(plan.Weights), .. served.Select(row => "ref " + row.Input), .. served.Select(row => "ref " + row.Output)];
            writer.Line($"{kernels.Call(new FrameConv1DKernel(plan, kernel))}({string.Join(", ", arguments)});");
            next += kernel.Inputs;
        }
    }

    private static IEnumerable<(string Input, string Output)> Rows(FrameConv1DPlan plan, string input, string output, int first) =>
        Enumerable.Range(first, plan.Shape.Positions - first).Select(position => Row(plan, input, output, position));

    private static (string Input, string Output) Row(FrameConv1DPlan plan, string input, string output, int position) => position == 0
        ? (input, output)
        : ($"Unsafe.Add(ref {input}, {position * plan.Shape.Step})", $"Unsafe.Add(ref {output}, {position * plan.Shape.Channels})");

    private static void EmitEnd(FrameConv1DPlan plan, StepScope row)
    {
        FunctionText.EmitAfterKernel(plan, plan.Function, row);
        if (row.IsQuiet(plan))
            row.Writer.Line($"Rnn::Vectors.Subnormal.ToZero(ref {row.Input}, {plan.OutputSize});");
    }
}

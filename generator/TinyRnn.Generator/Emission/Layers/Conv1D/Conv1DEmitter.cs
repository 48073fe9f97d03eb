using TinyRnn.Model.Layers.Conv1D;

namespace TinyRnn.Generator.Emission.Layers.Conv1D;

/// <summary>Prints a convolution: the input goes into the ring, and the product reads what the taps see of it.</summary>
internal sealed class Conv1DEmitter : LayerEmitter<Conv1DPlan, Conv1DTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(Conv1DPlan plan) => [Conv1DText.Equation(plan)];

    protected override LayerTrainingEmitter Train(Conv1DTrainingPlan plan, TrainingScope scope) => new Conv1DTrainingEmitter(plan, scope);

    protected override void EmitStep(Conv1DPlan plan, StepScope scope)
    {
        string? past = Past(plan, scope, steps: 1);
        StridedText.EmitDue(plan, scope);
        if (past is not null)
            EmitOutput(plan, scope, past);
    }

    public override void EmitTake(LayerPlan plan, StepScope scope)
    {
        Conv1DPlan layer = (Conv1DPlan)plan;
        if (layer.Past is { } past)
            scope.Writer.Line($"{Push(layer, past, scope, scope.Input)};");
    }

    /// <summary>The ring has room for the inputs of all rows, so that each sees its own past; where a long stride leaves none, the rows take turns.</summary>
    protected override void EmitRows(Conv1DPlan plan, RowsScope scope)
    {
        int steps = scope.IsTime ? plan.StepsPerOutput : 1;
        if (scope.IsTime && plan.Past is { HoldsRows: false })
        {
            foreach (StepScope row in scope.Rows)
            {
                if (Past(plan, row, steps) is { } own)
                    EmitOutput(plan, row, own);
            }

            return;
        }

        string?[] pasts = [.. scope.Rows.Select(row => Past(plan, row, steps))];
        if (pasts.Any(past => past is null))
            return;
        string[] outputs = [.. scope.Rows.Select(row => row.Destination(plan))];
        EmitProduct(plan, scope.Writer, scope.Kernels.Call(new Conv1DKernel(plan, plan.Product.Several)), pasts!, outputs);
        foreach (StepScope row in scope.Rows)
            EmitEnd(plan, row);
    }

    private static void EmitOutput(Conv1DPlan plan, StepScope scope, string past)
    {
        string output = scope.Destination(plan);
        EmitProduct(plan, scope.Writer, scope.Kernels.Call(new Conv1DKernel(plan, plan.Product.Kernel)), [past], [output]);
        EmitEnd(plan, scope);
    }

    /// <summary>
    /// Declares the inputs that an output sees, newest first; <see langword="null"/>: nothing reads the output, and only the past was kept.
    /// </summary>
    /// <param name="plan">The layer.</param>
    /// <param name="scope">The row; its input is the first of the steps.</param>
    /// <param name="steps">Steps that it takes, the last of which gives the output.</param>
    private static string? Past(Conv1DPlan plan, StepScope scope, int steps)
    {
        string name = $"{scope.Variable(plan)}Past";
        if (plan.Past is { } past)
        {
            if (scope.IsTaken && plan.Stride is not null)
                return Taken(plan, past, scope, name);
            StridedText.EmitEarlier(plan, scope, steps, input => $"{Push(plan, past, scope, input)};");
            string push = Push(plan, past, scope, StridedText.Newest(plan, scope, steps));
            if (!scope.IsRead(plan))
            {
                scope.Writer.Line($"{push};");
                return null;
            }

            scope.Writer.Line($"ref float {name} = ref {push};");
            return name;
        }

        if (!scope.IsRead(plan))
            return null;

        string newest = StridedText.Newest(plan, scope, steps);
        if (!plan.CopiesInput)
        {
            if (steps == 1)
                return newest;
            scope.Writer.Line($"ref float {name} = ref {newest};");
            return name;
        }

        scope.Writer.Line("// The last vector reads beyond the input.");
        scope.Writer.Line($"Span<float> {name}Values = stackalloc float[{plan.Product.Kernel.Layout.PaddedUnits}];");
        scope.Writer.Line($"ref float {name} = ref MemoryMarshal.GetReference({name}Values);");
        scope.Writer.Line($"Rnn::States.StepBuffers.Copy(ref {newest}, ref {name}, {plan.InputSize});");
        return name;
    }

    private static string Push(Conv1DPlan plan, Conv1DPast past, StepScope scope, string input) =>
        $"Rnn::States.StepBuffers.PushRing(ref {StateAccess.Current(past.Ring, scope.State)}, ref {StateAccess.In(past.Position, scope.State)}, ref {input}, {past.Slots}, {plan.Shape.Past}, {plan.InputSize})";

    /// <summary>The same where the newest input is in the ring already.</summary>
    private static string? Taken(Conv1DPlan plan, Conv1DPast past, StepScope scope, string name)
    {
        if (!scope.IsRead(plan))
            return null;
        string entry =
            $"Rnn::States.StepBuffers.WindowEntry(ref {StateAccess.Current(past.Ring, scope.State)}, {StateAccess.In(past.Position, scope.State)}, 0, {past.Slots}, {plan.InputSize})";
        scope.Writer.Line($"ref float {name} = ref MemoryMarshal.GetReference({entry});");
        return name;
    }

    private static void EmitProduct(Conv1DPlan plan, SourceWriter writer, string kernel, string[] inputs, string[] outputs)
    {
        Conv1DShape shape = plan.Shape;
        if (shape.GathersTaps)
        {
            foreach (string name in inputs)
            {
                writer.Line($"Span<float> {name}Values = stackalloc float[{shape.Seen}];");
                writer.Line($"ref float {name}Taps = ref MemoryMarshal.GetReference({name}Values);");
            }
        }

        // All groups are alike.
        using (plan.Product.Count == 1 ? (SourceWriter.Scope?)null : writer.Block($"for (nint group = 0; group < {plan.Product.Count}; group++)"))
        {
            string[] xs = [.. inputs.Select(name => OfGroup(plan, name, shape.GroupInputs))];
            for (int row = 0; shape.GathersTaps && row < xs.Length; row++)
            {
                writer.Line(
                    $"Rnn::States.StepBuffers.Gather({xs[row]}, ref {inputs[row]}Taps, {shape.Kernel}, {shape.TapPlace(1)}, {shape.GroupInputs});");
                xs[row] = $"ref {inputs[row]}Taps";
            }

            IEnumerable<string> ys = outputs.Select(name => OfGroup(plan, name, shape.GroupChannels));
            string weights = plan.Product.Count == 1
                ? WeightAccess.At(plan.Weights)
                : $"ref Unsafe.Add(ref weights, {plan.Weights.Offset / sizeof(float)} + (group * {plan.Product.Kernel.PackedPlaces}))";
            writer.Line($"{kernel}({string.Join(", ", [weights, .. xs, .. ys])});");
        }
    }

    /// <summary>Argument: what belongs to the current group, if there are several.</summary>
    private static string OfGroup(Conv1DPlan plan, string name, int size) =>
        plan.Product.Count == 1 ? $"ref {name}" : $"ref Unsafe.Add(ref {name}, {(size == 1 ? "group" : $"group * {size}")})";

    private static void EmitEnd(Conv1DPlan plan, StepScope row)
    {
        FunctionText.EmitAfterKernel(plan, plan.Function, row);
        if (row.IsQuiet(plan))
            row.Writer.Line($"Rnn::Vectors.Subnormal.ToZero(ref {row.Input}, {plan.OutputSize});");
    }
}

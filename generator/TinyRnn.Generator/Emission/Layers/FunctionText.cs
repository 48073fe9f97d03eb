namespace TinyRnn.Generator.Emission.Layers;

/// <summary>Statements of the function that a layer ends in.</summary>
internal static class FunctionText
{
    /// <summary>What is left of a function after a kernel, over the layer's output in its place.</summary>
    public static void EmitAfterKernel(LayerPlan plan, Function function, StepScope row)
    {
        if (function.InKernel == Activation.Identity)
            Emit(plan, function, row);
    }

    /// <summary>The whole of it.</summary>
    public static void Emit(LayerPlan plan, Function function, StepScope row)
    {
        if (function.IsOfAllValues)
            row.Writer.Line(
                $"Rnn::{(plan.IsReproducible ? "Cells.Reproducible" : "Vectors.VectorMath")}.{function.Kind}(MemoryMarshal.CreateSpan(ref {row.Input}, {plan.OutputSize}));");
        else if (function.Exists)
            row.Writer.Line(
                $"Rnn::Cells.{(plan.IsReproducible ? "Reproducible" : "")}Pointwise.{function.Kind}(ref {row.Input}, {plan.OutputSize}{Slope(function)});");
    }

    /// <summary>Names what its training keeps on the tape.</summary>
    public static void NamePlaces(TrainingScope scope, FunctionTrainingPlan plan, LayerPlan layer)
    {
        if (plan.Sums is { } sums)
            scope.NameTape(sums, layer.Id + "Sums");
    }

    /// <summary>The function in training, over all rows of the layer's output in place.</summary>
    /// <param name="scope">Where to.</param>
    /// <param name="plan">The function.</param>
    /// <param name="layer">Its layer, whose output is what it is given, and then what it gives.</param>
    public static void EmitForward(TrainingScope scope, FunctionTrainingPlan plan, LayerTrainingPlan layer)
    {
        Function function = plan.Function;
        if (!function.Exists)
            return;
        ValuePlan output = layer.Output;
        string rows = StridedText.Rows(layer.Layer);
        if (plan.Sums is { } place)
            scope.Line($"Rnn::Tape.TapeRows.Copy({rows}, {output.Stride}, {scope.Rows(output)}, {output.Stride}, {scope.Tape(place)}, {output.Stride});");
        scope.Line($"Rnn::Tape.RowActivations.{function.Kind}Forward({rows}, {output.Size}, {output.Stride}, {scope.Rows(output)}{Slope(function)});");
        if (!function.IsInfiniteAtZero)
            return;
        string lengths = StridedText.Lengths(layer.Context.Model, layer.Layer.Index + 1);
        using (scope.Writer.Block("if (HasPadding)"))
            scope.Line($"Rnn::Tape.TapeRows.ClearEnded({rows} / batch, batch, {output.Size}, {lengths}, {scope.Rows(output)}, {output.Stride});");
    }

    /// <summary>From the gradient of its result to that of what it was given, in place.</summary>
    public static void EmitBackward(TrainingScope scope, FunctionTrainingPlan plan, ValuePlan output, string rows = "rows")
    {
        Function function = plan.Function;
        if (!function.Exists)
            return;
        scope.Comment("da_t = dL/dy_t * f'(a_t), in place");
        string values = plan.Sums is { } place ? scope.Tape(place) : scope.Rows(output);
        scope.Line(
            $"Rnn::Tape.RowActivations.{function.Kind}Backward({rows}, {output.Size}, {output.Stride}, {values}, {scope.GradientRows(output)}{Slope(function)});");
    }

    private static string Slope(Function function) => function.HasSlope ? ", " + Literal.Float(function.Slope) : "";
}

namespace TinyRnn.Generator.Emission.Layers;

/// <summary>Layers that give an output every few steps, in statements.</summary>
internal static class StridedText
{
    /// <summary>Expression of the rows of the layer's output, where <c>rows</c> are those of its input.</summary>
    public static string Rows(LayerPlan layer) => layer.Stride is { } stride ? $"rows / {stride.Steps}" : "rows";

    /// <summary>Expression of each sequence's steps in training, as many as there are rows of a value.</summary>
    public static string Lengths(ModelPlan model, int value) =>
        model.StridesBefore(value) is > 0 and int strides ? $"LengthsAfter({strides})" : "Lengths";

    /// <summary>Ends the step, unless there is an output at it.</summary>
    public static void EmitDue(LayerPlan layer, StepScope scope)
    {
        if (layer.Stride is not { } stride || scope.IsTaken)
            return;
        scope.Writer.Line($"if (!Rnn::States.StepStride.IsDue(ref {StateAccess.Current(stride.Phase, scope.State)}, {stride.Steps}))");
        scope.Writer.Line("    return false;");
    }

    /// <summary>The inputs before the newest one of a row that takes several steps, oldest first.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="scope">The row; its input is the first of the steps.</param>
    /// <param name="steps">Steps that it takes.</param>
    /// <param name="statement">From the expression of an input to what becomes of it.</param>
    public static void EmitEarlier(LayerPlan layer, StepScope scope, int steps, Func<string, string> statement)
    {
        if (steps == 1)
            return;
        if (steps == 2)
        {
            scope.Writer.Line(statement(scope.Input));
            return;
        }

        scope.Writer.Line($"for (nint step = 0; step < {steps - 1}; step++)");
        scope.Writer.Line($"    {statement($"Unsafe.Add(ref {scope.Input}, step * {layer.InputSize})")}");
    }

    /// <summary>Expression of the newest input of a row that takes several steps.</summary>
    public static string Newest(LayerPlan layer, StepScope scope, int steps) =>
        steps == 1 ? scope.Input : $"Unsafe.Add(ref {scope.Input}, {(steps - 1) * layer.InputSize})";

    /// <summary>A pass of the runtime's <c>StridedRows</c>, if the layer has a stride.</summary>
    /// <param name="scope">Where to.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="method">Its name.</param>
    /// <param name="value">What has the rows' size.</param>
    /// <param name="places">The rows.</param>
    public static void EmitRows(TrainingScope scope, LayerPlan layer, string method, ValuePlan value, params string[] places)
    {
        if (layer.Stride is { } stride)
            scope.Line($"Rnn::Tape.StridedRows.{method}(steps / {stride.Steps}, batch, {stride.Steps}, {value.Stride}, {string.Join(", ", places)});");
    }
}

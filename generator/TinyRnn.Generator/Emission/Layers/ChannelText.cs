namespace TinyRnn.Generator.Emission.Layers;

/// <summary>Statements of scales and shifts of channels.</summary>
internal static class ChannelText
{
    /// <summary>Argument: a parameter in the order of files.</summary>
    public static string Parameter(StepScope scope, int place) =>
        place == 0 ? $"ref {scope.Parameters}" : $"ref Unsafe.Add(ref {scope.Parameters}, {place})";

    /// <summary>A recurrent layer reads no subnormal numbers.</summary>
    public static void EmitQuiet(LayerPlan plan, StepScope scope)
    {
        if (scope.IsQuiet(plan))
            scope.Writer.Line($"Rnn::Vectors.Subnormal.ToZero(ref {scope.Input}, {plan.OutputSize});");
    }

    /// <summary>Names the places of the weights.</summary>
    public static void NamePlaces(TrainingScope scope, ChannelWeights weights, LayerPlan layer)
    {
        scope.NameWeights(weights.Scales, layer.Id + "Weight");
        if (weights.Shifts is { } shifts)
            scope.NameWeights(shifts, layer.Id + "Bias");
    }

    /// <summary>y = w x + b over all rows.</summary>
    /// <param name="scope">Where to.</param>
    /// <param name="weights">w and b.</param>
    /// <param name="x">The first x.</param>
    /// <param name="stride">Floats of a row of x.</param>
    /// <param name="output">y.</param>
    public static void EmitForward(TrainingScope scope, ChannelWeights weights, string x, int stride, ValuePlan output)
    {
        scope.Line(weights.Shifts is { } shifts
            ? $"Rnn::Tape.TapeRows.Copy(rows, {output.Stride}, {scope.Weight(shifts)}, 0, {scope.Rows(output)}, {output.Stride});"
            : $"Row({scope.RowsPlace(output)}, rows * {output.Stride}).Clear();");
        scope.Line($"Rnn::Tape.TapeRows.AddProducts(rows, {output.Stride}, {scope.Weight(weights.Scales)}, {x}, {stride}, {scope.Rows(output)}, {output.Stride});");
    }

    /// <summary>The gradients of w and b, if the layer is trained.</summary>
    public static void EmitWeightGradients(TrainingScope scope, LayerPlan layer, ChannelWeights weights, string x, int stride, ValuePlan output)
    {
        using (scope.Writer.Block($"if (!IsFrozen({layer.Index}))"))
        {
            scope.Line(
                $"Rnn::Matrices.MatrixProduct.ColumnSumsOfProducts(rows, {output.Stride}, {scope.GradientRows(output)}, {output.Stride}, {x}, {stride}, {scope.Gradient(weights.Scales)}, HasGradients);");
            if (weights.Shifts is { } shifts)
                scope.Line(
                    $"Rnn::Matrices.MatrixProduct.ColumnSums(rows, {output.Stride}, {scope.GradientRows(output)}, {output.Stride}, {scope.Gradient(shifts)}, HasGradients);");
        }

        scope.Writer.Line();
    }
}

using TinyRnn.Model.Layers.MergeDirections;

namespace TinyRnn.Generator.Emission.Layers.MergeDirections;

/// <summary>Prints the training of two halves that become one.</summary>
internal sealed class MergeDirectionsTrainingEmitter : LayerTrainingEmitter
{
    public MergeDirectionsTrainingEmitter(MergeDirectionsTrainingPlan plan, TrainingScope scope)
        : base(plan, scope) => scope.NameValue(plan.Output, plan.Layer.Id + "Output");

    private DirectionMerge How => ((MergeDirectionsPlan)Layer).How;

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        EmitRows("TapeRows.Copy", Scope.Rows(Input), Input, Scope.Rows(Output), Output);
        EmitRows(How == DirectionMerge.Product ? "TapeProducts.Multiply" : "TapeRows.Add", Second(Input), Input, Scope.Rows(Output), Output);
        EmitHalf(Scope.Rows(Output));
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block("if (needsInput)"))
        {
            if (How == DirectionMerge.Product)
            {
                if (RowsMethod == "Copy")
                    Scope.Line($"Row({Scope.GradientPlace(Input)}, rows * {Input.Stride}).Clear();");
                EmitFactor(Second(Input), Scope.GradientRows(Input));
                EmitFactor(Scope.Rows(Input), SecondGradient(Input));
                return;
            }

            EmitHalf(Scope.GradientRows(Output));
            EmitRows($"TapeRows.{RowsMethod}", Scope.GradientRows(Output), Output, Scope.GradientRows(Input), Input);
            EmitRows($"TapeRows.{RowsMethod}", Scope.GradientRows(Output), Output, SecondGradient(Input), Input);
        }
    }

    private string Second(ValuePlan value) => Scope.Rows(value, Layer.OutputSize);

    private string SecondGradient(ValuePlan value) => Scope.GradientRows(value, Layer.OutputSize);

    private void EmitRows(string method, string from, ValuePlan fromValue, string to, ValuePlan toValue) =>
        Scope.Line($"Rnn::Tape.{method}(rows, {Layer.OutputSize}, {from}, {fromValue.Stride}, {to}, {toValue.Stride});");

    /// <summary>The gradient of a half: that of the product, times the other half.</summary>
    private void EmitFactor(string other, string gradient) => Scope.Line(
        $"Rnn::Tape.TapeProducts.AddProduct(rows, {Layer.OutputSize}, {Scope.GradientRows(Output)}, {Output.Stride}, {other}, {Input.Stride}, {gradient}, "
        + $"{Input.Stride});");

    /// <summary>A mean is half of a sum, and so is its gradient.</summary>
    private void EmitHalf(string rows)
    {
        if (How == DirectionMerge.Mean)
            Scope.Line($"Rnn::States.PoolBuffers.Divide({rows}, rows * {Output.Stride}, 2);");
    }
}

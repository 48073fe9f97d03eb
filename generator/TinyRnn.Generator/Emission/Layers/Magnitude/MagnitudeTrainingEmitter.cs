using TinyRnn.Model.Layers.Magnitude;

namespace TinyRnn.Generator.Emission.Layers.Magnitude;

/// <summary>Prints the training of magnitudes: dL/dre = dL/dy re / y, dL/dim = dL/dy im / y, and 0 where y is 0.</summary>
internal sealed class MagnitudeTrainingEmitter : LayerTrainingEmitter
{
    public MagnitudeTrainingEmitter(MagnitudeTrainingPlan plan, TrainingScope scope)
        : base(plan, scope) => scope.NameValue(plan.Output, plan.Layer.Id + "Output");

    private string Sizes
    {
        get
        {
            MagnitudePlan plan = (MagnitudePlan)Layer;
            return $"rows, {plan.Positions}, {plan.Bins}";
        }
    }

    private string Values => $"{Scope.Rows(Input)}, {Input.Stride}, {Scope.Rows(Output)}, {Output.Stride}";

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        Scope.Line($"Rnn::Tape.RowPositions.Magnitude({Sizes}, {Values});");
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block("if (needsInput)"))
        {
            if (RowsMethod == "Copy")
                Scope.Line($"Row({Scope.GradientPlace(Input)}, rows * {Input.Stride}).Clear();");
            Scope.Comment("dL/dre = dL/dy re / y, dL/dim = dL/dy im / y");
            Scope.Line($"Rnn::Tape.RowPositions.AddMagnitudeSlope({Sizes}, {Values}, {Scope.GradientRows(Output)}, {Scope.GradientRows(Input)});");
        }
    }
}

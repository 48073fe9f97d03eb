using TinyRnn.Model.Layers.Scale;

namespace TinyRnn.Generator.Emission.Layers.Scale;

/// <summary>Prints the training of a scale and a shift: dL/dw is the sum of dL/dy x, dL/db that of dL/dy, and dL/dx is w dL/dy.</summary>
internal sealed class ScaleTrainingEmitter : LayerTrainingEmitter
{
    private readonly ScaleTrainingPlan _plan;

    public ScaleTrainingEmitter(ScaleTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
        ChannelText.NamePlaces(scope, plan.Channels, plan.Layer);
    }

    private ScalePlan Scale => (ScalePlan)Layer;

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        ChannelText.EmitForward(Scope, _plan.Channels, Scope.Rows(Input), Input.Stride, Output);
        if (Scale.Clips)
            Scope.Line($"Rnn::Tape.RowActivations.ClipForward(rows, {Output.Size}, {Output.Stride}, {Scope.Rows(Output)}, {ScaleEmitter.Bounds(Scale)});");
    }

    public override void EmitBackward()
    {
        if (Scale.Clips)
        {
            Scope.Comment("da_t = dL/dy_t between the bounds, in place");
            Scope.Line(
                $"Rnn::Tape.RowActivations.ClipBackward(rows, {Output.Size}, {Output.Stride}, {Scope.Rows(Output)}, {Scope.GradientRows(Output)}, {ScaleEmitter.Bounds(Scale)});");
        }

        ChannelText.EmitWeightGradients(Scope, Layer, _plan.Channels, Scope.Rows(Input), Input.Stride, Output);
        using (Scope.Writer.Block("if (needsInput)"))
        {
            Scope.Comment("dL/dx_t = w * da_t");
            if (!_plan.AddsToInput)
                Scope.Line($"Row({Scope.GradientPlace(Input)}, rows * {Input.Stride}).Clear();");
            Scope.Line(
                $"Rnn::Tape.TapeRows.AddProducts(rows, {Output.Stride}, {Scope.Weight(_plan.Channels.Scales)}, {Scope.GradientRows(Output)}, {Output.Stride}, {Scope.GradientRows(Input)}, {Input.Stride});");
        }
    }
}

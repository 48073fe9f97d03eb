using TinyRnn.Model.Layers.LayerNorm;

namespace TinyRnn.Generator.Emission.Layers.LayerNorm;

/// <summary>Prints the training of layer normalisation.</summary>
internal sealed class LayerNormTrainingEmitter : LayerTrainingEmitter
{
    private readonly LayerNormTrainingPlan _plan;

    public LayerNormTrainingEmitter(LayerNormTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
        scope.NameTape(plan.Factors, plan.Layer.Id + "Factors");
        if (plan.Normal is { } normal)
            scope.NameTape(normal, plan.Layer.Id + "Normal");
        if (plan.Channels is { } channels)
            ChannelText.NamePlaces(scope, channels, plan.Layer);
    }

    private string Normal => _plan.Normal is { } normal ? Scope.Tape(normal) : Scope.Rows(Output);

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        Scope.Line(
            $"Rnn::Tape.LayerNormRows.Forward(rows, {Output.Size}, {Output.Stride}, {Literal.Float(_plan.Epsilon)}, {Scope.Rows(Input)}, {Normal}, {Scope.Tape(_plan.Factors)});");
        if (_plan.Channels is { } channels)
            ChannelText.EmitForward(Scope, channels, Normal, Output.Stride, Output);
    }

    public override void EmitBackward()
    {
        if (_plan.Channels is { } weights)
            ChannelText.EmitWeightGradients(Scope, Layer, weights, Normal, Output.Stride, Output);
        using (Scope.Writer.Block("if (needsInput)"))
        {
            if (_plan.Channels is { } channels)
            {
                Scope.Comment("g = w * dL/dy_t, in place; with n the normalised values, dL/dx_t = (g - mean(g) - n * mean(g * n)) / sqrt(var(x_t) + epsilon)");
                Scope.Line($"Rnn::Tape.TapeRows.Multiply(rows, {Output.Stride}, {Scope.Weight(channels.Scales)}, {Scope.GradientRows(Output)});");
            }

            Scope.Line(
                $"Rnn::Tape.LayerNormRows.Backward(rows, {Output.Size}, {Output.Stride}, {Normal}, {Scope.Tape(_plan.Factors)}, {Scope.GradientRows(Output)}, {Scope.GradientRows(Input)}, {(_plan.AddsToInput ? "true" : "false")});");
        }
    }
}

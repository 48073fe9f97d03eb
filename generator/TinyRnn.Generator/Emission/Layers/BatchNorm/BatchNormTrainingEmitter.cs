using TinyRnn.Model.Layers.BatchNorm;

namespace TinyRnn.Generator.Emission.Layers.BatchNorm;

/// <summary>Prints the training of batch normalisation.</summary>
internal sealed class BatchNormTrainingEmitter : LayerTrainingEmitter
{
    private readonly BatchNormTrainingPlan _plan;

    public BatchNormTrainingEmitter(BatchNormTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
        scope.NameTape(plan.Normal, plan.Layer.Id + "Normal");
        scope.NameTape(plan.Statistics, plan.Layer.Id + "Statistics");
        ChannelText.NamePlaces(scope, plan.Channels, plan.Layer);
        scope.NameWeights(plan.RunningMean, plan.Layer.Id + "RunningMean");
        scope.NameWeights(plan.RunningVariance, plan.Layer.Id + "RunningVariance");
    }

    private string Statistics => Scope.Tape(_plan.Statistics);

    private string Normal => Scope.Tape(_plan.Normal);

    /// <summary>Rows after a sequence's end do not count; a head has none.</summary>
    private string MeasuredLengths => _plan.IsHead ? "default" : Lengths;

    public override void EmitForward()
    {
        string running = $"{Scope.Weight(_plan.RunningMean)}, {Scope.Weight(_plan.RunningVariance)}";
        string epsilon = Literal.Float(_plan.Epsilon);
        Scope.Comment(LayerEmitters.LastEquation(Layer) + "; a training batch has statistics of its own, which the running ones follow");
        Scope.Writer.Lines(
            $"""
            if (IsTraining && !IsFrozen({Layer.Index}))
                Rnn::Tape.BatchNormRows.Measure(steps, batch, {MeasuredLengths}, {Output.Stride}, {epsilon}, {Literal.Float(_plan.Momentum)}, {Scope.Rows(Input)}, {Statistics}, {running});
            else
                Rnn::Tape.BatchNormRows.Recall({Output.Stride}, {epsilon}, {Statistics}, {running});
            """);
        Scope.Line($"Rnn::Tape.BatchNormRows.Forward(rows, {Output.Stride}, {Scope.Rows(Input)}, {Statistics}, {Normal});");
        ChannelText.EmitForward(Scope, _plan.Channels, Normal, Output.Stride, Output);
    }

    public override void EmitBackward()
    {
        ChannelText.EmitWeightGradients(Scope, Layer, _plan.Channels, Normal, Output.Stride, Output);
        using (Scope.Writer.Block("if (needsInput)"))
        {
            Scope.Comment("g = w * dL/dy_t, in place; with n the normalised values, dL/dx_t = (g - mean(g) - n * mean(g * n)) / sqrt(var + epsilon)");
            Scope.Line($"Rnn::Tape.TapeRows.Multiply(rows, {Output.Stride}, {Scope.Weight(_plan.Channels.Scales)}, {Scope.GradientRows(Output)});");
            Scope.Line(
                $"Rnn::Tape.BatchNormRows.Backward(steps, batch, {MeasuredLengths}, {Output.Stride}, {Statistics}, {Normal}, {Scope.GradientRows(Output)}, {Scope.GradientRows(Input)}, {(_plan.AddsToInput ? "true" : "false")});");
        }
    }
}

using TinyRnn.Generator.Emission.Layers.Frames;
using TinyRnn.Model.Layers.Stft;

namespace TinyRnn.Generator.Emission.Layers.Stft;

/// <summary>Prints a short-time Fourier transform.</summary>
internal sealed class StftEmitter : LayerEmitter<StftPlan, StftTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(StftPlan plan)
    {
        string place = plan.Shape.Stride == 1 ? "p + n" : $"{plan.Shape.Stride} p + n";
        int lag = plan.Shape.Pads.Left;
        return
        [
            $"y_p = [re, im] of sum_n w_n x_{{{place}{(lag == 0 ? "" : $" - {lag}")}}} e^(-2 pi i k n / {plan.Length}), k = 0..{plan.Length / 2}, p = 0..{plan.Shape.Positions - 1}",
        ];
    }

    protected override LayerTrainingEmitter Train(StftTrainingPlan plan, TrainingScope scope) => new StftTrainingEmitter(plan, scope);

    protected override void EmitStep(StftPlan plan, StepScope scope)
    {
        string input = FrameText.EmitInput(plan, plan.Shape, scope);
        string output = scope.Destination(plan);
        string window = ChannelText.Parameter(scope, plan.Parameters.Offset);
        string scratch = $"{scope.Variable(plan)}Scratch";
        scope.Writer.Line($"Span<float> {scratch} = stackalloc float[{plan.TransformLength}];");
        scope.Writer.Line(
            $"Rnn::Fourier.FrameSpectrum.Transform(ref {input}, {window}, ref {output}, {plan.Length}, {plan.Shape.Positions}, {plan.Shape.Stride}, ref MemoryMarshal.GetReference({scratch}));");
        ChannelText.EmitQuiet(plan, scope);
    }
}

using TinyRnn.Generator.Emission.Layers.Frames;
using TinyRnn.Model.Layers.Stft;

namespace TinyRnn.Generator.Emission.Layers.Stft;

/// <summary>Prints the training of a short-time Fourier transform, which is linear in its samples.</summary>
internal sealed class StftTrainingEmitter : LayerTrainingEmitter
{
    private readonly StftTrainingPlan _plan;
    private readonly PaddedRowsText _padded;

    public StftTrainingEmitter(StftTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
        scope.NameTape(plan.Scratch, plan.Layer.Id + "Scratch");
        scope.NameWeights(plan.Window, plan.Layer.Id + "Window");
        _padded = new(plan.Padded, scope, Input);
        _padded.NamePlaces(plan.Layer.Id);
    }

    private StftPlan Transform => (StftPlan)Layer;

    private string Sizes => $"rows, {Transform.Length}, {Transform.Shape.Positions}, {Transform.Shape.Stride}";

    public override void EmitForward()
    {
        _padded.EmitForward();
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        Scope.Line(
            $"Rnn::Tape.SpectrumRows.Transform({Sizes}, {TrainingScope.At(_padded.Place)}, {_padded.Stride}, {Scope.Weight(_plan.Window)}, {Scope.Rows(Output)}, {Output.Stride}, {Scope.Tape(_plan.Scratch)});");
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block("if (needsInput)"))
        {
            Scope.Comment("dL/dx_n = w_n sum_k (dL/dre_k cos(2 pi k n / N) - dL/dim_k sin(2 pi k n / N)), of all frames that see it");
            _padded.EmitClearGradients();
            Scope.Line(
                $"Rnn::Tape.SpectrumRows.AddSlope({Sizes}, {Scope.GradientRows(Output)}, {Output.Stride}, {Scope.Weight(_plan.Window)}, {TrainingScope.At(_padded.GradientPlace)}, {_plan.Padded.Stride}, {Scope.Tape(_plan.Scratch)});");
            _padded.EmitBackward(RowsMethod);
        }
    }
}

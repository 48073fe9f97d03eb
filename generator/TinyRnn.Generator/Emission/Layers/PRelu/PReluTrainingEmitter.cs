using TinyRnn.Model.Layers.PRelu;

namespace TinyRnn.Generator.Emission.Layers.PRelu;

/// <summary>Prints the training of a ReLU with a learnt slope: dL/da is the sum of dL/dy min(x, 0).</summary>
internal sealed class PReluTrainingEmitter : LayerTrainingEmitter
{
    private readonly PReluTrainingPlan _plan;

    public PReluTrainingEmitter(PReluTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
        scope.NameTape(plan.Below, plan.Layer.Id + "Below");
        scope.NameWeights(plan.Slopes, plan.Layer.Id + "Weight");
    }

    private string IsShared => _plan.IsShared ? "true" : "false";

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        Scope.Line(
            $"Rnn::Tape.PReluRows.Forward(rows, {Output.Stride}, {Scope.Rows(Input)}, {Scope.Weight(_plan.Slopes)}, {IsShared}, {Scope.Tape(_plan.Below)}, {Scope.Rows(Output)});");
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block($"if (!IsFrozen({Layer.Index}))"))
        {
            Scope.Line(_plan.IsShared
                ? $"Rnn::Tape.PReluRows.SharedGradient(rows, {Output.Stride}, {Scope.GradientRows(Output)}, {Scope.Tape(_plan.Below)}, {Scope.Gradient(_plan.Slopes)}, HasGradients);"
                : $"Rnn::Matrices.MatrixProduct.ColumnSumsOfProducts(rows, {Output.Stride}, {Scope.GradientRows(Output)}, {Output.Stride}, {Scope.Tape(_plan.Below)}, {Output.Stride}, {Scope.Gradient(_plan.Slopes)}, HasGradients);");
        }

        Scope.Writer.Line();
        using (Scope.Writer.Block("if (needsInput)"))
        {
            Scope.Comment("dL/dx_t = dL/dy_t, and a * dL/dy_t where x_t is not above 0");
            Scope.Line(
                $"Rnn::Tape.PReluRows.Backward(rows, {Output.Stride}, {Scope.Rows(Input)}, {Scope.Weight(_plan.Slopes)}, {IsShared}, {Scope.GradientRows(Output)}, {Scope.GradientRows(Input)}, {(_plan.AddsToInput ? "true" : "false")});");
        }
    }
}

using TinyRnn.Model.Layers.Pool;

namespace TinyRnn.Generator.Emission.Layers.Pool;

/// <summary>Prints the training of a pool.</summary>
internal sealed class PoolTrainingEmitter : LayerTrainingEmitter
{
    private readonly PoolTrainingPlan _plan;

    public PoolTrainingEmitter(PoolTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
    }

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        StridedText.EmitRows(Scope, Layer, _plan.Pool.ToString(), Output, Scope.Rows(Input), Scope.Rows(Output));
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block("if (needsInput)"))
        {
            // Nothing else reads the input: what did would have its output at steps that no later layer can read.
            Scope.Line($"Row({Scope.GradientPlace(Input)}, rows * {Input.Stride}).Clear();");
            string[] values = _plan.Pool == PoolKind.Max ? [Scope.Rows(Input), Scope.Rows(Output)] : [];
            StridedText.EmitRows(
                Scope, Layer, $"Add{_plan.Pool}Gradient", Output, [.. values, Scope.GradientRows(Output), Scope.GradientRows(Input)]);
        }
    }
}

namespace TinyRnn.Generator.Emission.Layers.OneHot;

/// <summary>A one-hot vector is never written: the recurrent layer after it reads the tokens.</summary>
internal sealed class OneHotTrainingEmitter(LayerTrainingPlan plan, TrainingScope scope) : LayerTrainingEmitter(plan, scope)
{
    public override void EmitForward() => Scope.Comment("The tokens are what the next layer reads.");

    public override void EmitBackward() => Scope.Comment("Tokens have no gradient.");
}

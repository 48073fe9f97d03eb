using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Planning.Training;

namespace TinyRnn.Generator.Layers.OneHot;

/// <summary>A one-hot vector is never written: the recurrent layer behind it reads the tokens.</summary>
internal sealed class OneHotTraining : LayerTraining
{
    public OneHotTraining(OneHotPlan plan, TrainingContext context)
        : base(plan, context) => context.Add(plan.Index + 1, new ValuePlan(0, 0, 0, 0));

    public override void EmitForward(TrainingScope scope) => scope.Comment("The tokens are what the next layer reads.");

    public override void EmitBackward(TrainingScope scope) => scope.Comment("Tokens have no gradient.");
}

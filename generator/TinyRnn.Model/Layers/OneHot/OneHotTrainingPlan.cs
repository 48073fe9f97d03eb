namespace TinyRnn.Model.Layers.OneHot;

/// <summary>A one-hot vector is never written: the recurrent layer after it reads the tokens.</summary>
internal sealed class OneHotTrainingPlan : LayerTrainingPlan
{
    public OneHotTrainingPlan(OneHotPlan plan, TrainingContext context)
        : base(plan, context) => context.Add(plan.Index + 1, new ValuePlan(0, 0, 0, 0));
}

namespace TinyRnn.Model.Training;

/// <summary>
/// Keeps a model's training plan once it has been made. It follows from the model, so that it says nothing about whether two models are equal.
/// </summary>
internal sealed class TrainingOnce : IEquatable<TrainingOnce>
{
    private TrainingPlan? _plan;

    public TrainingPlan Of(ModelPlan model) => _plan is { } plan && ReferenceEquals(plan.Model, model) ? plan : _plan = TrainingPlan.For(model);

    public bool Equals(TrainingOnce? other) => true;

    public override bool Equals(object? obj) => obj is TrainingOnce;

    public override int GetHashCode() => 0;
}

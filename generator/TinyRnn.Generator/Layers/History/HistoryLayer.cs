using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Layers.Window;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.History;

internal sealed record HistorySpec(int MaxSteps) : LayerSpec
{
    public override string Kind => "History";
}

/// <summary>All inputs so far, filled from the buffer's end, so that they lie newest first in one piece.</summary>
internal sealed record HistoryPlan : LayerPlan
{
    public HistoryPlan(LayerKind kind, LayerContext context, int maxSteps, StateVector buffer, StateCounter steps)
        : base(kind, context, LayerContext.Product(context.InputSize, maxSteps), isStateful: true)
    {
        MaxSteps = maxSteps;
        Buffer = buffer;
        Steps = steps;
    }

    public int MaxSteps { get; }

    public StateVector Buffer { get; }

    public StateCounter Steps { get; }

    public override long MultiplyAdds => 0;

    /// <summary>How many inputs there are differs from step to step.</summary>
    public override bool AllowsRows => false;

    public override string Description => $"History({MaxSteps})";

    public override IReadOnlyList<string> Equations => ["y_t = [x_t, x_{t-1}, ... x_0]"];
}

/// <summary>All inputs since the sequence began, newest first.</summary>
internal sealed class HistoryLayer : LayerKind<HistorySpec, HistoryPlan>
{
    public override string Kind => "History";

    public override LayerSpec? Read(AttributeReader attribute) =>
        attribute.Size(0, "maxSteps") is { } steps ? new HistorySpec(steps) : null;

    public override LayerTraining Train(LayerPlan plan, TrainingContext context)
    {
        HistoryPlan history = (HistoryPlan)plan;
        string buffer = $"ref {history.Buffer.Current()}, ";
        string size = $"{history.MaxSteps}, {history.InputSize}";
        return new WindowTraining(
            plan,
            context,
            history.MaxSteps,
            $"Rnn::States.StepBuffers.HistoryEntry({buffer}{history.Steps.In()}, lag, {size})",
            $"Rnn::States.StepBuffers.PushHistory({buffer}ref {history.Steps.In()}, ref x, {size}, out int _);",
            $"Rnn::States.StepBuffers.HistoryRoom({history.Steps.In()}, {history.MaxSteps})");
    }

    protected override HistoryPlan Plan(HistorySpec spec, LayerContext context)
    {
        long length = (long)spec.MaxSteps * context.InputSize;
        StateCounter steps = context.AddCounter("Steps", $"Number of inputs that {context.Id} holds, 0 to {spec.MaxSteps}.", spec.MaxSteps);
        StateVector buffer = context.AddVector("Buffer", length, length, null, queue: new("History", spec.MaxSteps, context.InputSize, steps, IsCounted: true));
        return new HistoryPlan(this, context, spec.MaxSteps, buffer, steps);
    }

    protected override void EmitStep(HistoryPlan plan, StepScope scope)
    {
        string length = scope.IsRead(plan) ? scope.Variable(plan) + "Length" : "_";
        scope.Produce(
            plan,
            $"Rnn::States.StepBuffers.PushHistory(ref {plan.Buffer.Current(scope.State)}, ref {plan.Steps.In(scope.State)}, ref {scope.Input}, {plan.MaxSteps}, {plan.InputSize}, out int {length})",
            length,
            hasEffect: true);
    }
}

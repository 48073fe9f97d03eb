using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Window;

internal sealed record WindowSpec(int Steps) : LayerSpec
{
    public override string Kind => "Window";
}

/// <summary>A ring of the last inputs, each kept twice so that the window is always one piece.</summary>
internal sealed record WindowPlan : LayerPlan
{
    public WindowPlan(LayerKind kind, LayerContext context, int steps, StateVector ring, StateCounter position)
        : base(kind, context, LayerContext.Product(context.InputSize, steps), isStateful: true)
    {
        Steps = steps;
        Ring = ring;
        Position = position;
    }

    public int Steps { get; }

    public StateVector Ring { get; }

    public StateCounter Position { get; }

    public override long MultiplyAdds => 0;

    /// <summary>The next input takes the place of the oldest.</summary>
    public override bool AllowsRows => false;

    public override string Description => $"Window({Steps})";

    public override IReadOnlyList<string> Equations => [Steps switch
    {
        1 => "y_t = x_t",
        2 => "y_t = [x_t, x_{t-1}]",
        3 => "y_t = [x_t, x_{t-1}, x_{t-2}]",
        _ => $"y_t = [x_t, x_{{t-1}}, ... x_{{t-{Steps - 1}}}]",
    }];
}

/// <summary>The last inputs side by side, newest first.</summary>
internal sealed class WindowLayer : LayerKind<WindowSpec, WindowPlan>
{
    public override string Kind => "Window";

    public override LayerSpec? Read(AttributeReader attribute) =>
        attribute.Size(0, "steps") is { } steps ? new WindowSpec(steps) : null;

    public override LayerTraining Train(LayerPlan plan, TrainingContext context)
    {
        WindowPlan window = (WindowPlan)plan;
        string ring = $"ref {window.Ring.Current()}, ";
        string size = $"{window.Steps}, {window.InputSize}";
        return new WindowTraining(
            plan,
            context,
            window.Steps,
            $"Rnn::States.StepBuffers.WindowEntry({ring}{window.Position.In()}, lag, {size})",
            $"Rnn::States.StepBuffers.PushWindow({ring}ref {window.Position.In()}, ref x, {size});");
    }

    protected override WindowPlan Plan(WindowSpec spec, LayerContext context)
    {
        long length = 2L * spec.Steps * context.InputSize;
        StateCounter position = context.AddCounter("Position", null);
        StateVector ring = context.AddVector("Ring", length, length, null, queue: new("Window", spec.Steps, context.InputSize, position, IsCounted: false));
        return new WindowPlan(this, context, spec.Steps, ring, position);
    }

    protected override void EmitStep(WindowPlan plan, StepScope scope) =>
        scope.Produce(
            plan,
            $"Rnn::States.StepBuffers.PushWindow(ref {plan.Ring.Current(scope.State)}, ref {plan.Position.In(scope.State)}, ref {scope.Input}, {plan.Steps}, {plan.InputSize})",
            hasEffect: true);
}

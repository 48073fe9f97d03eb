using TinyRnn.Model.Layers.Window;

namespace TinyRnn.Generator.Emission.Layers.Window;

/// <summary>Prints a window: the input goes into the ring, and the last ones are one piece of it.</summary>
internal sealed class WindowEmitter : LayerEmitter<WindowPlan, WindowTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(WindowPlan plan) => [plan.Steps switch
    {
        1 => "y_t = x_t",
        2 => "y_t = [x_t, x_{t-1}]",
        3 => "y_t = [x_t, x_{t-1}, x_{t-2}]",
        _ => $"y_t = [x_t, x_{{t-1}}, ... x_{{t-{plan.Steps - 1}}}]",
    }];

    protected override LayerTrainingEmitter Train(WindowTrainingPlan plan, TrainingScope scope)
    {
        WindowPlan window = (WindowPlan)plan.Layer;
        string ring = $"ref {StateAccess.Current(window.Ring)}, ";
        string position = StateAccess.In(window.Position);
        string size = $"{window.Steps}, {window.InputSize}";
        return new WindowTrainingEmitter(
            plan,
            scope,
            $"Rnn::States.StepBuffers.WindowEntry({ring}{position}, lag, {size})",
            $"Rnn::States.StepBuffers.PushWindow({ring}ref {position}, ref x, {size});");
    }

    protected override void EmitStep(WindowPlan plan, StepScope scope) => scope.Produce(plan, Push(plan, scope), hasEffect: true);

    /// <summary>
    /// The next step's input goes where a window begins that later layers have still to read: each is copied. Streams have a ring of their own.
    /// </summary>
    protected override void EmitRows(WindowPlan plan, RowsScope scope)
    {
        if (!scope.IsTime || !scope.Rows[0].IsRead(plan))
        {
            base.EmitRows(plan, scope);
            return;
        }

        foreach (StepScope row in scope.Rows)
        {
            string window = Push(plan, row);
            scope.Writer.Line($"Rnn::States.StepBuffers.Copy(ref {window}, ref {row.Destination(plan)}, {plan.OutputSize});");
        }
    }

    private static string Push(WindowPlan plan, StepScope scope) =>
        $"Rnn::States.StepBuffers.PushWindow(ref {StateAccess.Current(plan.Ring, scope.State)}, ref {StateAccess.In(plan.Position, scope.State)}, ref {scope.Input}, {plan.Steps}, {plan.InputSize})";
}

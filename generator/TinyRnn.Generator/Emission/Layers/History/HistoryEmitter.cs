using TinyRnn.Generator.Emission.Layers.Window;
using TinyRnn.Model.Layers.History;
using TinyRnn.Model.Layers.Window;

namespace TinyRnn.Generator.Emission.Layers.History;

/// <summary>Prints a history: the input goes in front of all earlier ones.</summary>
internal sealed class HistoryEmitter : LayerEmitter<HistoryPlan, WindowTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(HistoryPlan plan) => ["y_t = [x_t, x_{t-1}, ... x_0]"];

    protected override LayerTrainingEmitter Train(WindowTrainingPlan plan, TrainingScope scope)
    {
        HistoryPlan history = (HistoryPlan)plan.Layer;
        string buffer = $"ref {StateAccess.Current(history.Buffer)}, ";
        string steps = StateAccess.In(history.Steps);
        string size = $"{history.MaxSteps}, {history.InputSize}";
        return new WindowTrainingEmitter(
            plan,
            scope,
            $"Rnn::States.StepBuffers.HistoryEntry({buffer}{steps}, lag, {size})",
            $"Rnn::States.StepBuffers.PushHistory({buffer}ref {steps}, ref x, {size}, out int _);");
    }

    protected override void EmitStep(HistoryPlan plan, StepScope scope)
    {
        string length = scope.IsRead(plan) ? scope.Variable(plan) + "Length" : "_";
        string buffer = $"ref {StateAccess.Current(plan.Buffer, scope.State)}, ref {StateAccess.In(plan.Steps, scope.State)}";
        scope.Produce(
            plan, $"Rnn::States.StepBuffers.PushHistory({buffer}, ref {scope.Input}, {plan.MaxSteps}, {plan.InputSize}, out int {length})", length,
            hasEffect: true);
    }
}

using TinyRnn.Model.Layers.Join;

namespace TinyRnn.Generator.Emission.Layers.Join;

/// <summary>Prints what makes one value of several.</summary>
internal sealed class JoinEmitter : LayerEmitter<JoinPlan, JoinTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(JoinPlan plan)
    {
        IEnumerable<string> values = Enumerable.Range(1, plan.Values.Count).Select(number => $"v{number}");
        return plan.Joined switch
        {
            JoinKind.Add => [$"y_t = {string.Join(" + ", values)}"],
            JoinKind.Multiply => [$"y_t = {string.Join(" * ", values)}, value by value"],
            _ => [$"y_t = [{string.Join(", ", values)}]"],
        };
    }

    protected override LayerTrainingEmitter Train(JoinTrainingPlan plan, TrainingScope scope) => new JoinTrainingEmitter(plan, scope);

    protected override void EmitStep(JoinPlan plan, StepScope scope)
    {
        string[] values = [.. plan.Values.Select(scope.Value)];
        string output = scope.Destination(plan);
        if (plan.IsConcat)
            EmitCopies(plan, scope, values, output);
        else
            EmitPairs(plan, scope, values, output);
    }

    private static void EmitCopies(JoinPlan plan, StepScope scope, string[] values, string output)
    {
        for (int index = 0; index < values.Length; index++)
        {
            int offset = plan.OffsetOf(index);
            string place = offset == 0 ? output : $"Unsafe.Add(ref {output}, {offset})";
            scope.Writer.Line($"Rnn::States.StepBuffers.Copy(ref {values[index]}, ref {place}, {plan.Sizes[index]});");
        }

        if (scope.IsQuiet(plan))
            scope.Writer.Line($"Rnn::Vectors.Subnormal.ToZero(ref {output}, {plan.OutputSize});");
    }

    /// <summary>The first two, then each of the others with what is there.</summary>
    private static void EmitPairs(JoinPlan plan, StepScope scope, string[] values, string output)
    {
        string method = plan.Joined == JoinKind.Add ? "Sum" : "Product";
        for (int index = 1; index < values.Length; index++)
            scope.Writer.Line(
                $"Rnn::States.JoinedValues.{method}(ref {(index == 1 ? values[0] : output)}, ref {values[index]}, ref {output}, {plan.OutputSize});");
        if (scope.IsQuiet(plan))
            scope.Writer.Line($"Rnn::Vectors.Subnormal.ToZero(ref {output}, {plan.OutputSize});");
    }
}

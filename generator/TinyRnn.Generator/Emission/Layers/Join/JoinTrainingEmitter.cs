using TinyRnn.Model.Layers.Join;

namespace TinyRnn.Generator.Emission.Layers.Join;

/// <summary>Prints the training of several values made one: the gradient goes to each of them.</summary>
internal sealed class JoinTrainingEmitter : LayerTrainingEmitter
{
    private readonly JoinTrainingPlan _plan;

    public JoinTrainingEmitter(JoinTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
    }

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        bool isFirst = true;
        foreach ((ValuePlan value, int offset) in _plan.Values)
        {
            string method = isFirst || IsConcat ? "TapeRows.Copy" : _plan.Joined == JoinKind.Add ? "TapeRows.Add" : "TapeProducts.Multiply";
            Scope.Line(
                $"Rnn::Tape.{method}(rows, {value.Size}, {Scope.Rows(value)}, {value.Stride}, {Scope.Rows(Output, offset)}, {Output.Stride});");
            isFirst = false;
        }
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block("if (needsInput)"))
        {
            (ValuePlan Value, int Offset)[] values = [.. _plan.Values];
            for (int index = 0; index < values.Length; index++)
            {
                if (_plan.Joined == JoinKind.Multiply)
                    EmitFactor(values[index].Value, values[1 - index].Value, isAdded: index > 0 || _plan.AddsToInput);
                else
                    EmitGradient(values[index].Value, values[index].Offset, index == 0 ? RowsMethod : "Add");
            }
        }
    }

    private bool IsConcat => _plan.Joined is JoinKind.Concat or JoinKind.Outputs;

    private void EmitGradient(ValuePlan value, int offset, string method) =>
        Scope.Line(
            $"Rnn::Tape.TapeRows.{method}(rows, {value.Size}, {Scope.GradientRows(Output, offset)}, {Output.Stride}, {Scope.GradientRows(value)}, {value.Stride});");

    private void EmitFactor(ValuePlan value, ValuePlan other, bool isAdded)
    {
        if (!isAdded)
            Scope.Line($"Row({Scope.GradientPlace(value)}, rows * {value.Stride}).Clear();");
        Scope.Line(
            $"Rnn::Tape.TapeProducts.AddProduct(rows, {value.Size}, {Scope.GradientRows(Output)}, {Output.Stride}, "
            + $"{Scope.Rows(other)}, {other.Stride}, {Scope.GradientRows(value)}, {value.Stride});");
    }
}

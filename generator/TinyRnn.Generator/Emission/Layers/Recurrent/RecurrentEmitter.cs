using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Generator.Emission.Layers.Recurrent;

/// <summary>Prints LSTM, GRU and RNN layers.</summary>
internal sealed class RecurrentEmitter : LayerEmitter<RecurrentPlan, RecurrentTrainingPlan>
{
    public override void EmitDirection(
        LayerPlan plan, DirectionPlan direction, SourceWriter writer, KernelSet kernels, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs)
    {
        RecurrentCall call = new(((RecurrentPlan)plan).Of(direction), direction, writer, kernels);
        if (inputs.Count == 1)
            call.EmitStep("state", inputs[0], outputs[0]);
        else
            call.EmitTime("state", inputs, outputs);
    }

    protected override IReadOnlyList<string> Equations(RecurrentPlan plan)
    {
        IReadOnlyList<string> cell = plan.HasBias ? CellTexts.Of(plan).Equations : CellTexts.Of(plan).EquationsWithoutBias;
        return plan.Projection is null ? cell : CellText.Projected(cell, "h_t = P m_t, m_t");
    }

    protected override LayerTrainingEmitter Train(RecurrentTrainingPlan plan, TrainingScope scope) => new RecurrentTrainingEmitter(plan, scope);

    protected override void EmitStep(RecurrentPlan plan, StepScope scope)
    {
        // A bidirectional layer is never part of a step: the whole-sequence code calls the kernel for each direction.
        new RecurrentCall(plan, plan.Directions[0], scope.Writer, scope.Kernels).EmitStep(scope.State, scope.Input, scope.Variable(plan));
        if (scope.IsRead(plan))
            scope.Next(plan, scope.Variable(plan));
    }

    protected override void EmitRows(RecurrentPlan plan, RowsScope scope)
    {
        RecurrentCall call = new(plan, plan.Directions[0], scope.Writer, scope.Kernels);
        if (scope.IsTime)
            call.EmitTime(scope.Rows[0].State, [.. scope.Rows.Select(row => row.Input)], [.. scope.Rows.Select(row => row.Variable(plan))]);
        else
            call.EmitStreams(scope);
        foreach (StepScope row in scope.Rows.Where(row => row.IsRead(plan)))
            row.Next(plan, row.Variable(plan));
    }
}

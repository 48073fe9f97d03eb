using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Reading;
using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Layers.Recurrent;

/// <summary>What LSTM, GRU and RNN layers share.</summary>
internal abstract class RecurrentLayer<TSpec> : LayerKind<TSpec, RecurrentPlan>
    where TSpec : RecurrentLayerSpec
{
    protected override void EmitStep(RecurrentPlan plan, StepScope scope)
    {
        // A bidirectional layer is never part of a step: the whole-sequence code calls the kernel for each direction.
        new RecurrentCall(plan, plan.Directions[0], scope.Writer).EmitStep(scope.State, scope.Input, scope.Variable(plan));
        if (scope.IsRead(plan))
            scope.Next(plan, scope.Variable(plan));
    }

    protected override void EmitRows(RecurrentPlan plan, RowsScope scope)
    {
        RecurrentCall call = new(plan, plan.Directions[0], scope.Writer);
        if (scope.IsTime)
            call.EmitTime(scope.Rows[0].State, [.. scope.Rows.Select(row => row.Input)], [.. scope.Rows.Select(row => row.Variable(plan))]);
        else
            call.EmitStreams(scope);
        foreach (StepScope row in scope.Rows.Where(row => row.IsRead(plan)))
            row.Next(plan, row.Variable(plan));
    }

    protected override IEnumerable<KernelEmitter> Kernels(RecurrentPlan plan)
    {
        yield return Kernel(plan, RecurrentPart.Step);
        if (plan.BlocksInputs)
        {
            yield return Kernel(plan, RecurrentPart.Inputs);
            yield return Kernel(plan, RecurrentPart.Hidden);
        }

        if (plan.Streams is not null)
            yield return Kernel(plan, RecurrentPart.Streams);
    }

    protected virtual RecurrentKernel Kernel(RecurrentPlan plan, RecurrentPart part) => new(plan, part);

    /// <summary>Reads what all three attributes have, then hands over to <paramref name="create"/>.</summary>
    protected static LayerSpec? ReadUnits(AttributeReader attribute, Func<int, ForeignText?, bool, LayerSpec?> create) =>
        attribute.Size(0, "units") is { } units
            ? create(units, attribute.Text("Name"), attribute.Named("Bidirectional", false))
            : null;
}

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
            call.EmitTime(scope);
        else if (plan.StreamsShareWeights)
            call.EmitStreams(scope);
        else
            base.EmitRows(plan, scope);
    }

    protected override IEnumerable<KernelEmitter> Kernels(RecurrentPlan plan)
    {
        yield return new RecurrentKernel(plan, plan.Kernel, RecurrentPart.Step);
        if (plan.IsBidirectional)
            yield break;
        if (plan.BlocksInputs)
        {
            yield return new RecurrentKernel(plan, plan.Kernel, RecurrentPart.Inputs);
            yield return new RecurrentKernel(plan, plan.Kernel, RecurrentPart.Hidden);
        }

        yield return new RecurrentKernel(plan, plan.Kernel, RecurrentPart.Streams);
    }

    /// <summary>Reads what all three attributes have, then hands over to <paramref name="create"/>.</summary>
    protected static LayerSpec? ReadUnits(AttributeReader attribute, Func<int, string?, bool, LayerSpec?> create) =>
        attribute.Size(0, "units") is { } units
            ? create(units, attribute.Named<string?>("Name", null), attribute.Named("Bidirectional", false))
            : null;
}

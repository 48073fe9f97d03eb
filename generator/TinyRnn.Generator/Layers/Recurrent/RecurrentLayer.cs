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
        RecurrentCall.Emit(plan, plan.Directions[0], scope.Writer, scope.Input);
        scope.Produce(plan, plan.Directions[0].Hidden.Current);
    }

    /// <summary>Reads what all three attributes have, then hands over to <paramref name="create"/>.</summary>
    protected static LayerSpec? ReadUnits(AttributeReader attribute, Func<int, string?, bool, LayerSpec?> create) =>
        attribute.Size(0, "units") is { } units
            ? create(units, attribute.Named<string?>("Name", null), attribute.Named("Bidirectional", false))
            : null;
}

using TinyRnn.Generator.Emission.Sequences;
using TinyRnn.Model.Layers.Rnn;

namespace TinyRnn.Generator.Emission.Layers.Rnn;

/// <summary>A vanilla RNN that learns from one sequence alone.</summary>
internal sealed class RnnSequence(RnnTrainingPlan plan, TrainingScope scope) : SequenceCell
{
    private readonly SequenceProduct _product = plan.Sequence!;

    public override string Name => $"Rnn{plan.Nonlinearity}{plan.Place.Units}";

    public override string Title => $"RNN with {plan.Nonlinearity.ToString().ToLowerInvariant()}, {Counted.Of(plan.Place.Units, "unit")}";

    public override int Padded => plan.Place.Padded;

    public override int Layer => plan.Place.Layer.Index;

    public override IReadOnlyList<SequenceArray> ForwardArrays => [new("weights", 0, () => scope.Tape(plan.Transposed)), Hidden, Gates];

    public override IReadOnlyList<ForwardPass> ForwardPasses => [new(_product.Forward, "weights", (_, v) => v.Load("gates"), EmitForward)];

    public override IReadOnlyList<SequenceArray> BackwardArrays =>
        [new("weights", 0, () => scope.Weight(plan.Block)), Hidden, Gates, new("hiddenGradients", Padded, () => scope.Place(plan.Hidden.Gradient))];

    public override IReadOnlyList<BackwardPass> BackwardPasses =>
    [
        new(
            "da_t = dL/dh_t * f'(a_t), then dL/dh_{t-1} += U^T da_t", EmitBackward,
            _product.Backward, "weights", "gates", 0, "hiddenGradients", Adds: true),
    ];

    private SequenceArray Hidden => new("h", Padded, () => scope.Place(plan.Hidden.Offset));

    private SequenceArray Gates => new("gates", Padded, () => scope.Place(plan.Gate));

    private void EmitForward(SourceWriter writer, IReadOnlyList<PanelVector> vectors)
    {
        foreach (PanelVector v in vectors)
            writer.Line($"{v.StoreAfter($"Rnn::Vectors.VectorMath.{plan.Nonlinearity}({v.Name("a")})", "h", Padded)};");
    }

    private void EmitBackward(SourceWriter writer, PanelVector v)
    {
        Declare(writer, v, ("h_t", v.LoadAfter("h", Padded)));
        Declare(writer, v, ("dh", v.LoadAfter("hiddenGradients", Padded)));

        // Where h_t is NaN, dh passes.
        writer.Line(plan.Nonlinearity == Nonlinearity.Tanh
            ? $"{v.Store($"dh * {TanhSlope(v, "h_t")}", "gates")};"
            : $"{v.Store($"{v.Type}.AndNot(dh, {v.Type}.LessThanOrEqual(h_t, {v.Type}<float>.Zero))", "gates")};");
    }
}

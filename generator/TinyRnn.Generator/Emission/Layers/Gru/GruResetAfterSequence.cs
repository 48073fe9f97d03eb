using TinyRnn.Generator.Emission.Sequences;
using TinyRnn.Model.Layers.Gru;

namespace TinyRnn.Generator.Emission.Layers.Gru;

/// <summary>A GRU whose reset gate scales the finished product, learning from one sequence alone.</summary>
internal sealed class GruResetAfterSequence(GruResetAfterTrainingPlan plan, TrainingScope scope) : SequenceCell
{
    private readonly SequenceProduct _product = plan.Sequence!;

    public override string Name => $"Gru{plan.Place.Units}";

    public override string Title => $"GRU, {Counted.Of(plan.Place.Units, "unit")}";

    public override int Padded => plan.Place.Padded;

    public override int Layer => plan.Place.Layer.Index;

    public override IReadOnlyList<SequenceArray> ForwardArrays =>
        [new("weights", 0, () => scope.Tape(plan.Transposed)), new("bias", 0, () => scope.Weight(plan.Block)), Hidden, Gates, HiddenSums];

    public override IReadOnlyList<ForwardPass> ForwardPasses => [new(_product.Forward, "weights", Start, EmitForward)];

    public override IReadOnlyList<SequenceArray> BackwardArrays =>
    [
        new("weights", 0, () => scope.Weight(plan.Block + plan.Columns)), Hidden, Gates, HiddenSums,
        new("hiddenGradients", Padded, () => scope.Place(plan.Hidden.Gradient)),
    ];

    public override IReadOnlyList<BackwardPass> BackwardPasses =>
    [
        new(
            "da_t and the gradient of the hidden sums from dL/dh_t, then dL/dh_{t-1} += z_t dL/dh_t + U^T of the latter", EmitBackward,
            _product.Backward, "weights", "hiddenSums", 0, "hiddenGradients", Adds: true),
    ];

    private SequenceArray Hidden => new("h", Padded, () => scope.Place(plan.Hidden.Offset));

    private SequenceArray Gates => new("gates", 3 * Padded, () => scope.Place(plan.Gate));

    private SequenceArray HiddenSums => new("hiddenSums", 3 * Padded, () => scope.Place(plan.HiddenSums));

    /// <summary>The reset gate scales m, so that the input's part of the candidate is not in it. The hidden product has a bias for m only.</summary>
    private string Start(string sum, PanelVector v) => sum switch
    {
        "r" => v.Load("gates"),
        "z" => v.LoadAfter("gates", Padded),
        _ => v.LoadAfter("bias", 2 * Padded),
    };

    private void EmitForward(SourceWriter writer, IReadOnlyList<PanelVector> vectors)
    {
        foreach (PanelVector v in vectors)
        {
            writer.Line($"{v.Name("r")} = Rnn::Vectors.VectorMath.Sigmoid({v.Name("r")});");
            writer.Line($"{v.Name("z")} = Rnn::Vectors.VectorMath.Sigmoid({v.Name("z")});");
            Declare(
                writer, v, ("n", $"Rnn::Vectors.VectorMath.Tanh({v.MultiplyAdd(v.Name("r"), v.Name("m"), v.LoadAfter("gates", 2 * Padded))})"));
            writer.Line($"{v.StoreAfter(v.MultiplyAdd(v.Name("z"), $"{v.Load("h")} - {v.Name("n")}", v.Name("n")), "h", Padded)};");
            writer.Line($"{v.StoreAfter(v.Name("r"), "gates", 0)};");
            writer.Line($"{v.StoreAfter(v.Name("z"), "gates", Padded)};");
            writer.Line($"{v.StoreAfter(v.Name("n"), "gates", 2 * Padded)};");
            writer.Line($"{v.StoreAfter(v.Name("m"), "hiddenSums", 2 * Padded)};");
        }
    }

    private void EmitBackward(SourceWriter writer, PanelVector v)
    {
        Declare(writer, v, ("r", v.Load("gates")), ("z", v.LoadAfter("gates", Padded)), ("n", v.LoadAfter("gates", 2 * Padded)));
        Declare(writer, v, ("dh", v.LoadAfter("hiddenGradients", Padded)));
        Declare(writer, v, ("dn", $"dh * ({One(v)} - z) * {TanhSlope(v, "n")}"));
        Declare(writer, v, ("dr", $"dn * {v.LoadAfter("hiddenSums", 2 * Padded)} * {SigmoidSlope(v, "r")}"));
        Declare(writer, v, ("dz", $"dh * ({v.Load("h")} - n) * {SigmoidSlope(v, "z")}"));
        foreach (string array in new[] { "gates", "hiddenSums" })
        {
            writer.Line($"{v.StoreAfter("dr", array, 0)};");
            writer.Line($"{v.StoreAfter("dz", array, Padded)};");
            writer.Line($"{v.StoreAfter(array == "gates" ? "dn" : "dn * r", array, 2 * Padded)};");
        }

        writer.Line($"{v.Store($"{v.Load("hiddenGradients")} + (dh * z)", "hiddenGradients")};");
    }
}

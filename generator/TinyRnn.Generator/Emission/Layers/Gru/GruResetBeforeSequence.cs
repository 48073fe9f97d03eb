using TinyRnn.Generator.Emission.Sequences;
using TinyRnn.Model.Layers.Gru;

namespace TinyRnn.Generator.Emission.Layers.Gru;

/// <summary>A GRU whose reset gate scales h_{t-1} before the candidate's product, learning from one sequence alone: two products after another.</summary>
internal sealed class GruResetBeforeSequence(GruResetBeforeTrainingPlan plan, TrainingScope scope) : SequenceCell
{
    private readonly SequenceProduct _gates = plan.GateSequence!;
    private readonly SequenceProduct _candidate = plan.CandidateSequence!;

    public override string Name => $"GruResetBefore{plan.Place.Units}";

    public override string Title => $"GRU with the reset before the product, {Counted.Of(plan.Place.Units, "unit")}";

    public override int Padded => plan.Place.Padded;

    public override int Layer => plan.Place.Layer.Index;

    public override IReadOnlyList<SequenceArray> ForwardArrays =>
    [
        new("gateWeights", 0, () => scope.Tape(plan.GateTransposed)), new("candidateWeights", 0, () => scope.Tape(plan.CandidateTransposed)),
        Hidden, Gates, ResetHidden,
    ];

    public override IReadOnlyList<ForwardPass> ForwardPasses =>
    [
        new(_gates.Forward, "gateWeights", (sum, v) => v.LoadAfter("gates", sum == "r" ? 0 : Padded), EmitGates),
        new(_candidate.Forward, "candidateWeights", (_, v) => v.LoadAfter("gates", 2 * Padded), EmitCandidate),
    ];

    public override IReadOnlyList<SequenceArray> BackwardArrays =>
    [
        new("gateWeights", 0, () => scope.Weight(plan.GateBlock)), new("candidateWeights", 0, () => scope.Weight(plan.CandidateBlock)), Hidden, Gates,
        new("hiddenGradients", Padded, () => scope.Place(plan.Hidden.Gradient)), new("resetGradients", Padded, () => scope.Place(plan.ResetHidden.Gradient)),
    ];

    public override IReadOnlyList<BackwardPass> BackwardPasses =>
    [
        new(
            "The candidate and z_t from dL/dh_t, then dL/d(r_t * h_{t-1}) = U_n^T da_n", EmitCandidateBackward,
            _candidate.Backward, "candidateWeights", "gates", 2 * Padded, "resetGradients", Adds: false),
        new(
            "r_t from that, then dL/dh_{t-1} += r_t * that + U_r^T da_r + U_z^T da_z", EmitGatesBackward,
            _gates.Backward, "gateWeights", "gates", 0, "hiddenGradients", Adds: true),
    ];

    private SequenceArray Hidden => new("h", Padded, () => scope.Place(plan.Hidden.Offset));

    private SequenceArray Gates => new("gates", 3 * Padded, () => scope.Place(plan.Gate));

    private SequenceArray ResetHidden => new("resetHidden", Padded, () => scope.Place(plan.ResetHidden.Offset));

    private void EmitGates(SourceWriter writer, IReadOnlyList<PanelVector> vectors)
    {
        foreach (PanelVector v in vectors)
        {
            writer.Line($"{v.Name("r")} = Rnn::Vectors.VectorMath.Sigmoid({v.Name("r")});");
            writer.Line($"{v.Store($"{v.Name("r")} * {v.Load("h")}", "resetHidden")};");
            writer.Line($"{v.StoreAfter(v.Name("r"), "gates", 0)};");
            writer.Line($"{v.StoreAfter($"Rnn::Vectors.VectorMath.Sigmoid({v.Name("z")})", "gates", Padded)};");
        }
    }

    private void EmitCandidate(SourceWriter writer, IReadOnlyList<PanelVector> vectors)
    {
        foreach (PanelVector v in vectors)
        {
            writer.Line($"{v.Name("n")} = Rnn::Vectors.VectorMath.Tanh({v.Name("n")});");
            writer.Line($"{v.StoreAfter(v.MultiplyAdd(v.LoadAfter("gates", Padded), $"{v.Load("h")} - {v.Name("n")}", v.Name("n")), "h", Padded)};");
            writer.Line($"{v.StoreAfter(v.Name("n"), "gates", 2 * Padded)};");
        }
    }

    private void EmitCandidateBackward(SourceWriter writer, PanelVector v)
    {
        Declare(writer, v, ("z", v.LoadAfter("gates", Padded)), ("n", v.LoadAfter("gates", 2 * Padded)), ("dh", v.LoadAfter("hiddenGradients", Padded)));
        writer.Line($"{v.StoreAfter($"dh * ({v.Load("h")} - n) * {SigmoidSlope(v, "z")}", "gates", Padded)};");
        writer.Line($"{v.StoreAfter($"dh * ({One(v)} - z) * {TanhSlope(v, "n")}", "gates", 2 * Padded)};");
        writer.Line($"{v.Store($"{v.Load("hiddenGradients")} + (dh * z)", "hiddenGradients")};");
    }

    private static void EmitGatesBackward(SourceWriter writer, PanelVector v)
    {
        Declare(writer, v, ("r", v.Load("gates")), ("e", v.Load("resetGradients")));
        writer.Line($"{v.StoreAfter($"e * {v.Load("h")} * {SigmoidSlope(v, "r")}", "gates", 0)};");
        writer.Line($"{v.Store($"{v.Load("hiddenGradients")} + (e * r)", "hiddenGradients")};");
    }
}

using TinyRnn.Generator.Emission.Sequences;
using TinyRnn.Model.Layers.Lstm;

namespace TinyRnn.Generator.Emission.Layers.Lstm;

/// <summary>An LSTM that learns from one sequence alone.</summary>
internal sealed class LstmSequence(LstmTrainingPlan plan, TrainingScope scope) : SequenceCell
{
    private static readonly string[] s_gates = ["i", "f", "g", "o"];

    private readonly SequenceProduct _product = plan.Sequence!;

    public override string Name => $"Lstm{plan.Place.Units}";

    public override string Title => $"LSTM, {Counted.Of(plan.Place.Units, "unit")}";

    public override int Padded => plan.Place.Padded;

    public override int Layer => plan.Place.Layer.Index;

    public override IReadOnlyList<SequenceArray> ForwardArrays => [new("weights", 0, () => scope.Tape(plan.Transposed)), Hidden, Gates, Cells, TanhCells];

    public override IReadOnlyList<ForwardPass> ForwardPasses =>
        [new(_product.Forward, "weights", (sum, v) => v.LoadAfter("gates", Array.IndexOf(s_gates, sum) * Padded), EmitForward)];

    public override IReadOnlyList<SequenceArray> BackwardArrays =>
    [
        new("weights", 0, () => scope.Weight(plan.Block)), Gates, Cells, TanhCells,
        new("hiddenGradients", Padded, () => scope.Place(plan.Hidden.Gradient)), new("cellGradient", 0, () => scope.Tape(plan.CellGradient)),
    ];

    public override IReadOnlyList<BackwardPass> BackwardPasses =>
    [
        new(
            "da_t from dL/dh_t and dL/dc_t, then dL/dh_{t-1} += U^T da_t", EmitBackward,
            _product.Backward, "weights", "gates", 0, "hiddenGradients", Adds: true),
    ];

    private SequenceArray Hidden => new("h", Padded, () => scope.Place(plan.Hidden.Offset));

    private SequenceArray Gates => new("gates", 4 * Padded, () => scope.Place(plan.Gate));

    private SequenceArray Cells => new("cells", Padded, () => scope.Place(plan.CellState.Offset));

    private SequenceArray TanhCells => new("tanhCells", Padded, () => scope.Place(plan.TanhCell));

    private void EmitForward(SourceWriter writer, IReadOnlyList<PanelVector> vectors)
    {
        foreach (PanelVector v in vectors)
        {
            for (int gate = 0; gate < 4; gate++)
            {
                string name = v.Name(s_gates[gate]);
                writer.Line($"{name} = Rnn::Vectors.VectorMath.{(s_gates[gate] == "g" ? "Tanh" : "Sigmoid")}({name});");
            }

            Declare(writer, v, ("cell", v.MultiplyAdd(v.Name("f"), v.Load("cells"), $"{v.Name("i")} * {v.Name("g")}")));
        }

        foreach (PanelVector v in vectors)
        {
            Declare(writer, v, ("tanh", $"Rnn::Vectors.VectorMath.Tanh({v.Name("cell")})"));
            writer.Line($"{v.StoreAfter($"{v.Name("o")} * {v.Name("tanh")}", "h", Padded)};");
            writer.Line($"{v.StoreAfter(v.Name("cell"), "cells", Padded)};");
            writer.Line($"{v.Store(v.Name("tanh"), "tanhCells")};");
            for (int gate = 0; gate < 4; gate++)
                writer.Line($"{v.StoreAfter(v.Name(s_gates[gate]), "gates", gate * Padded)};");
        }
    }

    private void EmitBackward(SourceWriter writer, PanelVector v)
    {
        for (int gate = 0; gate < 4; gate++)
            Declare(writer, v, (s_gates[gate], v.LoadAfter("gates", gate * Padded)));
        Declare(writer, v, ("tanh", v.Load("tanhCells")));
        Declare(writer, v, ("dh", v.LoadAfter("hiddenGradients", Padded)));
        Declare(writer, v, ("dc", v.MultiplyAdd("dh * o", TanhSlope(v, "tanh"), v.Load("cellGradient"))));
        writer.Line($"{v.StoreAfter($"dc * g * {SigmoidSlope(v, "i")}", "gates", 0)};");
        writer.Line($"{v.StoreAfter($"dc * {v.Load("cells")} * {SigmoidSlope(v, "f")}", "gates", Padded)};");
        writer.Line($"{v.StoreAfter($"dc * i * {TanhSlope(v, "g")}", "gates", 2 * Padded)};");
        writer.Line($"{v.StoreAfter($"dh * tanh * {SigmoidSlope(v, "o")}", "gates", 3 * Padded)};");
        writer.Line($"{v.Store("dc * f", "cellGradient")};");
    }
}

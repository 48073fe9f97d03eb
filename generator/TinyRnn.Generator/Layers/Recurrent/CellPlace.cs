using TinyRnn.Generator.Planning.Training;

namespace TinyRnn.Generator.Layers.Recurrent;

/// <summary>One direction of a recurrent layer in training: what it reads and where its hidden states go.</summary>
/// <param name="Plan">The layer.</param>
/// <param name="Direction">The direction.</param>
/// <param name="Context">What its planning takes from.</param>
/// <param name="Input">What it reads.</param>
/// <param name="Hidden">h_t of all steps, behind h_{-1}.</param>
/// <param name="ForwardInputProduct">How the forward direction writes the gradient of the input; the reverse direction always sets that of its own.</param>
internal sealed record CellPlace(
    RecurrentPlan Plan, DirectionPlan Direction, TrainingContext Context, ValuePlan Input, ValuePlan Hidden, string ForwardInputProduct)
{
    public int Units => Plan.Units;

    /// <summary>Units padded to whole vectors: floats of a gate.</summary>
    public int Padded => ValuePlan.Pad(Plan.Units);

    public int InputSize => Plan.InputSize;

    public int MaxRows => Context.MaxRowsOf(Plan);

    public string InputProduct => Direction.IsReverse ? "Set" : ForwardInputProduct;

    /// <summary>PyTorch's two biases are kept as their sum, which takes both steps.</summary>
    public int BiasMultiplicity => Context.Spec.SingleBias ? 1 : 2;

    /// <summary>Place of a tensor of this direction among the parameters: weight_ih, weight_hh, then the bias.</summary>
    public int InputWeights => Direction.Parameters.Offset;

    public int HiddenWeights => InputWeights + (Plan.Shape.Gates * Units * InputSize);

    public int Bias => HiddenWeights + (Plan.Shape.Gates * Units * Units);
}

namespace TinyRnn.Model.Training;

/// <summary>One direction of a recurrent layer in training: what it reads and where its hidden states go.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Gates">Gates of its matrices.</param>
/// <param name="HasBias">Biases are added to its products.</param>
/// <param name="IsOneHot">Its input is a one-hot vector, of which there is only the index.</param>
/// <param name="Direction">The direction.</param>
/// <param name="Context">What its planning takes from.</param>
/// <param name="Input">What it reads.</param>
/// <param name="Hidden">h_t of all steps, after h_{-1}.</param>
internal sealed record CellPlace(
    LayerPlan Layer, int Gates, bool HasBias, bool IsOneHot, DirectionPlan Direction, TrainingContext Context, ValuePlan Input, ValuePlan Hidden)
{
    /// <summary>Units of the cell.</summary>
    public int Units => Direction.Units;

    /// <summary>Numbers of h_t.</summary>
    public int HiddenSize => Direction.Hidden.Range.Length;

    /// <summary>Units padded to whole vectors: floats of a gate.</summary>
    public int Padded => ValuePlan.Pad(Units);

    public int InputSize => Layer.InputSize;

    public int MaxRows => Context.MaxRowsOf(Layer);

    /// <summary>The gradient of the input is added to what is there. The reverse direction has an input of its own.</summary>
    public bool AddsToInput => !Direction.IsReverse && Context.IsShared(Layer, Layer.InputValue);

    /// <summary>PyTorch's two biases are kept as their sum, which takes both steps.</summary>
    public int BiasMultiplicity => Context.Spec.SingleBias ? 1 : 2;

    /// <summary>Place of a tensor of this direction among the parameters: weight_ih, weight_hh, then the bias.</summary>
    public int InputWeights => Direction.Parameters.Offset;

    public int HiddenWeights => InputWeights + (Gates * Units * InputSize);

    public int Bias => HiddenWeights + (Gates * Units * HiddenSize);
}

using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Model.Layers.Gru;

/// <summary>
/// Training of a GRU cell whose reset gate scales the finished product U_n h + b_m: input and hidden sums, and their gradients, are kept apart.
/// </summary>
internal sealed class GruResetAfterTrainingPlan : CellTrainingPlan
{
    public GruResetAfterTrainingPlan(CellPlace place, CellShape shape)
        : base(place, gates: 3)
    {
        TrainingContext context = place.Context;
        HiddenSums = context.TakeTape((long)place.MaxRows * Columns);
        Block = context.TakeWeights((1 + (long)place.Units) * Columns);
        Transposed = context.TakeTape((long)Columns * place.Padded);
        AddTensor(place.HiddenWeights, Block + Columns, 3, place.Units);

        // The biases of r and z are sums, those of the candidate's two parts are not. The hidden product's bias row has only the latter: its first two
        // thirds belong to no tensor.
        AddBias(0, InputBlock, 2, place.BiasMultiplicity);
        AddBias(2, InputBlock + (2 * place.Padded), 1);
        AddBias(3, Block + (2 * place.Padded), 1);
        if (!shape.IsFree)
            Sequence = SequenceProduct.For("h", place.Units, new(["r", "z", "m"]), place.Units);
    }

    /// <summary>The hidden state's part of all gate sums.</summary>
    public int HiddenSums { get; }

    /// <summary>The hidden state's matrix after its bias row.</summary>
    public int Block { get; }

    /// <summary>Its transposed copy, or its panels where a sequence learns alone.</summary>
    public int Transposed { get; }

    /// <summary>How one sequence alone multiplies it, if the cell is a usual one.</summary>
    public SequenceProduct? Sequence { get; }
}

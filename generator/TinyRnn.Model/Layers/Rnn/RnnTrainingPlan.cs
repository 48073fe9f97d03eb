namespace TinyRnn.Model.Layers.Rnn;

/// <summary>Training of a vanilla RNN's cell.</summary>
internal sealed class RnnTrainingPlan : CellTrainingPlan
{
    public RnnTrainingPlan(CellPlace place, Nonlinearity nonlinearity)
        : base(place, gates: 1)
    {
        Nonlinearity = nonlinearity;
        Block = place.Context.TakeWeights((long)place.Units * Columns);
        Transposed = place.Context.TakeTape((long)Columns * place.Padded);
        AddTensor(place.HiddenWeights, Block, 1, place.Units);
        AddBias(0, InputBlock, 1, place.BiasMultiplicity);
        Sequence = SequenceProduct.For("h", place.Units, new(["a"]), place.Units);
    }

    public Nonlinearity Nonlinearity { get; }

    /// <summary>The hidden state's matrix.</summary>
    public int Block { get; }

    /// <summary>Its transposed copy, or its panels where a sequence learns alone.</summary>
    public int Transposed { get; }

    /// <summary>How one sequence alone multiplies it.</summary>
    public SequenceProduct Sequence { get; }
}

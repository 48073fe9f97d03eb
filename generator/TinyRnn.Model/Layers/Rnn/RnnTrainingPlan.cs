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
    }

    public Nonlinearity Nonlinearity { get; }

    /// <summary>The hidden state's matrix.</summary>
    public int Block { get; }

    public int Transposed { get; }
}

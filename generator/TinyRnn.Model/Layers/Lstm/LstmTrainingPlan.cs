namespace TinyRnn.Model.Layers.Lstm;

/// <summary>Training of an LSTM cell.</summary>
internal sealed class LstmTrainingPlan : CellTrainingPlan
{
    public LstmTrainingPlan(CellPlace place, bool hasPeepholes)
        : base(place, gates: 4)
    {
        TrainingContext context = place.Context;
        long earlier = (long)place.Padded * context.Spec.MaxBatch;
        CellState = new ValuePlan(place.Units, context.TakeTape(((long)place.MaxRows * place.Padded) + earlier), -1, place.MaxRows, EarlierSteps: 1);
        TanhCell = context.TakeTape((long)place.MaxRows * place.Padded);
        CellGradient = context.TakeTape(earlier);
        LastCell = context.TakeTape(earlier);
        Block = context.TakeWeights((long)place.Units * Columns);
        Transposed = context.TakeTape((long)Columns * place.Padded);
        AddTensor(place.HiddenWeights, Block, 4, place.Units);
        AddBias(0, InputBlock, 4, place.BiasMultiplicity);
        InitialCell = AddInitial(place.Direction.InitialCell);
        if (!hasPeepholes)
            return;
        Peepholes = context.TakeWeights(3L * place.Padded);
        AddTensor(place.Bias + (place.HasBias ? 4 * place.Units : 0), Peepholes.Value, 3, 1);
    }

    /// <summary>c_t of all steps, after c_{-1}.</summary>
    public ValuePlan CellState { get; }

    /// <summary>tanh(c_t) of all steps.</summary>
    public int TanhCell { get; }

    /// <summary>dL/dc of the step that the backward pass has come to.</summary>
    public int CellGradient { get; }

    public int LastCell { get; }

    /// <summary>The hidden state's matrix.</summary>
    public int Block { get; }

    public int Transposed { get; }

    /// <summary>The weights with which i, f and o see the cell state, if they do.</summary>
    public int? Peepholes { get; }

    public override IEnumerable<(StateVector Vector, ValuePlan Value)> States => [.. base.States, (Place.Direction.Cell!, CellState)];

    public override ValuePlan? Cell => CellState;

    public override int? InitialCell { get; }

    public override int? FinalCell => LastCell;

    public override int? InitialCellGradient => CellGradient;
}

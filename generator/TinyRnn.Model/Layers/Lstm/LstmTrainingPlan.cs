using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Model.Layers.Lstm;

/// <summary>A projection in training.</summary>
/// <param name="Shown">o_t tanh(c_t) of all steps.</param>
/// <param name="Block">The matrix, among the weights.</param>
/// <param name="Transposed">The same, transposed, on the tape.</param>
internal sealed record ProjectionTraining(ValuePlan Shown, int Block, int Transposed);

/// <summary>Training of an LSTM cell.</summary>
internal sealed class LstmTrainingPlan : CellTrainingPlan
{
    public LstmTrainingPlan(CellPlace place, CellShape shape)
        : base(place, shape.Gates)
    {
        TrainingContext context = place.Context;
        long earlier = (long)place.Padded * context.Spec.MaxBatch;
        CellState = new ValuePlan(place.Units, context.TakeTape(((long)place.MaxRows * place.Padded) + earlier), -1, place.MaxRows, EarlierSteps: 1);
        TanhCell = context.TakeTape((long)place.MaxRows * place.Padded);
        CellGradient = context.TakeTape(earlier);
        LastCell = context.TakeTape(earlier);
        Block = context.TakeWeights((long)place.HiddenSize * Columns);
        Transposed = context.TakeTape((long)Columns * place.Hidden.Stride);
        AddTensor(place.HiddenWeights, Block, Gates, place.HiddenSize);
        AddBias(0, InputBlock, Gates, place.BiasMultiplicity);
        InitialCell = AddInitial(place.Direction.InitialCell, place.Units);
        if (place.Direction.Projection is { } projection)
        {
            Projection = new(
                context.TakeValue(place.Units, place.MaxRows), context.TakeWeights((long)place.Units * place.Hidden.Stride),
                context.TakeTape((long)place.Hidden.Stride * place.Padded));
            AddMatrix(projection, Projection.Block, place.HiddenSize, place.Units);
        }

        if (shape.Peepholes.Count == 0)
        {
            if (!shape.IsFree && Projection is null)
                Sequence = SequenceProduct.For("h", place.Units, new(["i", "f", "g", "o"]), place.Units);
            return;
        }

        Peepholes = context.TakeWeights((long)shape.Peepholes.Count * place.Padded);
        AddTensor(place.Bias + (place.HasBias ? Gates * place.Units : 0), Peepholes.Value, shape.Peepholes.Count, 1);
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

    /// <summary>Its transposed copy, or its panels where a sequence learns alone.</summary>
    public int Transposed { get; }

    /// <summary>How one sequence alone multiplies it, if the cell is a usual one.</summary>
    public SequenceProduct? Sequence { get; }

    /// <summary>How h_t is made of the cell's output, if it is not h_t itself.</summary>
    public ProjectionTraining? Projection { get; }

    /// <summary>The weights with which gates see the cell state, if they do.</summary>
    public int? Peepholes { get; }

    public override IEnumerable<(StateVector Vector, ValuePlan Value)> States => [.. base.States, (Place.Direction.Cell!, CellState)];

    public override ValuePlan? Cell => CellState;

    public override int? InitialCell { get; }

    public override int? FinalCell => LastCell;

    public override int? InitialCellGradient => CellGradient;
}

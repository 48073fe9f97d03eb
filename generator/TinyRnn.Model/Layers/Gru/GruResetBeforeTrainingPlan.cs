using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Model.Layers.Gru;

/// <summary>Training of a GRU cell whose reset gate scales h_{t-1} before the candidate's product: a step has two products after another.</summary>
internal sealed class GruResetBeforeTrainingPlan : CellTrainingPlan
{
    public GruResetBeforeTrainingPlan(CellPlace place, CellShape shape)
        : base(place, gates: 3)
    {
        TrainingContext context = place.Context;
        ResetHidden = context.TakeValue(place.Units, place.MaxRows);
        GateBlock = context.TakeWeights((long)place.Units * 2 * place.Padded);
        CandidateBlock = context.TakeWeights((long)place.Units * place.Padded);
        GateTransposed = context.TakeTape(2L * place.Padded * place.Padded);
        CandidateTransposed = context.TakeTape((long)place.Padded * place.Padded);
        AddTensor(place.HiddenWeights, GateBlock, 2, place.Units);
        AddTensor(place.HiddenWeights + (2 * place.Units * place.Units), CandidateBlock, 1, place.Units);
        AddBias(0, InputBlock, 3, place.BiasMultiplicity);
        if (shape.IsFree)
            return;
        GateSequence = SequenceProduct.For("h", place.Units, new(["r", "z"]), place.Units);
        CandidateSequence = SequenceProduct.For("resetHidden", place.Units, new(["n"]), place.Units);
    }

    /// <summary>r_t * h_{t-1} of all steps.</summary>
    public ValuePlan ResetHidden { get; }

    /// <summary>The hidden state's matrix of both gates.</summary>
    public int GateBlock { get; }

    /// <summary>The hidden state's matrix of the candidate.</summary>
    public int CandidateBlock { get; }

    /// <summary>Its transposed copy, or its panels where a sequence learns alone.</summary>
    public int GateTransposed { get; }

    /// <summary>The same of the candidate's.</summary>
    public int CandidateTransposed { get; }

    /// <summary>How one sequence alone multiplies the gates' matrix, if the cell is a usual one.</summary>
    public SequenceProduct? GateSequence { get; }

    /// <summary>The same of the candidate's.</summary>
    public SequenceProduct? CandidateSequence { get; }
}

namespace TinyRnn.Model.Layers.Gru;

/// <summary>Training of a GRU cell whose reset gate scales h_{t-1} before the candidate's product: a step has two products after another.</summary>
internal sealed class GruResetBeforeTrainingPlan : CellTrainingPlan
{
    public GruResetBeforeTrainingPlan(CellPlace place)
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
    }

    /// <summary>r_t * h_{t-1} of all steps.</summary>
    public ValuePlan ResetHidden { get; }

    /// <summary>The hidden state's matrix of both gates.</summary>
    public int GateBlock { get; }

    /// <summary>The hidden state's matrix of the candidate.</summary>
    public int CandidateBlock { get; }

    public int GateTransposed { get; }

    public int CandidateTransposed { get; }
}

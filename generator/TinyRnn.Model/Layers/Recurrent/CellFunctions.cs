namespace TinyRnn.Model.Layers.Recurrent;

/// <summary>The functions of a cell.</summary>
/// <param name="Gate">Of its gates: from 0 to 1.</param>
/// <param name="Candidate">Of its candidate, and of an LSTM's cell state: 0 at 0, because the units that fill up a vector are zeros and must stay so.</param>
internal readonly record struct CellFunctions(Activation Gate, Activation Candidate)
{
    public static readonly IReadOnlyList<Activation> Gates = [Activation.Sigmoid, Activation.HardSigmoid, Activation.HardSigmoidFifth];

    public static readonly IReadOnlyList<Activation> Candidates = [Activation.Tanh, Activation.Relu, Activation.HardTanh];

    /// <summary>Bound of what goes into the functions of the gates and of the candidate; <see langword="null"/>: none.</summary>
    public float? GateClip { get; init; }

    /// <summary>Bound of an LSTM's cell state; <see langword="null"/>: none.</summary>
    public float? CellClip { get; init; }

    public static readonly CellFunctions Default = new(Activation.Sigmoid, Activation.Tanh);
}

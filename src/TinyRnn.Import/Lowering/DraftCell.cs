namespace TinyRnn.Import.Lowering;

/// <summary>The functions of an LSTM's or a GRU's cell as its attribute names them.</summary>
internal static class DraftCell
{
    /// <summary>The gates' function; <see langword="null"/>: TinyRnn's cells have none like it.</summary>
    public static Activation? GateOf(DirectionWeights direction) =>
        DraftFunction.Of(direction.Gate) is { Kind: Activation.Sigmoid or Activation.HardSigmoid or Activation.HardSigmoidFifth } function
            ? function.Kind : null;

    /// <summary>The candidate's function; <see langword="null"/>: TinyRnn's cells have none like it.</summary>
    public static Activation? CandidateOf(DirectionWeights direction) =>
        DraftFunction.Of(direction.Candidate) is { Kind: Activation.Tanh or Activation.Relu or Activation.HardTanh } function ? function.Kind : null;

    /// <summary>Sigmoid and tanh.</summary>
    public static bool IsStandard(DirectionWeights direction) => GateOf(direction) == Activation.Sigmoid && CandidateOf(direction) == Activation.Tanh;

    /// <summary>Both directions have the same functions.</summary>
    public static bool AreAlike(DirectionWeights one, DirectionWeights other) =>
        one.Gate == other.Gate && one.Candidate == other.Candidate && one.CellOutput == other.CellOutput;

    /// <summary>What the attribute says of them.</summary>
    public static IEnumerable<string> Arguments(DirectionWeights direction)
    {
        if (GateOf(direction) is { } gate && gate != Activation.Sigmoid)
            yield return $"GateActivation = Activation.{gate}";
        if (CandidateOf(direction) is { } candidate && candidate != Activation.Tanh)
            yield return $"Activation = Activation.{candidate}";
    }
}

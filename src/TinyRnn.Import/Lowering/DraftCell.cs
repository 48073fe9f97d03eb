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

    /// <summary>What the attribute says of them: of the other direction, where it differs.</summary>
    public static IEnumerable<string> Arguments(RecurrentNode node)
    {
        (Activation gate, Activation candidate) = (Activation.Sigmoid, Activation.Tanh);
        foreach (DirectionWeights direction in node.Directions)
        {
            string which = direction == node.Directions[0] ? "" : "Reverse";
            if (node.Cell == CellKind.Rnn)
            {
                if (CandidateOf(direction) is { } function && function != candidate)
                    yield return $"{which}Nonlinearity = Nonlinearity.{candidate = function}";
                continue;
            }

            if (GateOf(direction) is { } ownGate && ownGate != gate)
                yield return $"{which}GateActivation = Activation.{gate = ownGate}";
            if (CandidateOf(direction) is { } own && own != candidate)
                yield return $"{which}Activation = Activation.{candidate = own}";
        }
    }
}

using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>Cells with bounds, coupled gates, and peepholes of gates with other functions: against the scalar reference, and in training.</summary>
internal static class BoundedCellChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        .. AsWrittenChecks.Streaming<BoundedStack, BoundedStack.State>(
            "Bounded cells",
            [
                new Recurrent("lstm.", "lstm", 21) { GateClip = 0.5f, CellClip = 0.3f }, new Recurrent("gru.", "gru", 13) { GateClip = 0.4f },
                new Recurrent("gru.", "gru_before", 9, 1) { GateClip = 0.3f, Candidate = "relu" },
                new Recurrent("lstm2.", "lstm_peephole", 17) { IsCoupled = true, GateClip = 0.6f, CellClip = 0.4f },
            ],
            largest: 12),
        .. AsWrittenChecks.Streaming<CoupledStack, CoupledStack.State>(
            "Bounded cells",
            [
                new Recurrent("lstm.", "lstm", 40) { IsCoupled = true },
                new Recurrent("lstm.", "lstm_peephole", 33, 1) { Gate = "HardSigmoid", Candidate = "HardTanh" },
                new Recurrent("lstm.", "lstm", 3, 2) { CellClip = 0.2f }, new Dense("fc."),
            ],
            largest: 12),
        .. AsWrittenChecks.Streaming<BoundedReproducible, BoundedReproducible.State>(
            "Bounded cells",
            [
                new Recurrent("lstm.", "lstm_peephole", 9) { IsCoupled = true, CellClip = 0.3f }, new Recurrent("gru.", "gru", 11) { GateClip = 0.5f },
                new Recurrent("lstm2.", "lstm", 7) { GateClip = 0.7f, HasBias = false },
            ],
            largest: 12),
        BlockedChecks.Whole<BoundedBothWays, BoundedBothWays.State>(
            [
                new Recurrent("lstm.", "lstm", 6, Bidirectional: true) { IsCoupled = true },
                new Recurrent("gru.", "gru", 7, Bidirectional: true) { GateClip = 0.5f }, new Dense("fc."),
            ]),
        BlockedChecks.Whole<OwnDirections, OwnDirections.State>(
            [
                new Recurrent("lstm.", "lstm", 21, Bidirectional: true) { Reverse = new Recurrent("", "lstm", 21) { Gate = "HardSigmoid" } },
                new Recurrent("gru.", "gru_before", 13, Bidirectional: true) { Candidate = "relu", Reverse = new Recurrent("", "gru_before", 13) },
                new Recurrent("rnn.", "rnn_tanh", 7, Bidirectional: true) { Reverse = new Recurrent("", "rnn_relu", 7) },
            ]),
        Slopes.Check("directions with functions of their own", (OwnDirectionsLearner net) => new OwnDirectionsLearner.Trainer(net),
            OwnDirectionsLearner.Tensors, Loss.MeanSquaredError,
            [
                new Recurrent("lstm.", "lstm", 5, Bidirectional: true) { Reverse = new Recurrent("", "lstm", 5) { Candidate = "HardTanh" } },
                new Recurrent("gru.", "gru", 4, Bidirectional: true) { Gate = "HardSigmoidFifth", Reverse = new Recurrent("", "gru", 4) },
                new Recurrent("rnn.", "rnn_tanh", 3, Bidirectional: true) { Reverse = new Recurrent("", "rnn_relu", 3) }, new Dense("fc."),
            ],
            Slopes.Noise(3), Slopes.Noise(2)),
        new("Bounded cells: a reproducible model has its bits",
            () => BitChecks.Reproduced<BoundedReproducible, BoundedReproducible.State>(BoundedReproducible.Create(1), "46a360e31e8fe541", "f07546b6d6b6d348")),
        new("Bounded cells: a state beyond its bound comes back, and NaN stays", Bounds),
        Slopes.Check("LSTM with bounds", (BoundedLstmLearner net) => new BoundedLstmLearner.Trainer(net), BoundedLstmLearner.Tensors,
            Loss.MeanSquaredError, [new Recurrent("lstm.", "lstm", 5) { GateClip = 0.5f, CellClip = 0.3f }, new Dense("fc.")],
            Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check("LSTM with coupled gates", (CoupledLearner net) => new CoupledLearner.Trainer(net), CoupledLearner.Tensors, Loss.MeanSquaredError,
            [new Recurrent("lstm.", "lstm", 5) { IsCoupled = true, Projection = 3 }, new Dense("fc.")], Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check("LSTM with coupled gates, peepholes, a bound; then hard gates with peepholes",
            (CoupledPeepholeLearner net) => new CoupledPeepholeLearner.Trainer(net), CoupledPeepholeLearner.Tensors, Loss.MeanSquaredError,
            [
                new Recurrent("lstm.", "lstm_peephole", 5) { IsCoupled = true, CellClip = 0.3f },
                new Recurrent("lstm.", "lstm_peephole", 4, 1) { Gate = "HardSigmoidFifth", HasBias = false }, new Dense("fc."),
            ],
            Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check("GRUs with bounds", (BoundedGruLearner net) => new BoundedGruLearner.Trainer(net), BoundedGruLearner.Tensors, Loss.MeanSquaredError,
            [
                new Recurrent("gru.", "gru", 5) { GateClip = 0.4f },
                new Recurrent("gru.", "gru_before", 4, 1) { Gate = "HardSigmoid", GateClip = 0.3f }, new Dense("fc."),
            ],
            Slopes.Noise(3), Slopes.Noise(2)),
    ];

    /// <summary>Without weights the gates are 1/2, so that a cell state halves before it is bounded.</summary>
    private static void Bounds()
    {
        BoundedLstmLearner model = BoundedLstmLearner.FromParameters(new float[BoundedLstmLearner.ParameterCount]);
        BoundedLstmLearner.State state = default;
        state.Lstm1Cell.Fill(4);
        state.Lstm1Cell[1] = -4;
        state.Lstm1Cell[2] = 0.5f;
        state.Lstm1Cell[3] = float.NaN;
        model.Step(ref state, [0, 0, 0], new float[2]);
        Verify.That(state.Lstm1Cell[0] == 0.3f && state.Lstm1Cell[1] == -0.3f && state.Lstm1Cell[2] == 0.25f, "4, -4 and 0.5 halve and are held within 0.3");
        Verify.That(float.IsNaN(state.Lstm1Cell[3]), "NaN is not hidden by a bound");
    }
}

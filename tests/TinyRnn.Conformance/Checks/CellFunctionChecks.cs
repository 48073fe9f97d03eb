using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>Cells with other functions than sigmoid and tanh: against the scalar reference, in every way that a model computes, and in training.</summary>
internal static class CellFunctionChecks
{
    private static readonly Layer[] s_reproducible =
    [
        new Recurrent("lstm.", "lstm", 9) { Gate = "HardSigmoidFifth" }, new Recurrent("gru.", "gru_before", 11) { Candidate = "relu" },
        new Recurrent("gru.", "gru", 7, 1) { Gate = "HardSigmoid", Candidate = "HardTanh" },
    ];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. AsWrittenChecks.Streaming<FreeCellsStack, FreeCellsStack.State>(
            "Cells with own functions",
            [
                new Recurrent("lstm.", "lstm", 21) { Gate = "HardSigmoidFifth" }, new Recurrent("gru.", "gru", 13) { Candidate = "relu" },
                new Recurrent("gru.", "gru_before", 22, 1) { Gate = "HardSigmoid" },
                new Recurrent("lstm2.", "lstm", 3) { Gate = "HardSigmoid", Candidate = "HardTanh" },
            ]),
        .. AsWrittenChecks.Streaming<FreeCellsMixed, FreeCellsMixed.State>(
            "Cells with own functions",
            [
                new Recurrent("gru.", "gru_before", 16) { Candidate = "relu" }, new Dense("fc.", "tanh"),
                new Recurrent("lstm.", "lstm", 40) { Candidate = "relu" },
                new Recurrent("gru2.", "gru", 2) { Gate = "HardSigmoidFifth", Candidate = "HardTanh" },
            ]),
        .. AsWrittenChecks.Streaming<FreeCellsReproducible, FreeCellsReproducible.State>("Cells with own functions", s_reproducible),
        BlockedChecks.Whole<FreeCellsBothWays, FreeCellsBothWays.State>(
            [
                new Recurrent("lstm.", "lstm", 6, Bidirectional: true) { Gate = "HardSigmoidFifth" },
                new Recurrent("gru.", "gru", 7, Bidirectional: true) { Candidate = "relu" }, new Dense("fc."),
            ]),
        Slopes.Check("LSTM with hard gates", (FreeLstmLearner net) => new FreeLstmLearner.Trainer(net), FreeLstmLearner.Tensors, Loss.MeanSquaredError,
            [new Recurrent("lstm.", "lstm", 5) { Gate = "HardSigmoidFifth" }, new Dense("fc.")], Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check("LSTM of hard functions", (HardLstmLearner net) => new HardLstmLearner.Trainer(net), HardLstmLearner.Tensors, Loss.MeanSquaredError,
            [new Recurrent("lstm.", "lstm", 5) { Gate = "HardSigmoid", Candidate = "HardTanh" }, new Dense("fc.")], Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check("GRU with relu", (FreeGruLearner net) => new FreeGruLearner.Trainer(net), FreeGruLearner.Tensors, Loss.MeanSquaredError,
            [new Recurrent("gru.", "gru", 5) { Candidate = "relu" }, new Dense("fc.")], Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check(
            "GRU with reset before, hard gates, relu", (FreeGruBeforeLearner net) => new FreeGruBeforeLearner.Trainer(net), FreeGruBeforeLearner.Tensors,
            Loss.MeanSquaredError, [new Recurrent("gru.", "gru_before", 5) { Gate = "HardSigmoid", Candidate = "relu" }, new Dense("fc.")],
            Slopes.Noise(3), Slopes.Noise(2)),
        new("Cells with own functions: a reproducible model has its bits",
            () => BitChecks.Reproduced<FreeCellsReproducible, FreeCellsReproducible.State>(
                FreeCellsReproducible.Create(1), "99fceff341cc0308", "74eab17885a839a2")),
        new("Cells with own functions: the ends of hard functions, in and beyond them", Ends),
        new("Cells with own functions: a state that decays ends at 0", Silence),
    ];

    /// <summary>Without weights the gates are 1/2 or the function of their bias alone.</summary>
    private static void Ends()
    {
        HardLstmLearner model = HardLstmLearner.FromParameters(new float[HardLstmLearner.ParameterCount]);
        HardLstmLearner.State state = default;
        state.Lstm1Cell.Fill(4);
        model.Step(ref state, [0, 0, 0], new float[2]);

        // c = 4 / 2, h = hardtanh(2) / 2.
        Verify.That(state.Lstm1Cell[0] == 2f && state.Lstm1Hidden[4] == 0.5f, "a cell state beyond the end of hard tanh");
    }

    private static void Silence()
    {
        HardLstmLearner model = HardLstmLearner.FromParameters(new float[HardLstmLearner.ParameterCount]);
        HardLstmLearner.State state = default;
        state.Lstm1Cell.Fill(1e-17f);
        for (int t = 0; t < 12; t++)
            model.Step(ref state, [0, 0, 0], new float[2]);
        Verify.That(state.Lstm1Cell.IndexOfAnyExcept(0f) < 0 && state.Lstm1Hidden.IndexOfAnyExcept(0f) < 0, "a state that halves in each step");
    }
}

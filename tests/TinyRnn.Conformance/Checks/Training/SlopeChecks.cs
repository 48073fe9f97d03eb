using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>
/// Gradients against central differences of the loss of the scalar reference in double: every kind of layer, loss and mode, with respect to every weight,
/// input and initial state.
/// </summary>
internal static class SlopeChecks
{
    private static readonly Layer[] s_head = [new Dense("fc.")];

    public static IReadOnlyList<Check> All { get; } =
    [
        Slopes.Check("LSTM, dense relu, cross-entropy", (TrainedClasses net) => new TrainedClasses.Trainer(net), TrainedClasses.Tensors, Loss.CrossEntropy,
            [new Recurrent("lstm.", "lstm", 5), new Dense("fc.", "relu"), new Dense("fc2.")], Slopes.Noise(3), Slopes.Labels(6)),
        Slopes.Check("RNN relu, single bias", (TrainedReluRnn net) => new TrainedReluRnn.Trainer(net), TrainedReluRnn.Tensors, Loss.MeanSquaredError,
            [new Recurrent("rnn.", "rnn_relu", 6), .. s_head], Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check("two LSTMs, sigmoid, squared error", (TrainedStack net) => new TrainedStack.Trainer(net), TrainedStack.Tensors, Loss.MeanSquaredError,
            [new Recurrent("lstm.", "lstm", 8), new Recurrent("lstm.", "lstm", 6, Stack: 1), new Dense("fc.", "sigmoid")], Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check(
            "both directions, GRU reset before, residual, Huber", (TrainedMixture net) => new TrainedMixture.Trainer(net), TrainedMixture.Tensors, Loss.Huber,
            [new Recurrent("gru.", "gru", 4, Bidirectional: true), new Recurrent("gru.", "gru_before", 8, Stack: 1), new Residual(1, 0),
                new Dense("fc.", "tanh"), new Dense("fc2.")],
            Slopes.Noise(3), Slopes.Noise(2, 3)),
        Slopes.Check("Huber that turns at 0.3", (TrainedMixture net) => new TrainedMixture.Trainer(net), TrainedMixture.Tensors, Loss.Huber,
            [new Recurrent("gru.", "gru", 4, Bidirectional: true), new Recurrent("gru.", "gru_before", 8, Stack: 1), new Residual(1, 0),
                new Dense("fc.", "tanh"), new Dense("fc2.")],
            Slopes.Noise(3), Slopes.Noise(2), huberDelta: 0.3f),
        Slopes.Check(
            "GRU, RNN, residual of some channels, absolute error", (TrainedChannels net) => new TrainedChannels.Trainer(net), TrainedChannels.Tensors,
            Loss.MeanAbsoluteError,
            [new Recurrent("gru.", "gru", 5), new Recurrent("rnn.", "rnn_tanh", 7), new Residual(2, 3), .. s_head], Slopes.Noise(3), Slopes.Noise(2, 4)),
        Slopes.Check(
            "final states, residual in the head, binary cross-entropy", (TrainedSummary net) => new TrainedSummary.Trainer(net), TrainedSummary.Tensors,
            Loss.BinaryCrossEntropy,
            [new Recurrent("lstm.", "lstm", 5, Bidirectional: true), new FinalStates(), new Dense("fc.", "tanh"), new Residual(1, 0), new Dense("fc2.")],
            Slopes.Noise(3), Slopes.Probabilities(2)),
        Slopes.Check(
            "last output of both directions", (TrainedLastOutput net) => new TrainedLastOutput.Trainer(net), TrainedLastOutput.Tensors, Loss.MeanSquaredError,
            [new Recurrent("lstm.", "lstm", 5, Bidirectional: true), .. s_head], Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check("one-hot, RNN, softmax", (TrainedOneHot net) => new TrainedOneHot.Trainer(net), TrainedOneHot.Tensors, Loss.CrossEntropy,
            [new OneHot(50), new Recurrent("rnn.", "rnn_tanh", 7), .. s_head], Slopes.Labels(50), Slopes.Labels(5)),
        Slopes.Check("embedding, GRU, softmax", (TrainedEmbedding net) => new TrainedEmbedding.Trainer(net), TrainedEmbedding.Tensors, Loss.CrossEntropy,
            [new Embedding("embedding.", 6), new Recurrent("gru.", "gru", 7), .. s_head], Slopes.Labels(50), Slopes.Labels(5)),
        Slopes.Check("a class that is no target", (TrainedEmbedding net) => new TrainedEmbedding.Trainer(net), TrainedEmbedding.Tensors, Loss.CrossEntropy,
            [new Embedding("embedding.", 6), new Recurrent("gru.", "gru", 7), .. s_head], Slopes.Labels(50), Slopes.Labels(5), ignoredLabel: 3),
        Slopes.Check("windows", (TrainedWindow net) => new TrainedWindow.Trainer(net), TrainedWindow.Tensors, Loss.MeanSquaredError,
            [new Window(3), new Dense("fc.", "tanh"), new Window(2), new Dense("fc2.")], Slopes.Noise(2), Slopes.Noise(1)),
        Slopes.Check("history", (TrainedHistory net) => new TrainedHistory.Trainer(net), TrainedHistory.Tensors, Loss.MeanSquaredError,
            [new History(), .. s_head], Slopes.Noise(2), Slopes.Noise(1)),
        Slopes.Check("one to many", (TrainedOneToMany net) => new TrainedOneToMany.Trainer(net), TrainedOneToMany.Tensors, Loss.MeanSquaredError,
            [new Recurrent("lstm.", "lstm", 5), .. s_head], Slopes.Noise(3), Slopes.Noise(3)),
    ];
}

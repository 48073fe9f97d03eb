using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>Models that give an output every few steps, in training: gradients, sequences in parts, and what does not fit.</summary>
internal static class StrideTrainingChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        Slopes.Check("a stride", (StridedLearner net) => new StridedLearner.Trainer(net), StridedLearner.Tensors, Loss.MeanSquaredError,
            [
                new Conv("conv.", 3, Function: "tanh") { Stride = 2 }, new Conv("conv2.", 4), new Recurrent("gru.", "gru", 4), new Dense("fc."),
            ],
            Slopes.Noise(2 * 3), Slopes.Noise(2), stride: 2),
        Slopes.Check(
            "a depthwise stride, means, states on both sides", (StridedPoolLearner net) => new StridedPoolLearner.Trainer(net), StridedPoolLearner.Tensors,
            Loss.MeanSquaredError,
            [
                new Recurrent("rnn.", "rnn_tanh", 4), new Conv("conv.", 3, 1, 4, "Silu") { Stride = 2 }, new Pool("average", 3),
                new Recurrent("lstm.", "lstm", 4, HasInitialState: true), new Residual(1, 0), new Dense("fc."),
            ],
            Slopes.Noise(6 * 3), Slopes.Noise(2), stride: 6),
        Slopes.Check(
            "largest values, a grouped stride as head", (StridedHeadLearner net) => new StridedHeadLearner.Trainer(net), StridedHeadLearner.Tensors,
            Loss.MeanSquaredError,
            [
                new Dense("fc.", "tanh"), new Pool("max", 2), new Conv("conv.", 2, 1, 3, "tanh"), new Residual(1, 0),
                new Conv("conv2.", 2, 1, 2) { Stride = 2 },
            ],
            Slopes.Noise(4 * 2), Slopes.Noise(4), stride: 4),
        Slopes.Check(
            "a stride, last output", (StridedClassLearner net) => new StridedClassLearner.Trainer(net), StridedClassLearner.Tensors, Loss.CrossEntropy,
            [new Conv("conv.", 2, Function: "tanh") { Stride = 3 }, new Recurrent("gru.", "gru", 4), new Dense("fc.")],
            Slopes.Noise(3 * 3), Slopes.Labels(4), stride: 3),
        new("Strides in training: sequences in parts, from state to state", Parts),
        new("Strides in training: what is learnt is served", Serves),
        new("Strides in training: what does not fit is refused", Refused),
    ];

    private static void Parts()
    {
        StridedPoolLearner model = StridedPoolLearner.Create(2);
        StridedPoolLearner.Trainer trainer = new(model);
        float[] xs = Signals.Noise(18 * 3, 3);
        float[] whole = new float[3 * 2];
        trainer.Forward(xs, whole);
        float[] parts = new float[whole.Length];
        StridedPoolLearner.State[] state = [model.Initial];
        StridedPoolLearner.State served = model.Initial;
        trainer.Forward(xs.AsSpan(0, 12 * 3), parts.AsSpan(0, 4), new() { States = state });
        model.Run(ref served, xs.AsSpan(0, 12 * 3), new float[4]);
        Verify.Close(Array.ConvertAll(served.Lstm1Hidden.ToArray(), value => (double)value), state[0].Lstm1Hidden, 1e-6, "the state behind the stride");
        Verify.Close(Array.ConvertAll(served.Rnn1Hidden.ToArray(), value => (double)value), state[0].Rnn1Hidden, 1e-6, "the state in front of it");
        trainer.Forward(xs.AsSpan(12 * 3), parts.AsSpan(4), new() { States = state });
        Verify.Close(Array.ConvertAll(whole, value => (double)value), parts, 1e-6, "outputs in parts");
    }

    private static void Serves()
    {
        StridedClassLearner model = StridedClassLearner.Create(1);
        StridedClassLearner.Trainer trainer = new(model) { LearningRate = 0.01 };
        float[] xs = Signals.Noise(3 * 21 * 3, 5);
        int[] labels = [2, 0, 3];
        float first = trainer.TrainBatch(xs, labels, new() { Batch = 3, Lengths = [21, 12, 3] });
        float last = first;
        for (int step = 0; step < 300; step++)
            last = trainer.TrainBatch(xs, labels, new() { Batch = 3, Lengths = [21, 12, 3] });
        Verify.That(last < 0.1 * first, $"the loss falls from {first} to {last}");
        trainer.Publish();
        float[] scores = new float[4];
        int[] lengths = [21, 12, 3];
        for (int b = 0; b < 3; b++)
        {
            StridedClassLearner.State state = default;
            model.Run(ref state, xs.AsSpan(b * 21 * 3, lengths[b] * 3), scores);
            Verify.Equal(labels[b], scores.AsSpan().IndexOf(scores.Max()), $"the class of sequence {b}");
        }

        Allocation.IsNone(() => trainer.TrainBatch(xs, labels, new() { Batch = 3 }));
        Verify.Equal(StridedClassLearner.Trainer.MemoryBytes, trainer.Bytes, "bytes");
        Verify.Equal(StridedPoolLearner.Trainer.MemoryBytes, new StridedPoolLearner.Trainer(StridedPoolLearner.Create(1)).Bytes, "bytes");
    }

    private static void Refused()
    {
        StridedLearner model = StridedLearner.Create(1);
        StridedLearner.Trainer trainer = new(model);
        float[] xs = Signals.Noise(3 * 14 * 3, 5);
        Refuses(() => trainer.TrainBatch(xs.AsSpan(0, 13 * 3), new float[12]), "pass a multiple of 2");
        Refuses(() => trainer.TrainBatch(xs.AsSpan(0, 14 * 3), new float[12]), "14 are needed for 1 sequence of 14 steps, with an output every 2");
        Refuses(() => trainer.TrainBatch(xs, new float[3 * 14], new() { Batch = 3, Lengths = [14, 3, 2] }), "must be a multiple of 2");
        StridedLearner.State[] between = [default];
        model.Step(ref between[0], xs.AsSpan(0, 3), new float[2]);
        Refuses(() => trainer.TrainBatch(xs.AsSpan(0, 14 * 3), new float[14], new() { States = between }), "between two outputs");

        void Refuses(Action call, string text) => Verify.Throws<ArgumentException>(call, text);
    }
}

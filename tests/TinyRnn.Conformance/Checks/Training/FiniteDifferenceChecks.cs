using TinyRnn.Conformance.Models;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>
/// Gradients against central differences of the loss, for every kind of layer, loss and mode, on a batch of three sequences of which two are shorter. Memory behind their ends holds NaN.
/// </summary>
internal static class FiniteDifferenceChecks
{
    private const int Batch = 3;
    private const int Steps = 7;

    /// <summary>Half of a difference. The formula is off by h^2 / 6 of the third derivative, and by the loss's rounding divided by h; at 1e-2 both are small.</summary>
    private const float H = 1e-2f;

    /// <summary>
    /// Roundings of a loss of about 1 through some hundred operations, 16 * 2^-24 / H = 1e-4, and h^2 / 6 times a third derivative of at most about 2, 3e-5. Wrong gradients are off by
    /// tenths of the largest, 0.01 and more.
    /// </summary>
    private const double Tolerance = 1.3e-4;

    private static readonly int[] s_lengths = [Steps, 4, 1];

    public static IReadOnlyList<Check> All { get; } =
    [
        Of("LSTM, dense, cross-entropy", () => new TrainedClassifier.Trainer(TrainedClassifier.Create(1)), TrainedClassifier.ParameterCount, Noise(3), Labels(1, 6)),
        Of("two LSTMs, sigmoid, squared error", () => new TrainedStack.Trainer(TrainedStack.Create(1)), TrainedStack.ParameterCount, Noise(3), Noise(2)),
        Of("both directions, GRU reset before, residual, Huber", () => new TrainedMixture.Trainer(TrainedMixture.Create(1)), TrainedMixture.ParameterCount, Noise(3), Far(2)),
        Of("GRU, RNN, residual of some channels, absolute error", () => new TrainedChannels.Trainer(TrainedChannels.Create(1)), TrainedChannels.ParameterCount, Noise(3), Far(2)),
        Of("final states, residual in the head, binary cross-entropy", () => new TrainedSummary.Trainer(TrainedSummary.Create(1)), TrainedSummary.ParameterCount, Noise(3), Probabilities(2)),
        Of("last output of both directions", () => new TrainedLastOutput.Trainer(TrainedLastOutput.Create(1)), TrainedLastOutput.ParameterCount, Noise(3), Signals.Noise(Batch * 2, 5)),
        Of("one-hot, RNN, softmax", () => new TrainedOneHot.Trainer(TrainedOneHot.Create(1)), TrainedOneHot.ParameterCount, Labels(Steps, 50), Labels(Steps, 5)),
        Of("embedding, GRU, softmax", () => new TrainedEmbedding.Trainer(TrainedEmbedding.Create(1)), TrainedEmbedding.ParameterCount, Labels(Steps, 50), Labels(Steps, 5)),
        Of("windows", () => new TrainedWindow.Trainer(TrainedWindow.Create(1)), TrainedWindow.ParameterCount, Noise(2), Noise(1)),
        Of("history", () => new TrainedHistory.Trainer(TrainedHistory.Create(1)), TrainedHistory.ParameterCount, Noise(2), Noise(1)),
        Of("one to many", () => new TrainedOneToMany.Trainer(TrainedOneToMany.Create(1)), TrainedOneToMany.ParameterCount, Signals.Noise(Batch * 3, 3), Noise(3)),
    ];

    private static Check Of<TInput, TTarget, TState>(string what, Func<SequenceTrainer<TInput, TTarget, TState>> create, int parameters, TInput[] inputs, TTarget[] targets)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged => new($"Gradients are the slopes of the loss: {what}", () =>
        {
            SequenceTrainer<TInput, TTarget, TState> trainer = create();
            TInput[] xs = (TInput[])inputs.Clone();
            TTarget[] ys = (TTarget[])targets.Clone();
            Spoil(xs);
            Spoil(ys);

            // Dropout is off in what the differences are of.
            float[] outputs = new float[OutputLength(trainer, xs, ys)];
            trainer.HasInputGradients = true;
            trainer.Random = new RandomState(3);
            bool hasDropout = trainer is TrainedClassifier.Trainer;
            if (hasDropout)
            {
                BackwardWithoutDropout(trainer, xs, ys, outputs);
            }
            else
            {
                trainer.Accumulate(xs, ys, Options<TState>());
            }

            float[] gradients = new float[parameters];
            trainer.CopyGradients(gradients);
            float[] inputGradients = xs is float[] ? new float[xs.Length] : [];
            if (inputGradients.Length > 0)
                trainer.CopyInputGradients(inputGradients);
            trainer.DropGradients();

            float[] weights = new float[parameters];
            trainer.CopyParameters(weights);
            for (int i = 0; i < parameters; i++)
            {
                float original = weights[i];
                double slope = Slope(value =>
                {
                    weights[i] = value;
                    trainer.Import(weights);
                    return trainer.Evaluate(xs, ys, Options<TState>());
                }, original);
                weights[i] = original;
                Verify.Close([slope], [gradients[i]], Tolerance, $"gradient of parameter {i}");
            }

            trainer.Import(weights);
            if (xs is not float[] numbers)
                return;
            for (int i = 0; i < numbers.Length; i++)
            {
                float original = numbers[i];
                double slope = Slope(value =>
                {
                    numbers[i] = value;
                    return trainer.Evaluate(xs, ys, Options<TState>());
                }, original);
                numbers[i] = original;
                Verify.Close([float.IsNaN(original) ? 0 : slope], [inputGradients[i]], Tolerance, $"gradient of input {i}");
            }
        });

    private static SequenceOptions<TState> Options<TState>()
        where TState : unmanaged => new() { Batch = Batch, Lengths = s_lengths };

    private static double Slope(Func<float, double> loss, float at) => (loss(at + H) - loss(at - H)) / ((double)(at + H) - (at - H));

    /// <summary>The loss's gradient by hand, so that the pass before it can be one without dropout: softmax - label over the batch.</summary>
    private static void BackwardWithoutDropout<TInput, TTarget, TState>(SequenceTrainer<TInput, TTarget, TState> trainer, TInput[] xs, TTarget[] ys, float[] outputs)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged
    {
        trainer.Forward(xs, outputs, Options<TState>());
        int[] labels = (int[])(object)ys;
        int classes = outputs.Length / Batch;
        for (int b = 0; b < Batch; b++)
        {
            Span<float> row = outputs.AsSpan(b * classes, classes);
            double sum = 0;
            foreach (float logit in row)
                sum += Math.Exp(logit);
            for (int k = 0; k < classes; k++)
                row[k] = (float)(((Math.Exp(row[k]) / sum) - (labels[b] == k ? 1 : 0)) / Batch);
        }

        trainer.Backward(outputs);
    }

    private static int OutputLength<TInput, TTarget, TState>(SequenceTrainer<TInput, TTarget, TState> trainer, TInput[] xs, TTarget[] ys)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged =>
        trainer is TrainedClassifier.Trainer ? Batch * TrainedClassifier.OutputSize : Math.Max(xs.Length, ys.Length);

    /// <summary>NaN, or an id of the vocabulary, behind the ends of sequences: nothing may come of it.</summary>
    private static void Spoil<T>(T[] values)
    {
        if (values is not float[] numbers || numbers.Length % (Batch * Steps) != 0)
            return;
        int size = numbers.Length / (Batch * Steps);
        for (int b = 0; b < Batch; b++)
            numbers.AsSpan(((b * Steps) + s_lengths[b]) * size, (Steps - s_lengths[b]) * size).Fill(float.NaN);
    }

    private static float[] Noise(int size) => Signals.Noise(Batch * Steps * size, 7);

    /// <summary>Targets on whose other side no output can get: the losses have kinks.</summary>
    private static float[] Far(int size) => Array.ConvertAll(Noise(size), value => value < 0 ? -4f : 4f);

    private static float[] Probabilities(int size) => Array.ConvertAll(Signals.Noise(Batch * size, 9), value => (value + 1) / 2);

    private static int[] Labels(int steps, int classes)
    {
        RandomState random = new(11);
        int[] labels = new int[Batch * steps];
        foreach (ref int label in labels.AsSpan())
            label = (int)(random.NextUInt64() % (ulong)classes);
        return labels;
    }
}

using System.Globalization;
using TinyRnn.Samples;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>From PyTorch's weights, with its batches, training goes PyTorch's way.</summary>
public class PyTorchParityTests
{
    private const int Batch = 32;

    [Fact]
    public void Gestures_learn_like_PyTorch()
    {
        const int stride = 50 * 3;
        const int count = 1800;
        string data = TrainingData.Own("gestures.safetensors");
        float[] samples = Array.ConvertAll(TrainingData.Integers(data, "x_train"), value => value / 2048f);
        int[] classes = TrainingData.Integers(data, "y_train");
        GestureParityNet.Trainer trainer = new(GestureParityNet.Load(TrainingData.Own("gestures_lstm32_init.safetensors")));
        LossParity.Configure(trainer);
        float[] expected = TrainingData.Floats(TrainingData.Own("gestures_lstm32_trained.safetensors"), "train_loss_per_step");

        // Fifty batches stay within the first 1,600 gestures.
        Assert.InRange(LossParity.Steps * Batch, 0, count);
        LossParity.Check(expected, 50, step =>
            trainer.TrainBatch(samples.AsSpan(step * Batch * stride, Batch * stride), classes.AsSpan(step * Batch, Batch)));
    }

    [Fact]
    public void What_PyTorch_learnt_of_gestures_comes_to_the_same_logits()
    {
        string weights = TrainingData.Own("gestures_lstm32_trained.safetensors");
        float[] samples = Array.ConvertAll(TrainingData.Integers(TrainingData.Own("gestures.safetensors"), "x_test"), value => value / 2048f);
        float[] expected = TrainingData.Floats(weights, "test_logits");
        GestureParityNet net = GestureParityNet.Load(weights, TrainingData.Lenient);
        float largest = expected.Max(MathF.Abs);
        float[] logits = new float[6];
        for (int i = 0; i < expected.Length / 6; i++)
        {
            GestureParityNet.State state = default;
            net.Run(ref state, samples.AsSpan(i * 150, 150), logits);

            // T roundings of the state, 32 of the head's sum, in both programs.
            for (int k = 0; k < 6; k++)
                Assert.InRange(logits[k] - expected[(i * 6) + k], -2 * (50 + 32) * largest / (1 << 24), 2 * (50 + 32) * largest / (1 << 24));
        }
    }

    /// <summary>PyTorch printed its errors with six decimals.</summary>
    [Theory]
    [InlineData(50, "adding_t50_lstm32_trained.safetensors", 0.000105, 0.1688919961452484)]
    [InlineData(100, "adding_t100_lstm32_trained.safetensors", 0.000107, 0.1831851601600647)]
    public void What_PyTorch_learnt_of_adding_makes_the_same_errors(int length, string weights, double error, double constant)
    {
        const int batch = 50;
        const int batches = 10;
        AddingParityNet.Trainer trainer = new(AddingParityNet.Load(TrainingData.Own(weights), TrainingData.Lenient));
        AddingProblem problem = new(length, AddingProblem.TestSeed);
        float[] inputs = new float[batch * length * 2];
        float[] targets = new float[batch];
        double mean = 0;
        double ofOne = 0;
        for (int b = 0; b < batches; b++)
        {
            for (int j = 0; j < batch; j++)
                targets[j] = problem.Write((b * batch) + j, inputs.AsSpan(j * length * 2, length * 2));
            mean += trainer.Evaluate(inputs, targets) / batches;
            ofOne += targets.Sum(target => Math.Pow(1 - target, 2)) / (batch * batches);
        }

        Assert.Equal(error, mean, 1e-6);
        Assert.Equal(constant, ofOne, 1e-6);
    }

    [Fact]
    public void The_adding_problem_begins_with_known_numbers()
    {
        float[] inputs = new float[100];
        new AddingProblem(50, AddingProblem.TrainingSeed).Write(0, inputs);
        Assert.Equal([0.56656152f, 0.74578172f, 0.97100270f, 0.44435918f], [inputs[0], inputs[2], inputs[4], inputs[6]]);
        Assert.Equal(2, inputs.Where((_, i) => i % 2 == 1).Sum());
    }

    [Fact]
    public void Text_is_learnt_like_PyTorch()
    {
        const int streams = 16;
        const int chunk = 64;
        TextCorpus corpus = new(File.ReadAllText(TrainingData.Elsewhere("genesis_kjv.txt")), TextParityNet.Vocabulary);
        float[] expected = TrainingData.Floats(TrainingData.Elsewhere("genesis_lstm64_trained.safetensors"), "train_loss_per_step");
        TextParityNet.Trainer trainer = new(TextParityNet.Load(TrainingData.Elsewhere("genesis_lstm64_init.safetensors")));
        LossParity.Configure(trainer);
        TextParityNet.State[] states = new TextParityNet.State[streams];
        int[] inputs = new int[streams * chunk];
        int[] targets = new int[streams * chunk];
        LossParity.Check(expected, chunk, step =>
        {
            TextCorpus.Chunk(corpus.Training, step, inputs, targets, streams, chunk);
            return trainer.TrainBatch(inputs, targets, new() { Batch = streams, States = states });
        });
    }

    [Fact]
    public void What_PyTorch_learnt_of_a_text_takes_as_many_bits()
    {
        TextCorpus corpus = new(File.ReadAllText(TrainingData.Elsewhere("genesis_kjv.txt")), TextParityNet.Vocabulary);
        TextParityNet.Trainer trainer = new(TextParityNet.Load(TrainingData.Elsewhere("genesis_lstm64_trained.safetensors"), TrainingData.Lenient));
        TextParityNet.State[] state = new TextParityNet.State[1];
        ReadOnlySpan<int> text = corpus.Validation;
        double nats = 0;
        for (int at = 0; at < text.Length - 1; at += 64)
        {
            int length = Math.Min(64, text.Length - 1 - at);
            nats += length * (double)trainer.Evaluate(text.Slice(at, length), text.Slice(at + 1, length), new() { Batch = 1, States = state });
        }

        // PyTorch printed four decimals.
        Assert.Equal("2.2289", (nats / (text.Length - 1) / Math.Log(2)).ToString("F4", CultureInfo.InvariantCulture));
    }
}

using TinyRnn.Data;
using TinyRnn.Tests.Data;
using TinyRnn.Training;
using Xunit;

namespace TinyRnn.Tests.Training;

[RecurrentModel(1)]
[Gru(8)]
[Dense(1)]
[Trainable(MaxSteps = 16, MaxBatch = 8)]
internal sealed partial class WaveNet;

[RecurrentModel(2, Mode = SequenceMode.ManyToOne)]
[Lstm(6)]
[Dense(3)]
[Trainable(Loss = Loss.CrossEntropy, MaxSteps = 9, MaxBatch = 4)]
internal sealed partial class QuadrantNet;

[RecurrentModel(2)]
[Gru(4)]
[Dense(3)]
[Trainable(Loss = Loss.CrossEntropy, MaxSteps = 6, MaxBatch = 2)]
internal sealed partial class TagNet;

[RecurrentModel(1, Mode = SequenceMode.OneToMany)]
[Gru(4)]
[Dense(1)]
[Trainable(MaxSteps = 4, MaxBatch = 2)]
internal sealed partial class UnfoldingNet;

[RecurrentModel(1)]
[Conv1D(3, 2, Stride = 2)]
[Gru(4)]
[Dense(1)]
[Trainable(MaxSteps = 8, MaxBatch = 2)]
internal sealed partial class StridedNet;

[RecurrentModel(1)]
[Gru(4)]
[Dense(3)]
[Trainable(MaxSteps = 16, MaxBatch = 8, Loss = Loss.Quantile)]
internal sealed partial class IntervalNet;

/// <summary>The loop around trainers does what the same calls by hand do, ends when it should, and keeps the best.</summary>
public class FitTests
{
    private static readonly float[] s_wave = [.. Enumerable.Range(0, 300).Select(t => MathF.Sin(0.3f * t) + (0.3f * MathF.Cos(1.1f * t)))];

    private static SeriesWindows Training => SeriesWindows.Forecast(s_wave.AsMemory(0, 200), features: 1, steps: 16, every: 3);

    private static SeriesWindows Validation => SeriesWindows.Forecast(s_wave.AsMemory(200), features: 1, steps: 16, every: 5);

    [Fact]
    public void A_series_is_learnt_and_each_epoch_is_told()
    {
        WaveNet.Trainer trainer = new(WaveNet.Create(1)) { LearningRate = 0.01 };
        List<FitEpoch> told = [];
        double before = trainer.MeanLoss(Validation);
        FitResult result = trainer.Fit(Training, Validation, new() { Epochs = 30, Progress = new Sink(told) });
        Assert.Equal(FitEnd.Epochs, result.End);
        Assert.Equal(30, result.Epochs.Count);
        Assert.Equal(told, result.Epochs);
        Assert.Equal(Enumerable.Range(1, 30), result.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(result.Epochs.Min(epoch => epoch.ValidationLoss), result.Best!.Value.ValidationLoss);
        Assert.Equal(result.Best.Value.ValidationLoss, trainer.MeanLoss(Validation));
        Assert.True(result.Best.Value.Loss < before / 10, $"{before} to {result.Best.Value.Loss}");

        RegressionMetrics metrics = new();
        trainer.Measure(Validation, metrics);
        Assert.Equal(result.Best.Value.Loss, metrics.RootMeanSquareError * metrics.RootMeanSquareError, 1e-6);
        Assert.Equal(Validation.Count * 16, metrics.Count);
    }

    [Fact]
    public void It_does_what_the_same_calls_by_hand_do()
    {
        WaveNet.Trainer fitted = new(WaveNet.Create(2)) { Clipping = new() { Norm = 1 } };
        CosineDecay schedule = new(0.02f, 0.001f, 40);
        FitResult result = fitted.Fit(Training, options: new() { Epochs = 3, Batch = 5, Shuffles = false, KeepsBest = false, Schedule = schedule });

        WaveNet.Trainer byHand = new(WaveNet.Create(2)) { Clipping = new() { Norm = 1 } };
        SequenceBatches<float, float> batches = new(Training, 5);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            batches.Restart();
            while (batches.MoveNext())
            {
                byHand.Follow(schedule);
                byHand.TrainBatch(batches.Inputs, batches.Targets, new() { Batch = batches.Batch, Lengths = batches.Lengths });
            }
        }

        Assert.Equal(Weights(byHand), Weights(fitted));
        Assert.Equal(byHand.LearningRate, result.Epochs[^1].LearningRate);
        Assert.True(double.IsNaN(result.Epochs[0].ValidationLoss));
    }

    [Fact]
    public void Equal_seeds_give_equal_weights_and_others_do_not()
    {
        float[] Fitted(ulong seed)
        {
            WaveNet.Trainer trainer = new(WaveNet.Create(2));
            trainer.Fit(Training, options: new() { Epochs = 2, Seed = seed });
            return Weights(trainer);
        }

        Assert.Equal(Fitted(1), Fitted(1));
        Assert.NotEqual(Fitted(1), Fitted(2));
    }

    /// <summary>A rate of 0 makes nothing better: the first epoch stays the best.</summary>
    [Fact]
    public void It_ends_when_nothing_gets_better()
    {
        WaveNet.Trainer trainer = new(WaveNet.Create(1)) { LearningRate = 0 };
        float[] before = Weights(trainer);
        FitResult result = trainer.Fit(Training, Validation, new() { Epochs = 50, Patience = 4 });
        Assert.Equal((FitEnd.Patience, 5), (result.End, result.Epochs.Count));
        Assert.Equal([true, false, false, false, false], result.Epochs.Select(epoch => epoch.IsBest));
        Assert.Equal(before, Weights(trainer));

        trainer.LearningRate = 1e-5;
        Assert.Equal(3, trainer.Fit(Training, Validation, new() { Epochs = 50, Patience = 2, LeastImprovement = 1 }).Epochs.Count);
    }

    [Fact]
    public void It_can_be_cancelled_and_has_the_best_weights_then()
    {
        WaveNet.Trainer trainer = new(WaveNet.Create(1));
        using CancellationTokenSource source = new();
        FitResult result = trainer.Fit(Training, Validation, new() { Cancellation = source.Token, Progress = new Sink([], at: 2, source.Cancel) });
        Assert.Equal((FitEnd.Cancelled, 2), (result.End, result.Epochs.Count));
        Assert.Equal(result.Best!.Value.ValidationLoss, trainer.MeanLoss(Validation));
        source.Dispose();
    }

    [Fact]
    public void What_diverges_ends_with_the_best_weights()
    {
        WaveNet.Trainer trainer = new(WaveNet.Create(1));
        FitResult result = trainer.Fit(
            Training, Validation, new() { Epochs = 20, Schedule = new Diverging(after: 2 * ((Training.Count + 7) / 8)) });
        Assert.Equal(FitEnd.Diverged, result.End);
        Assert.Equal(2, result.Best!.Value.Epoch);
        Assert.Equal(result.Best.Value.ValidationLoss, trainer.MeanLoss(Validation));
    }

    [Fact]
    public void Classes_of_sequences_of_many_lengths_are_learnt()
    {
        SequenceList<float, int> Make(int seed, int count)
        {
            Random random = new(seed);
            SequenceList<float, int> list = new(inputSize: 2, targetSize: 1, hasStepTargets: false);
            for (int i = 0; i < count; i++)
            {
                int label = random.Next(3);
                int steps = random.Next(3, 10);
                list.Add(
                    Enumerable.Range(0, steps * 2).Select(place => (float)(Math.Cos((2.1 * label) + place) + (0.2 * random.NextDouble()))).ToArray(),
                    new[] { label });
            }

            return list;
        }

        QuadrantNet.Trainer trainer = new(QuadrantNet.Create(1)) { LearningRate = 0.01 };
        SequenceList<float, int> test = Make(2, 70);
        FitResult result = trainer.Fit(Make(1, 203), test, new() { Epochs = 15 });
        ClassificationMetrics metrics = new(3);
        trainer.Measure(test, metrics);
        Assert.Equal(70, metrics.Count);
        Assert.True(metrics.Accuracy > 0.95, $"{metrics.Accuracy} after {result.Epochs.Count} epochs");

        // A mean over all targets, whatever batches they were in.
        double sum = 0;
        float[] inputs = new float[18];
        int[] label = new int[1];
        for (int index = 0; index < test.Count; index++)
        {
            int size = test.StepsOf(index) * 2;
            test.Copy(index, inputs, label);
            sum += trainer.Evaluate(inputs.AsSpan(0, size), label);
        }

        Assert.Equal(sum / test.Count, trainer.MeanLoss(test), 1e-5);
    }

    /// <summary>A batch weighs as much as it has labels that count: two of six in the first one, one in the second.</summary>
    [Fact]
    public void Labels_that_the_loss_ignores_weigh_nothing()
    {
        SequenceList<float, int> list = new(inputSize: 2, targetSize: 1, hasStepTargets: true);
        Add([1, 2, 0, -1], [-100, 2]);
        Add([3, 1, 2, 2, 1, 1, 0, 4], [-100, -100, 0, -100]);
        Add([-2, 1], [1]);
        TagNet.Trainer trainer = new(TagNet.Create(3)) { LearningRate = 0 };
        double sum = 0;
        for (int index = 0; index < list.Count; index++)
        {
            float[] inputs = new float[list.StepsOf(index) * 2];
            int[] labels = new int[list.StepsOf(index)];
            list.Copy(index, inputs, labels);
            sum += trainer.Evaluate(inputs, labels);
        }

        Assert.Equal(sum / 3, trainer.MeanLoss(list), 1e-6);
        Assert.Equal(sum / 3, trainer.Fit(list, options: new() { Epochs = 1, Shuffles = false }).Epochs[0].TrainingLoss, 1e-6);

        void Add(float[] inputs, int[] labels) => list.Add(inputs, labels);
    }

    /// <summary>PyTorch's weighted mean over a whole set is that of its batches, each by the weights of the classes in it.</summary>
    [Fact]
    public void Batches_weigh_as_much_as_the_classes_in_them()
    {
        SequenceList<float, int> list = new(inputSize: 2, targetSize: 1, hasStepTargets: true);
        float[] weights = [0.25f, 3, 1];
        (float[] Inputs, int[] Labels)[] sequences = [([1, 2, 0, -1], [0, 0]), ([3, 1, 2, 2, 1, 1], [1, -100, 1]), ([-2, 1], [2]), ([1, 1], [0])];
        TagNet.Trainer trainer = new(TagNet.Create(3)) { LearningRate = 0, ClassWeights = weights };
        double sum = 0;
        double total = 0;
        foreach ((float[] inputs, int[] labels) in sequences)
        {
            list.Add(inputs, labels);
            double weight = labels.Where(label => label >= 0).Sum(label => (double)weights[label]);
            sum += weight * trainer.Evaluate(inputs, labels);
            total += weight;
        }

        Assert.Equal(sum / total, trainer.MeanLoss(list), 1e-6);
        Assert.Equal(sum / total, trainer.Fit(list, options: new() { Epochs = 1, Shuffles = false }).Epochs[0].TrainingLoss, 1e-6);
    }

    [Fact]
    public void Quantiles_are_learnt_of_targets_that_are_not_repeated()
    {
        IntervalNet.Trainer trainer = new(IntervalNet.Create(1)) { LearningRate = 0.01, Quantiles = [0.1f, 0.5f, 0.9f] };
        Random random = new(1);
        SequenceList<float, float> list = new(inputSize: 1, targetSize: 1, hasStepTargets: true);
        for (int i = 0; i < 64; i++)
        {
            float[] noise = [.. Enumerable.Range(0, 16).Select(_ => random.NextSingle())];
            list.Add(new float[16], noise);
        }

        trainer.Fit(list, options: new() { Epochs = 60 });
        float[] outputs = new float[16 * 3];
        trainer.Forward(new float[16], outputs);

        // Of numbers that are equally likely from 0 to 1, the quantile q is q; 1,024 of them have it within some hundredths.
        for (int q = 0; q < 3; q++)
            Assert.Equal(trainer.Quantiles[q], outputs[(15 * 3) + q], 0.06);
    }

    [Fact]
    public void Models_whose_outputs_have_other_steps_than_their_inputs_are_refused()
    {
        const string message = "other numbers of steps in its outputs than in its inputs";
        FeatureScalerTests.Says(message, () => new UnfoldingNet.Trainer(UnfoldingNet.Create(1)).Fit(SeriesWindows.Forecast(s_wave, 1, 4)));
        FeatureScalerTests.Says(message, () => new StridedNet.Trainer(StridedNet.Create(1)).Fit(SeriesWindows.Forecast(s_wave, 1, 8)));
    }

    [Fact]
    public void Sets_and_options_that_do_not_fit_are_refused_before_anything_changes()
    {
        WaveNet.Trainer trainer = new(WaveNet.Create(1));
        float[] before = Weights(trainer);
        Refused("A step of the set has 2 inputs, and the model reads 1", () => trainer.Fit(new SeriesWindows(new float[40], 2, new float[20], 1, 5)));
        Refused("needs 1 for each step", () => trainer.Fit(SeriesWindows.Forecast(s_wave, 1, 5, hasStepTargets: false)));
        Refused("has 2 targets for each step", () => trainer.Fit(new SeriesWindows(new float[20], 1, new float[40], 2, 5)));
        Refused("has 17 steps; the trainer takes 1 to 16", () => trainer.Fit(Training, SeriesWindows.Forecast(s_wave, 1, 17)));
        Refused("no sequence in the set", () => trainer.Fit(new SequenceList<float, float>(1, 1, true)));
        Refused("FitOptions.Epochs is at least 1", () => trainer.Fit(Training, options: new() { Epochs = 0 }));
        Refused("FitOptions.Batch is 1 to 8", () => trainer.Fit(Training, options: new() { Batch = 9 }));
        Refused("FitOptions.Patience", () => trainer.Fit(Training, options: new() { Patience = -1 }));
        Refused("FitOptions.LeastImprovement", () => trainer.Fit(Training, options: new() { LeastImprovement = double.NaN }));

        void Refused(string part, Action call)
        {
            FeatureScalerTests.Says(part, call);
            Assert.Equal(before, Weights(trainer));
        }
    }

    private static float[] Weights(WaveNet.Trainer trainer)
    {
        float[] weights = new float[WaveNet.ParameterCount];
        trainer.CopyParameters(weights);
        return weights;
    }

    private sealed class Sink(List<FitEpoch> told, int at = 0, Action? then = null) : IProgress<FitEpoch>
    {
        public void Report(FitEpoch value)
        {
            told.Add(value);
            if (value.Epoch == at)
                then!();
        }
    }

    private readonly struct Diverging(long after) : ILearningRateSchedule
    {
        public float At(long step) => step < after ? 0.01f : 1e30f;
    }
}

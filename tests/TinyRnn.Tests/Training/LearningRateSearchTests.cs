using TinyRnn.Data;
using TinyRnn.Tests.Data;
using TinyRnn.Training;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>The range test does what the same updates by hand do, ends where it should, and leaves no trace.</summary>
public class LearningRateSearchTests
{
    private static readonly float[] s_wave = [.. Enumerable.Range(0, 200).Select(t => MathF.Sin(0.3f * t) + (0.3f * MathF.Cos(1.1f * t)))];

    private static SeriesWindows Training => SeriesWindows.Forecast(s_wave, features: 1, steps: 10, every: 4);

    [Fact]
    public void It_suggests_a_rate_that_learns()
    {
        KeptNet.Trainer trainer = new(KeptNet.Create(1)) { Clipping = new() { Norm = 1 } };
        LearningRateCurve curve = trainer.FindLearningRate(Training);
        double rate = curve.Suggestion!.Value;
        Assert.InRange(rate, 1e-4, 0.3);

        // It is one of the rates, and much better than one of a thousandth.
        Assert.Contains(curve.Points, point => point.Rate == rate);
        Assert.True(Learnt(rate) < Learnt(rate / 1000) / 2, $"{rate}: {Learnt(rate)} and {Learnt(rate / 1000)}");

        static double Learnt(double rate)
        {
            KeptNet.Trainer trainer = new(KeptNet.Create(1)) { Clipping = new() { Norm = 1 }, LearningRate = rate };
            return trainer.Fit(Training, options: new() { Epochs = 10, KeepsBest = false }).Epochs[^1].Loss;
        }
    }

    [Fact]
    public void Rates_and_losses_are_those_of_the_same_updates_by_hand()
    {
        LearningRateRange range = new() { From = 1e-4, To = 1e-1, Updates = 31, Batch = 3, Seed = 5, Smoothing = 0.5 };
        LearningRateCurve curve = new KeptNet.Trainer(KeptNet.Create(2)).FindLearningRate(Training, range);
        Assert.False(curve.HasDiverged);
        Assert.Equal(31, curve.Points.Count);

        KeptNet.Trainer byHand = new(KeptNet.Create(2));
        SequenceBatches<float, float> batches = new(Training, 3);
        RandomState random = new(5);
        for (int i = 0; i < 31; i++)
        {
            if (!batches.MoveNext() || i == 0)
            {
                batches.Shuffle(ref random);
                batches.MoveNext();
            }

            byHand.LearningRate = 1e-4 * Math.Pow(1000, i / 30.0);
            float loss = byHand.TrainBatch(batches.Inputs, batches.Targets, new() { Batch = batches.Batch, Lengths = batches.Lengths });
            Assert.Equal(byHand.LearningRate, curve.Points[i].Rate, 1e-12);
            Assert.Equal(loss, curve.Points[i].Loss, 1e-6);

            Assert.Equal(Mean(curve, i), curve.Points[i].Smoothed, 1e-9);
        }

        // Their weights are halved from loss to loss.
        static double Mean(LearningRateCurve curve, int last)
        {
            double sum = 0;
            double weights = 0;
            for (int i = 0; i <= last; i++)
            {
                sum += Math.Pow(0.5, last - i) * curve.Points[i].Loss;
                weights += Math.Pow(0.5, last - i);
            }

            return sum / weights;
        }
    }

    /// <summary>Whatever state it is in: memory of the optimizer, counts, random state, frozen layers, a schedule, a snapshot.</summary>
    [Theory]
    [InlineData(1.0)]
    [InlineData(1e30)]
    public void The_trainer_is_then_what_it_was(double to)
    {
        (KeptNet.Trainer trainer, KeptNet.Trainer twin) = (Prepared(), Prepared());
        UpdateResult last = trainer.LastUpdate;
        LearningRateCurve curve = trainer.FindLearningRate(Training, new() { To = to, Updates = 60 });
        Assert.Equal(to > 1, curve.HasDiverged);
        Assert.Equal(State(twin), State(trainer));
        Assert.Equal(last, trainer.LastUpdate);
        Assert.True(trainer.HasSnapshot);

        // And it goes on in the same way, from here as from its snapshot.
        twin.Fit(Training, options: new() { Epochs = 2 });
        trainer.Fit(Training, options: new() { Epochs = 2 });
        Assert.Equal(State(twin), State(trainer));
        twin.Restore();
        trainer.Restore();
        Assert.Equal(State(twin), State(trainer));

        static KeptNet.Trainer Prepared()
        {
            KeptNet.Trainer trainer = new(KeptNet.Create(1), snapshots: true) { Random = new RandomState(3), ScheduleStep = 40 };
            trainer.Fit(Training, options: new() { Epochs = 1 });
            trainer.Snapshot();
            trainer.SetFrozen(1, true);
            trainer.Fit(Training, options: new() { Epochs = 1, Schedule = new CosineDecay(0.01f, 0, 100) });
            return trainer;
        }

        static byte[] State(KeptNet.Trainer trainer)
        {
            using MemoryStream stream = new();
            trainer.SaveCheckpoint(stream);
            return stream.ToArray();
        }
    }

    [Fact]
    public void It_ends_where_the_loss_grows()
    {
        WaveNet.Trainer trainer = new(WaveNet.Create(1));
        LearningRateCurve curve = trainer.FindLearningRate(Training, new() { From = 1e-3, To = 1e6, Divergence = 0.5, Smoothing = 0 });
        Assert.True(curve.HasDiverged);
        double first = curve.Points[0].Loss;
        double lowest = curve.Points.SkipLast(1).Min(point => point.Loss);
        Assert.True(curve.Points[^1].Loss > lowest + (0.5 * first));
        for (int i = 1; i < curve.Points.Count - 1; i++)
            Assert.True(curve.Points[i].Loss <= curve.Points.Take(i + 1).Min(point => point.Loss) + (0.5 * first));
        Assert.True(curve.Suggestion < curve.Points[^1].Rate);
    }

    [Fact]
    public void The_steepest_fall_is_suggested()
    {
        double[] losses = [3, 2, 2, 2, 1.9, 1.8, 1.2, 0.9, 0.85, 0.8, 1.5, 4, 3, 2.9];
        LearningRatePoint[] points = [.. losses.Select((loss, i) => new LearningRatePoint(Math.Pow(10, i - 9), loss, loss))];
        Assert.Equal(points[6].Rate, new LearningRateCurve(points, false).Suggestion);
        Assert.Null(new LearningRateCurve([.. losses.Select((_, i) => new LearningRatePoint(i + 1, 1, 1))], false).Suggestion);
        Assert.Null(new LearningRateCurve([], false).Suggestion);
    }

    [Fact]
    public void Numbers_out_of_their_range_are_refused()
    {
        WaveNet.Trainer trainer = new(WaveNet.Create(1));
        Refused("LearningRateRange.From", new() { From = 0 });
        Refused("LearningRateRange.From", new() { From = 1e-60 });
        Refused("LearningRateRange.To", new() { To = 1e-6 });
        Refused("LearningRateRange.To", new() { To = 1e39 });
        Refused("LearningRateRange.Updates", new() { Updates = 9 });
        Refused("LearningRateRange.Batch is 1 to 8", new() { Batch = 9 });
        Refused("LearningRateRange.Smoothing", new() { Smoothing = 1 });
        Refused("LearningRateRange.Divergence", new() { Divergence = double.NaN });
        FeatureScalerTests.Says("no sequence in the set", () => trainer.FindLearningRate(new SequenceList<float, float>(1, 1, true)));
        Assert.Equal(0, trainer.StepCount);

        void Refused(string part, LearningRateRange range) => FeatureScalerTests.Says(part, () => trainer.FindLearningRate(Training, range));
    }
}

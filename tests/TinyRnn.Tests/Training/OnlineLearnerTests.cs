using TinyRnn.Tests.Data;
using TinyRnn.Training;
using Xunit;

namespace TinyRnn.Tests.Training;

[RecurrentModel(2)]
[Gru(6)]
[Lstm(5)]
[Dense(2)]
[Trainable(MaxSteps = 12)]
internal sealed partial class StreamNet;

[RecurrentModel]
[Embedding(7, 4)]
[Dropout(0.2f)]
[Lstm(6)]
[Dense(7)]
[Trainable(MaxSteps = 8, Loss = Loss.CrossEntropy)]
internal sealed partial class StreamTextNet;

[RecurrentModel(1, Mode = SequenceMode.ManyToOne)]
[Gru(6)]
[Dense(1)]
[Trainable(MaxSteps = 10)]
internal sealed partial class LastStepNet;

[RecurrentModel(1)]
[Lstm(3, Bidirectional = true)]
[Dense(1)]
[Trainable(MaxSteps = 10)]
internal sealed partial class BothWaysNet;

[RecurrentModel(1)]
[History(10)]
[Dense(1)]
[Trainable(MaxSteps = 10)]
internal sealed partial class WholePastNet;

/// <summary>A learner on a stream does what the same calls by hand do, from the state that the stream has, and takes no memory after its constructor.</summary>
public class OnlineLearnerTests
{
    /// <summary>By hand: the whole stream is kept, and each update starts from the state that the steps before its ring have left.</summary>
    [Theory]
    [InlineData(12, 1, 0)]
    [InlineData(12, 1, 12)]
    [InlineData(7, 3, 0)]
    [InlineData(7, 3, 5)]
    [InlineData(1, 1, 0)]
    [InlineData(8, 8, 0)]
    [InlineData(0, 5, 0)]
    public void It_does_what_the_same_calls_by_hand_do(int steps, int every, int targets)
    {
        StreamNet.Trainer trainer = Create();
        OnlineLearner<float, float, StreamNet.State> learner = OnlineLearner.Of(trainer, new() { Steps = steps, Every = every, Targets = targets });
        StreamNet.Trainer byHand = Create();
        int ring = steps == 0 ? 12 : steps;
        int counted = targets == 0 ? every : targets;
        List<float> inputs = [];
        List<float> wanted = [];
        StreamNet.State[] before = [default];
        int left = 0;
        int updates = 0;
        for (int t = 0; t < 60; t++)
        {
            float[] x = [Wave(t), Wave(t + 100)];
            float[] y = [Wave(t + 1), Wave(t + 99)];
            inputs.AddRange(x);
            wanted.AddRange(y);
            bool isTime = (t + 1) % every == 0;
            Assert.Equal(isTime, learner.Observe(x, y));
            if (!isTime)
                continue;
            int first = Math.Max(0, t + 1 - ring);
            if (first > left)
            {
                byHand.Forward(
                    inputs.GetRange(2 * left, 2 * (first - left)).ToArray(), new float[2 * (first - left)], new() { States = before });
                left = first;
            }

            float[] weights = [.. Enumerable.Range(first, t + 1 - first).Select(step => step > t - counted ? 1f : 0)];
            StreamNet.State[] carried = [before[0]];
            float loss = byHand.TrainBatch(
                inputs.GetRange(2 * first, 2 * (t + 1 - first)).ToArray(), wanted.GetRange(2 * first, 2 * (t + 1 - first)).ToArray(),
                new() { States = carried, Weights = weights });
            Assert.Equal(loss, learner.Loss);
            Assert.Equal(++updates, learner.Updates);
        }

        Assert.Equal(Weights(byHand), Weights(trainer));
        Assert.Equal(updates, trainer.StepCount);
    }

    /// <summary>At a rate of 0 the weights stay, and the state in front of the ring must be that of the whole stream: losses are those of serving.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(5, 4)]
    public void The_state_in_front_of_the_ring_is_that_of_the_stream(int steps, int every)
    {
        StreamNet net = StreamNet.Create(4);
        OnlineLearner<float, float, StreamNet.State> learner =
            OnlineLearner.Of(new StreamNet.Trainer(net) { LearningRate = 0 }, new() { Steps = steps, Every = every });
        StreamNet.State state = default;
        Span<float> said = stackalloc float[2];
        double sum = 0;
        for (int t = 0; t < 200; t++)
        {
            float[] x = [Wave(t), Wave(t + 100)];
            float[] y = [Wave(t + 1), Wave(t + 99)];
            net.Step(ref state, x, said);
            sum += (Square(said[0] - y[0]) + Square(said[1] - y[1])) / 2;
            if (!learner.Observe(x, y))
                continue;

            // Some sums of 20 products of numbers below 1, rounded to 24 bits, in another order.
            Assert.Equal(sum / every, learner.Loss, 1e-5);
            sum = 0;
        }

        static double Square(double value) => value * value;
    }

    /// <summary>A task that changes: the sign of what is right. A model that goes on learning is right again soon.</summary>
    [Fact]
    public void What_changes_is_learnt_anew()
    {
        StreamNet net = StreamNet.Create(1);
        StreamNet.Trainer trainer = new(net) { LearningRate = 0.01, Clipping = new() { Norm = 1 } };
        OnlineLearner<float, float, StreamNet.State> learner = OnlineLearner.Of(trainer, new() { Every = 2, Targets = 8 });
        StreamNet.State state = default;
        Span<float> said = stackalloc float[2];
        double[] errors = new double[4];
        for (int t = 0; t < 4000; t++)
        {
            float sign = t < 2000 ? 1 : -1;
            float[] x = [Wave(t), Wave(t + 1)];
            float[] y = [sign * Wave(t + 2), sign * Wave(t + 3)];
            net.Step(ref state, x, said);
            double error = (Math.Abs(said[0] - y[0]) + Math.Abs(said[1] - y[1])) / 400;
            int part = t switch { < 200 => 0, >= 1800 and < 2000 => 1, >= 2000 and < 2200 => 2, >= 3800 => 3, _ => -1 };
            if (part >= 0)
                errors[part] += error;
            learner.Observe(x, y);
        }

        // Wave has a mean size of 0.6.
        Assert.True(errors[1] < errors[0] / 3, string.Join(", ", errors));
        Assert.True(errors[2] > 2 * errors[1], string.Join(", ", errors));
        Assert.True(errors[3] < errors[2] / 2, string.Join(", ", errors));
    }

    [Fact]
    public void Nothing_is_allocated_after_the_constructor()
    {
        StreamTextNet net = StreamTextNet.Create(1);
        StreamTextNet.Trainer trainer = new(net);
        OnlineLearner<int, int, StreamTextNet.State> learner = OnlineLearner.Of(trainer, new() { Every = 3, Targets = 4, PublishEvery = 2 });
        int[] tokens = [.. Enumerable.Range(0, 400).Select(t => t * t % 7)];
        Conformance.Allocation.IsNone(() => Run(100));
        Assert.True(learner.Publications > 30);

        void Run(int steps)
        {
            for (int t = 0; t < steps; t++)
            {
                if (t % 5 == 0)
                    learner.Observe(tokens.AsSpan(t, 1));
                else
                    learner.Observe(tokens.AsSpan(t, 1), tokens.AsSpan(t + 1, 1));
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 30)]
    [InlineData(4, 7)]
    public void It_publishes_at_the_chosen_pace(int publishEvery, int publications)
    {
        StreamNet net = StreamNet.Create(1);
        StreamNet.Trainer trainer = new(net);
        OnlineLearner<float, float, StreamNet.State> learner = OnlineLearner.Of(trainer, new() { Every = 2, PublishEvery = publishEvery });
        float[] served = net.Parameters.ToArray();
        int seen = 0;
        for (int t = 0; t < 60; t++)
        {
            learner.Observe([Wave(t), Wave(t)], [0, 1]);
            if (net.Parameters.SequenceEqual(served))
                continue;
            served = net.Parameters.ToArray();
            Assert.Equal(Weights(trainer), served);
            seen++;
            Assert.Equal(seen * publishEvery * 2, t + 1);
        }

        Assert.Equal((publications, (long)publications), (seen, learner.Publications));
        trainer.Publish();
        Assert.Equal(Weights(trainer), net.Parameters.ToArray());
    }

    /// <summary>Of a step without a target, whatever stood in its place is learnt from nothing.</summary>
    [Fact]
    public void Targets_may_be_missing()
    {
        StreamNet.Trainer trainer = Create();
        OnlineLearner<float, float, StreamNet.State> learner = OnlineLearner.Of(trainer, new() { Every = 2, Targets = 3 });
        float[] before = Weights(trainer);
        for (int t = 0; t < 10; t++)
            learner.Observe([Wave(t), 1]);
        Assert.Equal(UpdateStatus.NoGradient, trainer.LastUpdate.Status);
        Assert.True(float.IsNaN(learner.Loss));
        Assert.Equal(before, Weights(trainer));
        learner.Observe([1, 1], [0, 0]);
        learner.Observe([1, 1]);
        Assert.Equal(UpdateStatus.Applied, trainer.LastUpdate.Status);
        Assert.InRange(learner.Loss, 1e-9f, 10);
    }

    [Fact]
    public void A_model_with_one_output_a_sequence_learns_from_the_newest_target()
    {
        LastStepNet net = LastStepNet.Create(2);
        OnlineLearner<float, float, LastStepNet.State> learner = OnlineLearner.Of(new LastStepNet.Trainer(net) { LearningRate = 0 });
        LastStepNet.State state = default;
        Span<float> said = stackalloc float[1];
        for (int t = 0; t < 50; t++)
        {
            net.Step(ref state, [Wave(t)], said);
            Assert.True(learner.Observe([Wave(t)], [0.5f]));
            Assert.Equal((said[0] - 0.5) * (said[0] - 0.5), learner.Loss, 1e-5);
        }

        learner.Observe([1]);
        Assert.True(float.IsNaN(learner.Loss));
    }

    [Fact]
    public void It_begins_anew_where_it_is_told_to()
    {
        StreamNet net = StreamNet.Create(1);
        StreamNet.State other = default;
        net.Run(ref other, new float[] { 1, 2, 3, 4 }, stackalloc float[4]);
        (float first, float fromOther) = (Loss(default), Loss(other));
        Assert.NotEqual(first, fromOther);
        OnlineLearner<float, float, StreamNet.State> learner = OnlineLearner.Of(new StreamNet.Trainer(net) { LearningRate = 0 });
        learner.Observe([1, 1], [0, 0]);
        for (int t = 0; t < 30; t++)
            learner.Observe([Wave(t), 1], [0, 0]);
        learner.Restart();
        learner.Observe([1, 1], [0, 0]);
        Assert.Equal(first, learner.Loss);
        learner.Restart(other);
        learner.Observe([1, 1], [0, 0]);
        Assert.Equal(fromOther, learner.Loss);

        float Loss(StreamNet.State state)
        {
            StreamNet.State[] states = [state];
            return new StreamNet.Trainer(net).Evaluate([1, 1], [0, 0], new() { States = states });
        }
    }

    [Fact]
    public void Models_that_cannot_learn_from_a_stream_are_refused()
    {
        FeatureScalerTests.Says("in both directions", () => OnlineLearner.Of(new BothWaysNet.Trainer(BothWaysNet.Create(1))));
        FeatureScalerTests.Says("keeps its whole past", () => OnlineLearner.Of(new WholePastNet.Trainer(WholePastNet.Create(1))));
        FeatureScalerTests.Says("reads one input a sequence", () => OnlineLearner.Of(new UnfoldingNet.Trainer(UnfoldingNet.Create(1))));
        FeatureScalerTests.Says("an output every few steps", () => OnlineLearner.Of(new StridedNet.Trainer(StridedNet.Create(1))));
        StreamNet.Trainer trainer = Create();
        FeatureScalerTests.Says("OnlineOptions.Steps is 1 to 12", () => OnlineLearner.Of(trainer, new() { Steps = 13 }));
        FeatureScalerTests.Says("OnlineOptions.Steps", () => OnlineLearner.Of(trainer, new() { Steps = -1 }));
        FeatureScalerTests.Says("OnlineOptions.Every is 1 to 5", () => OnlineLearner.Of(trainer, new() { Steps = 5, Every = 6 }));
        FeatureScalerTests.Says("OnlineOptions.Targets is 3", () => OnlineLearner.Of(trainer, new() { Every = 3, Targets = 2 }));
        FeatureScalerTests.Says("OnlineOptions.Targets", () => OnlineLearner.Of(trainer, new() { Targets = 13 }));
        FeatureScalerTests.Says("OnlineOptions.PublishEvery", () => OnlineLearner.Of(trainer, new() { PublishEvery = -1 }));
    }

    /// <summary>A step that is refused has never been: the stream goes on as that of a twin that was not given it.</summary>
    [Fact]
    public void Steps_that_make_no_sense_are_refused_and_nothing_changes()
    {
        StreamNet.Trainer trainer = Create();
        StreamNet.Trainer twin = Create();
        OnlineLearner<float, float, StreamNet.State> learner = OnlineLearner.Of(trainer, new() { Every = 2 });
        OnlineLearner<float, float, StreamNet.State> other = OnlineLearner.Of(twin, new() { Every = 2 });
        for (int t = 0; t < 40; t++)
        {
            FeatureScalerTests.Says("has 1 value, and the model reads 2", () => learner.Observe([1], [1, 1]));
            FeatureScalerTests.Says("A target has 3 values, and the model needs 2", () => learner.Observe([1, 1], [1, 1, 1]));
            FeatureScalerTests.Says("A value of the input is NaN", () => learner.Observe([1, float.NaN], [1, 1]));
            FeatureScalerTests.Says("A value of the input is Infinity", () => learner.Observe([float.PositiveInfinity, 1]));
            FeatureScalerTests.Says("A value of the target is NaN", () => learner.Observe([1, 1], [float.NaN, 1]));
            Assert.Equal(other.Observe([Wave(t), 0], [0, 1]), learner.Observe([Wave(t), 0], [0, 1]));
        }

        Assert.Equal(Weights(twin), Weights(trainer));
        OnlineLearner<int, int, StreamTextNet.State> text = OnlineLearner.Of(new StreamTextNet.Trainer(StreamTextNet.Create(1)));
        FeatureScalerTests.Says("outside the vocabulary", () => text.Observe([7], [1]));
        FeatureScalerTests.Says("outside the vocabulary", () => text.Observe([-1]));
        FeatureScalerTests.Says("has classes 0 to 6", () => text.Observe([1], [7]));
        Assert.Equal(0, text.Updates);
        Assert.True(text.Observe([1], [-100]));
        Assert.Equal(UpdateStatus.NoGradient, text.Trainer.LastUpdate.Status);
        Assert.True(float.IsNaN(text.Loss));
    }

    private static StreamNet.Trainer Create() => new(StreamNet.Create(3)) { Clipping = new() { Norm = 1 }, LearningRate = 0.01 };

    private static float Wave(int t) => MathF.Sin(0.7f * t) + (0.3f * MathF.Cos(1.9f * t));

    private static float[] Weights(StreamNet.Trainer trainer)
    {
        float[] weights = new float[StreamNet.ParameterCount];
        trainer.CopyParameters(weights);
        return weights;
    }
}

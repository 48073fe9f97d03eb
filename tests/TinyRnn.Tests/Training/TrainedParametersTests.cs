using TinyRnn.Conformance;
using TinyRnn.Runtime.Updates;
using TinyRnn.Training;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>Orders, norms, the guard, snapshots and settings.</summary>
public class TrainedParametersTests
{
    [Fact]
    public void Both_orders_hold_the_same_values()
    {
        TrainedParameters parameters = SmallNetwork.Create(Optimizer.Sgd);
        float[] weights = SmallNetwork.Weights(parameters);
        Assert.Equal(SmallNetwork.Random(7, 0.5f), weights);
        foreach ((int parameter, int block, _) in SmallNetwork.Tensors.SelectMany(SmallNetwork.Places))
            Assert.Equal(weights[parameter], parameters.WeightAt(block));
        Assert.Throws<ArgumentException>(() => parameters.Import(new float[3]));
        Assert.Throws<ArgumentException>(() => parameters.Export(new float[3]));
        Assert.Throws<ArgumentException>(() => parameters.ExportGradients(new float[3]));
    }

    [Fact]
    public void Gradients_come_in_the_order_of_files()
    {
        TrainedParameters parameters = SmallNetwork.Create(Optimizer.Adam);
        float[] gradients = new float[SmallNetwork.ParameterCount];
        parameters.ExportGradients(gradients);
        Assert.All(gradients, gradient => Assert.Equal(0, gradient));
        float[] expected = SmallNetwork.Backward(parameters, 3);
        parameters.ExportGradients(gradients);
        Assert.Equal(expected, gradients);
        parameters.Update();
        parameters.ExportGradients(gradients);
        Assert.All(gradients, gradient => Assert.Equal(0, gradient));

        // Rows of the last batch are clear again.
        expected = SmallNetwork.Backward(parameters, 4);
        parameters.ExportGradients(gradients);
        Assert.Equal(expected, gradients);
    }

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e-12f)]
    [InlineData(1f)]
    [InlineData(1e15f)]
    [InlineData(1e25f)]
    [InlineData(1e35f)]
    public void The_norm_neither_overflows_nor_underflows(float size)
    {
        TrainedParameters parameters = SmallNetwork.Create(Optimizer.Sgd);
        parameters.Clipping = new GradientClipping { Norm = 1e-3f };
        float[] gradients = SmallNetwork.Backward(parameters, 0, size);
        double squares = 0;
        foreach (TrainedTensor tensor in SmallNetwork.Tensors)
        {
            foreach (float g in gradients.AsSpan(tensor.Parameters, tensor.Count))
                squares += tensor.Multiplicity * (double)g * g;
        }

        UpdateResult result = parameters.Update();
        Assert.Equal(UpdateStatus.Applied, result.Status);
        Assert.Equal(Math.Sqrt(squares), result.GradientNorm, 1e-6 * Math.Sqrt(squares));
        Assert.All(SmallNetwork.Weights(parameters), weight => Assert.True(Math.Abs(weight) < 3));
    }

    [Theory]
    [InlineData(float.NaN, 0f)]
    [InlineData(float.PositiveInfinity, 0f)]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(float.NaN, 0.1f)]
    [InlineData(float.PositiveInfinity, 0.1f)]
    public void A_gradient_that_is_not_finite_changes_nothing(float bad, float clipValue)
    {
        foreach (TrainedTensor tensor in SmallNetwork.Tensors)
        {
            TrainedParameters parameters = SmallNetwork.Create(Optimizer.Adam);
            TrainedParameters other = SmallNetwork.Create(Optimizer.Adam);
            parameters.Clipping = other.Clipping = new GradientClipping { Value = clipValue > 0 ? clipValue : null };
            float[] weights = SmallNetwork.Weights(parameters);
            SmallNetwork.Backward(parameters, 0);
            parameters.GradientAt(tensor.Block) = bad;
            Assert.Equal(UpdateStatus.NonFiniteGradient, parameters.Update().Status);
            Assert.False(parameters.HasGradients);
            Assert.Equal(0, parameters.StepCount);
            Assert.Equal(weights, SmallNetwork.Weights(parameters));

            // Moments and sparse rows have not seen it either.
            SmallNetwork.Backward(parameters, 1);
            SmallNetwork.Backward(other, 1);
            Assert.Equal(UpdateStatus.Applied, parameters.Update().Status);
            other.Update();
            Assert.Equal(SmallNetwork.Weights(other), SmallNetwork.Weights(parameters));
        }
    }

    [Fact]
    public void Frozen_layers_do_not_trip_the_guard()
    {
        TrainedParameters parameters = SmallNetwork.Create(Optimizer.Sgd);
        parameters.SetFrozen(1, true);
        SmallNetwork.Backward(parameters, 0);
        parameters.GradientAt(SmallNetwork.Tensors[2].Block) = float.NaN;
        Assert.Equal(UpdateStatus.Applied, parameters.Update().Status);
    }

    [Fact]
    public void A_loss_that_is_not_finite_changes_nothing()
    {
        TrainedParameters parameters = SmallNetwork.Create(Optimizer.Momentum);
        float[] weights = SmallNetwork.Weights(parameters);
        foreach (double loss in (double[])[double.NaN, double.PositiveInfinity])
        {
            SmallNetwork.Backward(parameters, 0);
            UpdateResult result = parameters.Update(loss);
            Assert.Equal(UpdateStatus.NonFiniteLoss, result.Status);
            Assert.True(float.IsNaN(result.GradientNorm));
            Assert.Equal(new UpdateResult(UpdateStatus.NoGradient, 0), parameters.Update());
        }

        Assert.Equal(weights, SmallNetwork.Weights(parameters));
        Assert.Equal(0, parameters.StepCount);
    }

    [Theory]
    [InlineData(Optimizer.Sgd)]
    [InlineData(Optimizer.Nesterov)]
    [InlineData(Optimizer.AdamW)]
    [InlineData(Optimizer.CenteredRmsProp)]
    public void A_snapshot_can_be_gone_back_to(Optimizer optimizer)
    {
        TrainedParameters parameters = SmallNetwork.Create(optimizer, snapshots: true);
        Assert.False(parameters.HasSnapshot);
        Assert.Throws<InvalidOperationException>(parameters.Restore);
        Train(parameters, 0, 3);
        parameters.Snapshot();
        Train(parameters, 3, 9);
        float[] expected = SmallNetwork.Weights(parameters);
        SmallNetwork.Backward(parameters, 50);
        for (int i = 0; i < 2; i++)
        {
            parameters.Restore();
            Assert.False(parameters.HasGradients);
            Assert.Equal(3, parameters.StepCount);
            Train(parameters, 3, 9);
            Assert.Equal(expected, SmallNetwork.Weights(parameters));
        }
    }

    [Fact]
    public void Snapshots_must_be_asked_for()
    {
        TrainedParameters parameters = SmallNetwork.Create(Optimizer.Adam);
        Assert.Throws<InvalidOperationException>(parameters.Snapshot);
        Assert.True(SmallNetwork.Create(Optimizer.Adam, snapshots: true).Bytes > parameters.Bytes);
        Assert.Equal((4 * 4 * SmallNetwork.BlockLength) + (15 * 5), parameters.Bytes);
    }

    [Fact]
    public void Nothing_allocates_after_the_constructor()
    {
        foreach (Optimizer optimizer in Enum.GetValues<Optimizer>())
        {
            TrainedParameters parameters = SmallNetwork.Create(optimizer, snapshots: true);
            float[] weights = SmallNetwork.Weights(parameters);
            Allocation.IsNone(() => Run(10), warmUp: 1, repeats: 10);

            void Run(int count)
            {
                WarmUp<CosineDecay> schedule = new(new CosineDecay(0.01f, 0.001f, 50), 5);
                for (int i = 0; i < count; i++)
                {
                    parameters.GradientAt(8) = i;
                    parameters.SparseGradientRow(SmallNetwork.Embedding, i % 9) += 1;
                    parameters.HasGradients = true;
                    parameters.Settings = parameters.Settings with { LearningRate = schedule.At(i) };
                    parameters.Clipping = new GradientClipping { Value = 1, Norm = 1 };
                    parameters.Update(i, 0.5f);
                    parameters.SparseGradientRow(SmallNetwork.OneHot, i % 6) = float.NaN;
                    parameters.HasGradients = true;
                    parameters.Update(i);
                    parameters.Snapshot();
                    parameters.Restore();
                    parameters.SetFrozen(1, i % 3 == 0);
                    parameters.Export(weights);
                    parameters.ExportGradients(weights);
                    parameters.Import(weights);
                }
            }
        }
    }

    [Fact]
    public void Bad_settings_are_named()
    {
        TrainedParameters adam = SmallNetwork.Create(Optimizer.Adam);
        Check("LearningRate", () => adam.Settings = adam.Settings with { LearningRate = double.NaN });
        Check("LearningRate", () => adam.Settings = adam.Settings with { LearningRate = -1 });
        Check("LearningRate", () => adam.Settings = adam.Settings with { LearningRate = 1e60 });
        Check("WeightDecay", () => adam.Settings = adam.Settings with { WeightDecay = double.PositiveInfinity });
        Check("Beta1", () => adam.Settings = adam.Settings with { Beta1 = 1 });
        Check("Beta2", () => adam.Settings = adam.Settings with { Beta2 = 0.99999999999 });
        Check("Epsilon", () => adam.Settings = adam.Settings with { Epsilon = 0 });
        Check("Epsilon", () => adam.Settings = adam.Settings with { Epsilon = 1e-60 });
        Check("Alpha", () => SmallNetwork.Create(Optimizer.RmsProp).Settings = adam.Settings with { Alpha = -0.5 });
        Check("Momentum", () => SmallNetwork.Create(Optimizer.Nesterov).Settings = adam.Settings with { Momentum = 1.5 });
        Check("Norm", () => adam.Clipping = new GradientClipping { Norm = 0 });
        Check("Value", () => adam.Clipping = new GradientClipping { Value = float.NaN });
        Check("gradientScale", () => adam.Update(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => OptimizerSettings.For((Optimizer)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => adam.SetFrozen(2, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => adam.IsFrozen(-1));
        Assert.Throws<InvalidOperationException>(() => adam.SparseGradientRow(0, 0));
        Assert.Throws<IndexOutOfRangeException>(() => adam.SparseGradientRow(SmallNetwork.Embedding, 9));
        Assert.Throws<IndexOutOfRangeException>(() => adam.SparseGradientRow(SmallNetwork.Embedding, -1));

        // What an optimizer does not use may be left at 0.
        SmallNetwork.Create(Optimizer.Sgd).Settings = new OptimizerSettings { LearningRate = 1 };

        static void Check(string name, Action action) =>
            Assert.Contains(name + " is ", Assert.Throws<ArgumentOutOfRangeException>(action).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 4, 4)]
    [InlineData(2, 3, 4)]
    [InlineData(1, 3, 6)]
    [InlineData(1, 5, 4)]
    public void Tensors_outside_the_blocks_are_refused(int gates, int units, int padded) => Assert.Throws<ArgumentException>(
        () => new TrainedParameters([new TrainedTensor(0, 0, 1, gates, units, padded, 1, 1, false)], 4, 4, OptimizerRule.Sgd, 1));

    private static void Train(TrainedParameters parameters, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            SmallNetwork.Backward(parameters, step);
            Assert.Equal(UpdateStatus.Applied, parameters.Update().Status);
        }
    }
}

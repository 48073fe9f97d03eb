using TinyRnn.Conformance;
using TinyRnn.Runtime.Updates;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>Twenty updates of every optimizer against PyTorch's rules in double.</summary>
public class OptimizerTests
{
    private const int Steps = 20;

    public static TheoryData<Optimizer, double, float, float> Cases
    {
        get
        {
            TheoryData<Optimizer, double, float, float> cases = [];
            foreach (Optimizer optimizer in Enum.GetValues<Optimizer>())
            {
                foreach (double decay in (double[])[0, 0.05])
                {
                    cases.Add(optimizer, decay, 0, 0);
                    cases.Add(optimizer, decay, 0, 2.5f);
                    cases.Add(optimizer, decay, 0.7f, 0);
                    cases.Add(optimizer, decay, 0.7f, 2.5f);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Follows_PyTorch(Optimizer optimizer, double decay, float clipValue, float clipNorm)
    {
        TrainedParameters parameters = SmallNetwork.Create(optimizer);
        ReferenceOptimizer reference = new(optimizer, SmallNetwork.Weights(parameters));
        parameters.Settings = OptimizerSettings.For(optimizer) with { LearningRate = 0.01, WeightDecay = decay };
        parameters.Clipping = new GradientClipping { Value = clipValue > 0 ? clipValue : null, Norm = clipNorm > 0 ? clipNorm : null };
        for (int step = 0; step < Steps; step++)
        {
            float[] gradients = SmallNetwork.Backward(parameters, step);
            double norm = reference.Step(Array.ConvertAll(gradients, g => (double)g), parameters.Settings, parameters.Clipping);
            UpdateResult result = parameters.Update();
            Assert.Equal(UpdateStatus.Applied, result.Status);
            Assert.False(parameters.HasGradients);
            Assert.Equal(norm, result.GradientNorm, norm * 1e-6);
        }

        Assert.Equal(Steps, parameters.StepCount);
        AssertNear(reference.Weights(), SmallNetwork.Weights(parameters), Tolerance(optimizer));
        AssertPaddingIsZero(parameters);
    }

    [Theory]
    [InlineData(Optimizer.Sgd)]
    [InlineData(Optimizer.Adam)]
    public void Batches_add_up_and_can_be_averaged(Optimizer optimizer)
    {
        TrainedParameters parameters = SmallNetwork.Create(optimizer);
        ReferenceOptimizer reference = new(optimizer, SmallNetwork.Weights(parameters));
        parameters.Clipping = new GradientClipping { Norm = 1 };
        for (int step = 0; step < Steps; step++)
        {
            double[] mean = new double[SmallNetwork.ParameterCount];
            for (int batch = 0; batch < 3; batch++)
            {
                float[] gradients = SmallNetwork.Backward(parameters, (3 * step) + batch);
                for (int i = 0; i < mean.Length; i++)
                    mean[i] += gradients[i] / 3.0;
            }

            double norm = reference.Step(mean, parameters.Settings, parameters.Clipping);
            Assert.Equal(norm, parameters.Update(gradientScale: 1f / 3).GradientNorm, norm * 1e-6);
        }

        AssertNear(reference.Weights(), SmallNetwork.Weights(parameters), Tolerance(optimizer));
    }

    /// <summary>As in PyTorch, a layer that is trained later begins with Adam's first step.</summary>
    [Theory]
    [InlineData(Optimizer.Momentum)]
    [InlineData(Optimizer.Adam)]
    [InlineData(Optimizer.RmsProp)]
    [InlineData(Optimizer.RmsPropMomentum)]
    [InlineData(Optimizer.AmsGrad)]
    [InlineData(Optimizer.NAdam)]
    public void Frozen_layers_rest(Optimizer optimizer)
    {
        TrainedParameters parameters = SmallNetwork.Create(optimizer);
        ReferenceOptimizer reference = new(optimizer, SmallNetwork.Weights(parameters));
        for (int step = 0; step < Steps; step++)
        {
            parameters.SetFrozen(1, step is < 5 or 12);
            reference.Frozen.Clear();
            if (parameters.IsFrozen(1))
                reference.Frozen.Add(1);
            float[] before = SmallNetwork.Weights(parameters);
            float[] gradients = SmallNetwork.Backward(parameters, step);
            double norm = reference.Step(Array.ConvertAll(gradients, g => (double)g), parameters.Settings, parameters.Clipping);
            Assert.Equal(norm, parameters.Update().GradientNorm, norm * 1e-6);
            if (parameters.IsFrozen(1))
                Assert.Equal(before[320..383], SmallNetwork.Weights(parameters)[320..383]);
        }

        AssertNear(reference.Weights(), SmallNetwork.Weights(parameters), Tolerance(optimizer));
    }

    [Fact]
    public void A_layer_frozen_between_two_batches_loses_its_gradients()
    {
        TrainedParameters parameters = SmallNetwork.Create(Optimizer.Sgd);
        float[] before = SmallNetwork.Weights(parameters);
        SmallNetwork.Backward(parameters, 0);
        parameters.SetFrozen(1, true);
        parameters.SetFrozen(1, false);
        parameters.Update();
        float[] after = SmallNetwork.Weights(parameters);
        Assert.Equal(before[320..383], after[320..383]);
        Assert.NotEqual(before[..320], after[..320]);
    }

    [Fact]
    public void Sgd_without_decay_leaves_rows_that_did_not_occur()
    {
        TrainedParameters parameters = SmallNetwork.Create(Optimizer.Sgd);
        TrainedTensor table = SmallNetwork.Tensors[SmallNetwork.Embedding];

        // A negative zero would become a positive one by adding 0.
        parameters.WeightAt(table.Block + (5 * table.RowLength)) = -0f;
        SmallNetwork.Backward(parameters, 0);
        parameters.Update();
        Assert.True(float.IsNegative(parameters.WeightAt(table.Block + (5 * table.RowLength))));
    }

    [Fact]
    public void Moments_fade_to_zero_and_not_to_subnormals()
    {
        foreach (Optimizer optimizer in Enum.GetValues<Optimizer>())
        {
            TrainedParameters parameters = SmallNetwork.Create(optimizer);
            parameters.Settings = optimizer switch
            {
                Optimizer.Adam or Optimizer.AdamW or Optimizer.AmsGrad or Optimizer.AmsGradW or Optimizer.NAdam or Optimizer.NAdamW =>
                    parameters.Settings with { Beta2 = 0.9 },
                Optimizer.RmsProp or Optimizer.CenteredRmsProp or Optimizer.RmsPropMomentum or Optimizer.CenteredRmsPropMomentum =>
                    parameters.Settings with { Alpha = 0.9 },
                _ => parameters.Settings,
            };
            SmallNetwork.Backward(parameters, 0);
            parameters.Update();
            for (int step = 0; step < 1500; step++)
            {
                SmallNetwork.Backward(parameters, step, 0);
                parameters.Update();
            }

            float[] weights = SmallNetwork.Weights(parameters);
            SmallNetwork.Backward(parameters, 0, 0);
            parameters.Update();
            if (optimizer is not (Optimizer.AdamW or Optimizer.AmsGradW or Optimizer.NAdamW))
                Assert.Equal(weights, SmallNetwork.Weights(parameters));
        }
    }

    /// <summary>
    /// A step of at most some 2 lr (for doubled biases 4) is rounded to float relative to itself, and so is the weight, of size 1 to 2, after it: 20 steps of
    /// 2^-24 each for the weight, and as much again for ten operations in a step of size 0.04. RMSprop's first steps have the size 10 lr, and a variance loses
    /// what a mean has in common with its square. A momentum of 0.9 adds up ten such steps.
    /// </summary>
    private static double Tolerance(Optimizer optimizer) => optimizer switch
    {
        Optimizer.CenteredRmsProp => 4e-5,
        Optimizer.RmsPropMomentum => 5e-5,
        Optimizer.CenteredRmsPropMomentum => 4e-4,
        _ => 5e-6,
    };

    private static void AssertNear(double[] expected, float[] actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"parameter {i}: expected {expected[i]}, found {actual[i]}");
    }

    private static void AssertPaddingIsZero(TrainedParameters parameters)
    {
        HashSet<int> used = [.. SmallNetwork.Tensors.SelectMany(SmallNetwork.Places).Select(place => place.Block)];
        for (int i = 0; i < SmallNetwork.BlockLength; i++)
        {
            if (!used.Contains(i))
                Assert.Equal(0, BitConverter.SingleToInt32Bits(parameters.WeightAt(i)) | BitConverter.SingleToInt32Bits(parameters.GradientAt(i)));
        }
    }
}

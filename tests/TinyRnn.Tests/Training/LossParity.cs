using System.Globalization;
using TinyRnn.Training;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>Compares the losses of a run with PyTorch's.</summary>
internal static class LossParity
{
    public const int Steps = 50;

    /// <summary>The settings of PyTorch's runs.</summary>
    public static void Configure(ModelTrainer trainer)
    {
        trainer.LearningRate = 3e-3;
        trainer.Clipping = new GradientClipping { Norm = 1 };
    }

    /// <summary>
    /// Both programs compute in floats and sum in another order. A value of the last of T time steps has gone through T roundings of 2^-24 one after the other,
    /// so the loss of step 0 may differ by T 2^-24 of its size. The gradient has that error too, and an update passes it on: after n updates (n + 1) T 2^-24,
    /// as long as the run is not yet chaotic (the first fifty steps are not). Adam at a rate of 0.003 moves a weight by 0.3 % of its unit, so that the
    /// real errors are far smaller.
    /// </summary>
    /// <param name="expected">PyTorch's losses.</param>
    /// <param name="timeSteps">T.</param>
    /// <param name="train">The loss of a step.</param>
    public static void Check(float[] expected, int timeSteps, Func<int, float> train)
    {
        for (int step = 0; step < Steps; step++)
        {
            float loss = train(step);
            double tolerance = (step + 1) * timeSteps * Math.Pow(2, -24);
            double error = Math.Abs(loss - expected[step]) / expected[step];
            Assert.True(
                error <= tolerance,
                string.Create(
                    CultureInfo.InvariantCulture, $"step {step}: loss {loss}, PyTorch {expected[step]}, relative error {error:E1}, tolerated {tolerance:E1}"));
        }
    }
}

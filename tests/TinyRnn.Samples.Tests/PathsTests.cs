using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>Sampled futures: what is said of them holds, and a loss of one's own has the gradient that it says.</summary>
public sealed class PathsTests : SampleFolder
{
    [Fact]
    public void Intervals_hold_about_what_they_say()
    {
        SampleRun run = Quick("paths");
        IReadOnlyDictionary<string, double> results = run.Results;
        foreach (string name in new[] { "mean and variance", "number and past errors" })
        {
            // Of 105 months 84 should be inside, and by chance it is 76 to 92. Full runs of seeds 1 to 3: 75 to 84 %.
            Assert.InRange(results[$"{name}, 1 ahead, inside"], 0.65, 0.95);

            // The cycles to test with are higher than those that were learnt: 62 to 66 % two years ahead.
            Assert.InRange(results[$"{name}, 24 ahead, inside"], 0.45, 0.95);

            // A model that learnt nothing would be about where the last value is, which is a fact of the series; two years ahead a cycle is far from it.
            Assert.InRange(results[$"{name}, 24 ahead, score"], 60, 0.8 * results["last value and past errors, 24 ahead, score"]);
        }

        Assert.Equal(242.6, results["last value and past errors, 24 ahead, score"], 0.1);
        IsDrawn("paths.svg");
        Assert.True(System.IO.File.Exists(File("paths.safetensors")));

        // An interval holds those of smaller shares. No month has less than none, but for the rounding of a scaled 0: 2^-24 of some 100.
        foreach (Plot.Panel fan in Drawn("paths.svg").Panels.Take(2))
        {
            Assert.Equal(3, fan.Intervals.Count);
            for (int month = 0; month < fan.Intervals[0].X.Count; month++)
            {
                Assert.True(fan.Intervals[0].Low[month] <= fan.Intervals[1].Low[month] && fan.Intervals[1].Low[month] <= fan.Intervals[2].Low[month]);
                Assert.True(fan.Intervals[0].High[month] >= fan.Intervals[1].High[month] && fan.Intervals[1].High[month] >= fan.Intervals[2].High[month]);
                Assert.True(fan.Intervals[0].Low[month] >= -1e-4);
            }
        }
    }

    /// <summary>By finite differences: with steps of 2^-10 a central one is off by less than 2e-7 times the third derivative, which is below 10.</summary>
    [Fact]
    public void The_gradient_is_that_of_the_loss()
    {
        float[] said = [0.5f, -1, 0.25f, 0.5f, -0.75f, 0];
        float[] targets = [1, 0.125f, 0.5f];
        float[] gradients = new float[6];
        float[] unused = new float[6];
        SpreadLearner.Loss(said, targets, gradients);
        const float step = 1f / 1024;
        for (int i = 0; i < said.Length; i++)
        {
            float[] above = [.. said];
            float[] below = [.. said];
            above[i] += step;
            below[i] -= step;
            double expected = (SpreadLearner.Loss(above, targets, unused) - SpreadLearner.Loss(below, targets, unused)) / (2 * step);
            Assert.Equal(expected, gradients[i], 1e-5);
        }
    }
}

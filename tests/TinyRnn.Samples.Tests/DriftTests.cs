using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>Online learning: what a drift costs a model that does not learn, and how little is left where one does.</summary>
public sealed class DriftTests : SampleFolder
{
    [Fact]
    public void A_model_that_learns_follows_its_sensor()
    {
        SampleRun run = Quick("drift");
        IReadOnlyDictionary<string, double> results = run.Results;

        // Pressures have a standard deviation of 14 kPa: who always says the mean is wrong by 11 on average. A quick training leaves some 1.5.
        Assert.InRange(results["as shipped, before"], 0.3, 3);
        foreach (string name in new[] { "its head learns", "all of it learns" })
        {
            // It is hardly worse while nothing changes.
            Assert.InRange(results[$"{name}, before"], 0.3, results["as shipped, before"] + 0.5);

            // A fifth of 100 kPa is lost and 10 are added: 10 are missing in the end. What is learnt leaves a fourth of it.
            Assert.InRange(results[$"{name}, while it drifts"], 0.3, results["as shipped, while it drifts"] / 2);
            Assert.InRange(results[$"{name}, after"], 0.3, results["as shipped, after"] / 3);
        }

        Assert.InRange(results["as shipped, after"], 7, 13);
        Assert.Equal(600, results["updates"]);
        Assert.Equal(0, results["allocated while learning and serving"]);
        Assert.InRange(results["a learning step"], 0.1, 100_000);
        Assert.InRange(results["a serving step"], 1, 1_000_000);
        IsDrawn("drift.svg");
        Assert.True(System.IO.File.Exists(File("drift.safetensors")));
    }

    /// <summary>The sensor is what it says: right on average before, and gain and offset apart after.</summary>
    [Fact]
    public void The_sensor_drifts_by_as_much_as_it_says()
    {
        DriftingSensor sensor = new(seed: 3, before: 20_000, during: 100, after: 20_000);
        double Off(Range steps, double gain, double offset)
        {
            (int first, int count) = steps.GetOffsetAndLength(sensor.Steps);
            return Enumerable.Range(first, count).Average(
                t => sensor.Readings[2 * t] - (0.3 * (sensor.Readings[(2 * t) + 1] - 20)) - (gain * sensor.Pressures[t]) - offset);
        }

        // The lag is as often behind as ahead; what is left is noise of thousands of steps.
        Assert.Equal(0, Off(..sensor.Begin, 1, 0), 0.1);
        Assert.Equal(0, Off((sensor.End + 100).., 0.8, 10), 0.1);
    }
}

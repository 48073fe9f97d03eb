using TinyRnn.Plot;
using Xunit;

namespace TinyRnn.Samples.Tests;

public sealed class GatesTests : SampleFolder
{
    /// <summary>
    /// A unit that holds a number empties its cell at a mark and keeps it otherwise: over the ten steps between two marks, 0.99 a step leaves 90 %. Always
    /// answering 0 is wrong by 0.33.
    /// </summary>
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    public void Forget_gates_close_where_there_is_something_new(string seed)
    {
        IReadOnlyDictionary<string, double> results = Quick("gates", "--seed", seed).Results;
        Assert.InRange(results["loss (mean squared error)"], 0, 0.003);
        Assert.InRange(results["forget gate where nothing is marked"], 0.98, 1);
        Assert.InRange(results["forget gate at a mark"], 0, 0.5);
        Assert.InRange(results["input gate where nothing is marked"], 0, 0.1);
        Assert.InRange(results["input gate at a mark"], 0.4, 1);
        IsDrawn("gates.png");
        Panel[] gates = [.. Drawn("gates.png").Panels.Where(panel => panel.Title.Contains(" gate ", StringComparison.Ordinal))];
        Assert.Equal(3, gates.Length);
        Assert.All(gates, panel => Assert.True(panel.Heat is { IsSequential: true, Low: 0, High: 1 }, "Where white is the middle, 0 and 1 look alike."));
    }
}

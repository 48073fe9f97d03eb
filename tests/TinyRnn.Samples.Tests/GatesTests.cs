using Xunit;

namespace TinyRnn.Samples.Tests;

public sealed class GatesTests : SampleFolder
{
    /// <summary>A unit that holds a number empties its cell at a mark and keeps it otherwise. Always answering 0 is wrong by 0.33; these runs stand at 0.006.</summary>
    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    public void Forget_gates_close_where_there_is_something_new(string seed)
    {
        IReadOnlyDictionary<string, double> results = Quick("gates", "--seed", seed).Results;
        Assert.InRange(results["loss (mean squared error)"], 0, 0.03);
        Assert.InRange(results["forget gate where nothing is marked"], 0.8, 1);
        Assert.InRange(results["forget gate at a mark"], 0, 0.6);
        Assert.True(results["input gate at a mark"] > results["input gate where nothing is marked"] + 0.3);
        IsDrawn("gates.png");
    }
}

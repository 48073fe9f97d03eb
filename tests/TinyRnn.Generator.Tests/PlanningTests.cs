using TinyRnn.Generator.Planning;
using Xunit;

namespace TinyRnn.Generator.Tests;

public class PlanningTests
{
    [Theory]
    [InlineData(1, "4")]
    [InlineData(4, "4")]
    [InlineData(5, "8")]
    [InlineData(9, "8 4")]
    [InlineData(12, "8 4")]
    [InlineData(13, "16")]
    [InlineData(16, "16")]
    [InlineData(20, "16 4")]
    [InlineData(31, "16 16")]
    [InlineData(40, "16 16 8")]
    public void Units_are_covered_with_little_padding_and_few_panels(int units, string widths) =>
        Assert.Equal(widths, string.Join(' ', PanelLayout.For(units).Widths));

    [Fact]
    public void Padding_never_reaches_four_units()
    {
        for (int units = 1; units <= 300; units++)
            Assert.InRange(PanelLayout.For(units).PaddedUnits - units, 0, 3);
    }

    [Theory]
    [InlineData("Vector512", 4, 16, 1, 1, 2)] // 4 sums of 512 bits: two chains to have 8 in flight
    [InlineData("Vector256", 4, 16, 2, 1, 1)] // 8 sums fill the latency, and 4 registers stay for weights and input
    [InlineData("Vector128", 4, 16, 2, 2, 1)] // 16 sums would spill: two walks of 8
    [InlineData("Vector128", 3, 16, 4, 1, 1)] // 12 sums are the most that 16 registers hold
    [InlineData("Neon", 4, 16, 4, 1, 1)]      // 32 registers hold all 16 sums: the input is read once
    [InlineData("Vector512", 1, 16, 1, 1, 4)] // one gate: four chains, more would cost too much to add up
    [InlineData("Vector512", 4, 4, 1, 1, 2)]  // a panel of 4 is 128-bit work everywhere
    public void Tiles_fill_the_registers_and_the_latency(string target, int gates, int width, int vectors, int tiles, int chains)
    {
        TilePlan tile = TilePlan.For(VectorTarget.All.First(each => each.Name == target), gates, width);
        Assert.Equal((vectors, tiles, chains), (tile.Vectors, tile.Tiles, tile.Chains));
    }

    [Fact]
    public void A_tile_never_needs_more_registers_than_there_are()
    {
        foreach (VectorTarget target in VectorTarget.All)
        {
            foreach (int gates in new[] { 1, 2, 3, 4 })
            {
                foreach (int width in new[] { 4, 8, 16 })
                {
                    TilePlan tile = TilePlan.For(target, gates, width);
                    Assert.Equal(width, tile.TileWidth * tile.Tiles);
                    Assert.True((gates * tile.Vectors * tile.Chains) + 2 <= target.Registers);
                }
            }
        }
    }
}

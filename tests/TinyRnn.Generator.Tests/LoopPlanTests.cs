using TinyRnn.Model.Panels;
using TinyRnn.Model.Spec;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>How blocks of rows are walked: straight, or in a loop, each with its reason.</summary>
public class LoopPlanTests
{
    private static readonly TilePlan s_avx512Lstm = new(Lanes: 16, Vectors: 1, Tiles: 1, Chains: 2);

    private static readonly TilePlan s_neonLstm = new(Lanes: 4, Vectors: 4, Tiles: 1, Chains: 1);

    [Fact]
    public void Sixteen_rows_of_four_gates_are_half_a_kilobyte_of_straight_code()
    {
        Assert.Equal(0, Loop("Vector512", s_avx512Lstm, Gates(16, 4)).Looped);
        Assert.Equal(16, Loop("Vector512", s_avx512Lstm, Gates(17, 4)).Looped);
    }

    [Fact]
    public void A_turn_has_as_many_rows_as_chains_and_enough_work_to_hide_its_counting()
    {
        // 4 gates: two rows for two chains are 8 multiply-adds. One gate: 8 rows.
        Assert.Equal(new LoopPlan(Chains: 2, Unroll: 2, Looped: 32), Loop("Vector512", s_avx512Lstm, Gates(33, 4)));
        Assert.Equal(new LoopPlan(Chains: 4, Unroll: 8, Looped: 96), Loop("Vector512", s_avx512Lstm with { Chains = 4 }, Gates(100, 1)));
    }

    [Fact]
    public void Neon_takes_four_rows_for_each_load_of_inputs()
    {
        Assert.Equal(new LoopPlan(Chains: 1, Unroll: 4, Looped: 64), Loop("Neon", s_neonLstm, Gates(67, 4)));
    }

    [Fact]
    public void A_loop_has_at_least_two_turns()
    {
        Assert.Equal(0, Loop("Neon", s_neonLstm, Gates(7, 4)).Looped);
        Assert.Equal(8, Loop("Neon", s_neonLstm, Gates(8, 4)).Looped);
    }

    [Fact]
    public void Few_rows_are_summed_in_one_chain()
    {
        Assert.Equal(1, Loop("Vector512", s_avx512Lstm, Gates(3, 4)).Chains);
        Assert.Equal(2, Loop("Vector512", s_avx512Lstm, Gates(4, 4)).Chains);

        // Of a one-hot block one row is read, however many there are.
        Assert.Equal(1, Loop("Vector512", s_avx512Lstm, Gates(5000, 4) with { IsOneHot = true }).Chains);
    }

    [Fact]
    public void Code_for_several_inputs_is_never_straight()
    {
        TilePlan tile = s_avx512Lstm with { Chains = 1, Inputs = 4 };
        Assert.Equal(16, LoopPlan.For(Target("Vector512"), tile, Gates(16, 4), inputs: 4).Looped);
    }

    [Fact]
    public void Every_row_is_walked_once()
    {
        foreach (VectorTarget target in VectorTarget.All)
        {
            for (int rows = 1; rows <= 300; rows++)
            {
                for (int gates = 1; gates <= 4; gates++)
                {
                    TilePlan tile = TileCost.Choose(target, new RowSums(gates, gates), new PanelStrip(new PanelGroup(0, 16, 1)), rows).Tiles.Single();
                    LoopPlan loop = LoopPlan.For(target, tile, Gates(rows, gates), 1);
                    Assert.InRange(loop.Looped, 0, rows);
                    Assert.Equal(0, loop.Looped % loop.Unroll);

                    // Chain k takes the rows k, k + chains, ...: a turn must not begin in the middle.
                    Assert.Equal(0, loop.Unroll % loop.Chains);
                    Assert.InRange(rows - loop.Looped, 0, loop.Looped == 0 ? Math.Max(LoopPlan.StraightMultiplyAdds, 2 * loop.Unroll) : loop.Unroll - 1);
                }
            }
        }
    }

    [Fact]
    public void Dot_products_split_their_sums_until_four_are_in_flight()
    {
        // 64 inputs are 4 vectors of 512 bits: four chains for one output, two for two, one for three.
        Assert.Equal([4, 2, 1], Enumerable.Range(1, 3).Select(outputs => DotPlan.For(64, outputs).First().Chains));

        // With fewer vectors than that there is nothing to split.
        Assert.Equal(2, DotPlan.For(32, 1).First().Chains);
    }

    [Fact]
    public void Dot_products_end_in_narrower_vectors()
    {
        DotPlan dots = DotPlan.For(45, 1).First();
        Assert.Equal((16, 2), (dots.Lanes, dots.Vectors));
        Assert.Equal([8, 4], dots.Tails);
        Assert.Equal([16, 8, 4], DotPlan.For(45, 1).Select(plan => plan.Lanes));
        Assert.Equal([4], DotPlan.For(3, 1).Select(plan => plan.Lanes));
    }

    [Fact]
    public void Long_dot_products_loop()
    {
        Assert.Equal(0, DotPlan.For(1024, 1).First().Looped);
        Assert.Equal(68, DotPlan.For(1100, 1).First().Looped);
    }

    private static LoopPlan Loop(string target, TilePlan tile, RowBlock block) => LoopPlan.For(Target(target), tile, block, inputs: 1);

    private static RowBlock Gates(int rows, int gates) => new("h", rows, new EquatableArray<string>(Enumerable.Range(0, gates).Select(gate => $"g{gate}")));

    private static VectorTarget Target(string name) => VectorTarget.All.First(target => target.Name == name);
}

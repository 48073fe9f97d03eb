using TinyRnn.Generator.Planning;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>The choices of the cost model, each with its reason.</summary>
public class TileCostTests
{
    /// <summary>Rows of a layer of middle size: enough that the loop decides, not what comes before and after it.</summary>
    private const int Rows = 64;

    private static readonly int[] s_powers = [1, 2, 4];

    private static readonly int?[] s_rows = [null, 1, 2, 3, 4, 8, 16, 64, 1000];

    private static VectorTarget Avx512 => Target("Vector512");

    private static VectorTarget Avx2 => Target("Vector256");

    private static VectorTarget Neon => Target("Neon");

    private static VectorTarget Sse => Target("Vector128");

    [Fact]
    public void Neon_keeps_the_16_sums_of_an_LSTM_panel_in_one_walk()
    {
        // 32 registers hold 16 sums, the input and 4 weights on their way. One walk loads an input for 16 multiply-adds, two walks of 8 sums would load it twice.
        TilePlan tile = TileCost.Choose(Neon, gates: 4, width: 16, Rows);
        Assert.Equal(new TilePlan(Lanes: 4, Vectors: 4, Tiles: 1, Chains: 1), tile);
        Assert.True(TileCost.Cycles(4, Rows, tile) < 2 * TileCost.Cycles(4, Rows, tile with { Vectors = 2, Tiles = 2 }));
    }

    [Fact]
    public void Avx2_keeps_the_8_sums_of_an_LSTM_panel_in_one_walk()
    {
        // 2 vectors of 4 gates are the whole panel, and 8 sums are what hides 4 cycles at two multiply-adds a cycle: chains would only have to be added.
        TilePlan tile = TileCost.Choose(Avx2, gates: 4, width: 16, Rows);
        Assert.Equal(new TilePlan(Lanes: 8, Vectors: 2, Tiles: 1, Chains: 1), tile);
        Assert.True(TileCost.Registers(Avx2, 4, tile with { Chains = 2 }) > Avx2.Registers, "16 sums leave no register for the input");
    }

    [Fact]
    public void Sse_walks_twice_over_an_LSTM_panel_because_16_sums_would_spill()
    {
        // 16 registers again, but half the lanes: the panel has 16 sums, and with the input that is one register too many.
        TilePlan tile = TileCost.Choose(Sse, gates: 4, width: 16, Rows);
        Assert.Equal(new TilePlan(Lanes: 4, Vectors: 2, Tiles: 2, Chains: 1), tile);
        Assert.True(TileCost.Registers(Sse, 4, tile with { Vectors = 4, Tiles = 1 }) > Sse.Registers);
    }

    [Fact]
    public void Sse_keeps_12_sums_because_they_fit()
    {
        TilePlan tile = TileCost.Choose(Sse, gates: 3, width: 16, Rows);
        Assert.Equal(new TilePlan(Lanes: 4, Vectors: 4, Tiles: 1, Chains: 1), tile);
    }

    [Fact]
    public void Avx512_splits_the_4_sums_of_an_LSTM_panel_into_2_chains()
    {
        // 4 sums in flight would wait 4 cycles a row for 2 cycles of work.
        Assert.Equal(new TilePlan(Lanes: 16, Vectors: 1, Tiles: 1, Chains: 2), TileCost.Choose(Avx512, gates: 4, width: 16, Rows));
    }

    [Theory]
    [InlineData("Vector512", 16)]
    [InlineData("Vector256", 16)]
    [InlineData("Vector256", 8)]
    [InlineData("Neon", 8)]
    [InlineData("Neon", 4)]
    [InlineData("Vector128", 8)]
    public void One_gate_waits_for_its_sums_and_gets_4_chains(string target, int width)
    {
        // An RNN's panel has one sum or two: a row costs the latency over the number of chains, until loads cost as much.
        TilePlan tile = TileCost.Choose(Target(target), gates: 1, width, Rows);
        Assert.Equal(4, tile.Chains);
        Assert.True(TileCost.Cycles(1, Rows, tile) < TileCost.Cycles(1, Rows, tile with { Chains = 2 }));
    }

    [Fact]
    public void One_gate_of_4_vectors_needs_only_2_chains()
    {
        // 4 multiply-adds take 2 cycles, and 2 chains bring the wait down to that.
        Assert.Equal(new TilePlan(Lanes: 4, Vectors: 4, Tiles: 1, Chains: 2), TileCost.Choose(Neon, gates: 1, width: 16, Rows));
    }

    [Fact]
    public void Few_rows_get_fewer_chains_than_many()
    {
        // Chains are added up once a panel: 4 of them, two additions deep, cost 6 cycles, which 4 rows do not bring back.
        Assert.Equal(2, TileCost.Choose(Avx512, gates: 2, width: 16, rows: 4).Chains);
        Assert.Equal(4, TileCost.Choose(Avx512, gates: 2, width: 16, rows: 64).Chains);
    }

    [Fact]
    public void A_panel_of_4_is_128_bit_work_on_every_target()
    {
        foreach (VectorTarget target in VectorTarget.All)
            Assert.Equal(4, TileCost.Choose(target, gates: 4, width: 4, Rows).Lanes);
    }

    [Fact]
    public void Rows_that_are_only_known_at_run_time_exclude_chains()
    {
        // The loop over them takes one row at a time: chains need a constant number of rows in the loop and a rest behind it.
        foreach ((VectorTarget target, int gates, int width) in Panels())
            Assert.Equal(1, TileCost.Choose(target, gates, width, rows: null).Chains);
    }

    [Fact]
    public void A_tile_covers_its_panel_and_never_needs_more_registers_than_there_are()
    {
        foreach ((VectorTarget target, int gates, int width) in Panels())
        {
            foreach (int? rows in s_rows)
            {
                TilePlan one = TileCost.Choose(target, gates, width, rows);
                TilePlan four = TileCost.Choose(target, gates, width, rows, inputs: 4, one);
                Assert.Equal(1, one.Inputs);
                Assert.Contains(four.Inputs, s_powers);
                foreach (TilePlan tile in new[] { one, four })
                {
                    Assert.Equal(width, tile.TileWidth * tile.Tiles);
                    Assert.InRange(TileCost.Registers(target, gates, tile), 1, target.Registers);
                }
            }
        }
    }

    [Fact]
    public void Several_inputs_keep_the_chains_of_one_so_that_the_bits_are_the_same()
    {
        // Lanes and chains say which products a sum takes in which order. Vectors, walks and inputs only say which sums are in registers together.
        foreach ((VectorTarget target, int gates, int width) in Panels())
        {
            foreach (int? rows in s_rows)
            {
                TilePlan one = TileCost.Choose(target, gates, width, rows);
                TilePlan four = TileCost.Choose(target, gates, width, rows, inputs: 4, one);
                Assert.Equal(one.Chains, four.Chains);
                Assert.Equal(one.Lanes, four.Lanes);
            }
        }
    }

    [Theory]
    [InlineData("Vector256", 4)]
    [InlineData("Neon", 4)]
    [InlineData("Neon", 3)]
    [InlineData("Neon", 1)]
    [InlineData("Vector128", 4)]
    public void Several_inputs_take_fewer_vectors_and_more_inputs_a_walk(string target, int gates)
    {
        // A weight that is loaded once for two inputs halves what limits one input, the loads; sums of fewer vectors make room for those of more inputs.
        TilePlan one = TileCost.Choose(Target(target), gates, width: 16, Rows);
        TilePlan four = TileCost.Choose(Target(target), gates, width: 16, Rows, inputs: 4, one);
        Assert.True(four.Inputs >= 2);
        Assert.True(four.Vectors < one.Vectors || one.Tiles > 1, "fewer vectors");
        Assert.True(gates * four.Vectors * four.Chains * four.Inputs >= 8, "sums that hide 4 cycles at two multiply-adds a cycle");
        Assert.True(
            TileCost.Cycles(gates, Rows, four) * four.Tiles * (4 / four.Inputs) < 4 * TileCost.Cycles(gates, Rows, one) * one.Tiles,
            "cheaper than four single inputs");
    }

    [Fact]
    public void A_choice_is_never_dearer_than_any_tile_that_fits()
    {
        foreach ((VectorTarget target, int gates, int width) in Panels())
        {
            TilePlan chosen = TileCost.Choose(target, gates, width, Rows);
            double cost = TileCost.Cycles(gates, Rows, chosen) * chosen.Tiles;
            foreach (int vectors in s_powers.Where(vectors => vectors * chosen.Lanes <= width))
            {
                foreach (int chains in s_powers)
                {
                    TilePlan other = new(chosen.Lanes, vectors, width / (vectors * chosen.Lanes), chains);
                    if (TileCost.Registers(target, gates, other) <= target.Registers)
                        Assert.True(cost <= TileCost.Cycles(gates, Rows, other) * other.Tiles, $"{target.Name}: {chosen} or {other}");
                }
            }
        }
    }

    private static VectorTarget Target(string name) => VectorTarget.All.First(target => target.Name == name);

    private static IEnumerable<(VectorTarget Target, int Gates, int Width)> Panels() =>
        from target in VectorTarget.All
        from gates in Enumerable.Range(1, 4)
        from power in s_powers
        select (target, gates, 4 * power);
}

using TinyRnn.Model.Panels;
using TinyRnn.Model.Spec;
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
        // 32 registers hold 16 sums, the input and 4 weights on their way. One walk loads an input for 16 multiply-adds, two walks of 8
        // sums would load it twice.
        TilePlan tile = Choose(Neon, gates: 4, width: 16, Rows);
        Assert.Equal(new TilePlan(Lanes: 4, Vectors: 4, Tiles: 1, Chains: 1), tile);
        Assert.True(Cycles(Neon, 4, tile) < Cycles(Neon, 4, tile with { Vectors = 2, Tiles = 2 }));
    }

    [Fact]
    public void Avx2_keeps_the_8_sums_of_an_LSTM_panel_in_one_walk()
    {
        // 2 vectors of 4 gates are the whole panel, and 8 sums are what hides 4 cycles at two multiply-adds a cycle: chains would only have to be added.
        TilePlan tile = Choose(Avx2, gates: 4, width: 16, Rows);
        Assert.Equal(new TilePlan(Lanes: 8, Vectors: 2, Tiles: 1, Chains: 1), tile);
        Assert.True(TileCost.Registers(Avx2, 4, tile with { Chains = 2 }) > Avx2.Registers, "16 sums leave no register for the input");
    }

    [Fact]
    public void Sse_walks_twice_over_an_LSTM_panel_because_16_sums_would_spill()
    {
        // 16 registers again, but half the lanes: the panel has 16 sums, and with the input that is one register too many.
        TilePlan tile = Choose(Sse, gates: 4, width: 16, Rows);
        Assert.Equal(new TilePlan(Lanes: 4, Vectors: 2, Tiles: 2, Chains: 1), tile);
        Assert.True(TileCost.Registers(Sse, 4, tile with { Vectors = 4, Tiles = 1 }) > Sse.Registers);
    }

    [Fact]
    public void Sse_keeps_12_sums_because_they_fit()
    {
        TilePlan tile = Choose(Sse, gates: 3, width: 16, Rows);
        Assert.Equal(new TilePlan(Lanes: 4, Vectors: 4, Tiles: 1, Chains: 1), tile);
    }

    [Fact]
    public void Four_gates_of_a_wide_panel_are_one_tile_of_eight_sums_with_512_bits()
    {
        // Eight sums hide a multiply-add's latency of 4 at two a cycle: none is split, and one broadcast serves both vectors.
        Assert.Equal(new TilePlan(Lanes: 16, Vectors: 2, Tiles: 1, Chains: 1), Choose(Avx512, gates: 4, width: 32, Rows));

        // Sixteen registers hold no more of the wide panel than of a panel of 16.
        Assert.Equal(
            Choose(Avx2, gates: 4, width: 16, Rows) with { Tiles = 4 / Choose(Avx2, gates: 4, width: 16, Rows).Vectors },
            Choose(Avx2, gates: 4, width: 32, Rows));
    }

    [Fact]
    public void Avx512_splits_the_4_sums_of_an_LSTM_panel_into_2_chains_because_one_kind_of_core_needs_them_and_the_other_hardly_minds()
    {
        TilePlan tile = Choose(Avx512, gates: 4, width: 16, Rows);
        Assert.Equal(new TilePlan(Lanes: 16, Vectors: 1, Tiles: 1, Chains: 2), tile);

        // Two multiply-adds a cycle: 4 sums in flight would wait 4 cycles a row for 2 cycles of work.
        Assert.True(Cycles(Avx512, 4, tile, core: 0) < 0.7 * Cycles(Avx512, 4, tile with { Chains = 1 }, core: 0));

        // One: 4 sums take as long as a sum waits, and the chains must be added up in the end.
        double loss = Cycles(Avx512, 4, tile, core: 1) / Cycles(Avx512, 4, tile with { Chains = 1 }, core: 1);
        Assert.InRange(loss, 1.0, 1.05);
    }

    [Fact]
    public void Half_vectors_do_not_pay_on_Avx512()
    {
        // 8 sums of 256 bits are as fast as 4 of 512 where those take two turns, and twice as slow where they do not.
        TilePlan halves = new(Lanes: 8, Vectors: 2, Tiles: 1, Chains: 1);
        Assert.Contains(halves, Candidates(Avx512, 4, 16, Rows, 1, null));
        TilePlan whole = Choose(Avx512, gates: 4, width: 16, Rows);
        Assert.InRange(Cycles(Avx512, 4, halves, core: 1) / Cycles(Avx512, 4, whole, core: 1), 0.95, 1.05);
        Assert.True(Cycles(Avx512, 4, halves, core: 0) > 1.5 * Cycles(Avx512, 4, whole, core: 0));
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
        TilePlan tile = Choose(Target(target), gates: 1, width, Rows);
        Assert.Equal(4, tile.Chains);
        Assert.True(Cycles(Target(target), 1, tile) < Cycles(Target(target), 1, tile with { Chains = 2 }));
    }

    [Fact]
    public void One_gate_of_4_vectors_needs_only_2_chains()
    {
        // 4 multiply-adds take 2 cycles, and 2 chains bring the wait down to that.
        Assert.Equal(new TilePlan(Lanes: 4, Vectors: 4, Tiles: 1, Chains: 2), Choose(Neon, gates: 1, width: 16, Rows));
    }

    [Fact]
    public void Few_rows_get_fewer_chains_than_many()
    {
        // Chains are added up once a panel: 4 of them, two additions deep, cost 6 cycles, which 4 rows do not bring back.
        Assert.Equal(2, Choose(Avx512, gates: 2, width: 16, rows: 4).Chains);
        Assert.Equal(4, Choose(Avx512, gates: 2, width: 16, rows: 64).Chains);
    }

    [Fact]
    public void A_panel_of_4_is_128_bit_work_on_every_target()
    {
        foreach (VectorTarget target in VectorTarget.All)
            Assert.Equal(4, Choose(target, gates: 4, width: 4, Rows).Lanes);
    }

    [Fact]
    public void Rows_that_are_only_known_at_run_time_exclude_chains()
    {
        // The loop over them takes one row at a time: chains need a constant number of rows in the loop and a rest behind it.
        foreach ((VectorTarget target, int gates, int width) in Panels())
            Assert.Equal(1, Choose(target, gates, width, rows: null).Chains);
    }

    [Fact]
    public void A_tile_covers_its_panel_and_never_needs_more_registers_than_there_are()
    {
        foreach ((VectorTarget target, int gates, int width) in Panels())
        {
            foreach (int? rows in s_rows)
            {
                TilePlan one = Choose(target, gates, width, rows);
                TilePlan four = Choose(target, gates, width, rows, inputs: 4, one.Chains);
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
        // Chains say which products a sum takes in which order. Lanes, vectors, walks and inputs only say which sums are in registers together.
        foreach ((VectorTarget target, int gates, int width) in Panels())
        {
            foreach (int? rows in s_rows)
            {
                TilePlan one = Choose(target, gates, width, rows);
                Assert.Equal(one.Chains, Choose(target, gates, width, rows, inputs: 4, one.Chains).Chains);
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
        TilePlan one = Choose(Target(target), gates, width: 16, Rows);
        TilePlan four = Choose(Target(target), gates, width: 16, Rows, inputs: 4, one.Chains);
        Assert.True(four.Inputs >= 2);
        Assert.True(four.Vectors < one.Vectors || one.Tiles > 1, "fewer vectors");
        Assert.True(gates * four.Vectors * four.Chains * four.Inputs >= 8, "sums that hide 4 cycles at two multiply-adds a cycle");
        Assert.True(Cycles(Target(target), gates, four, inputs: 4) < 4 * Cycles(Target(target), gates, one), "cheaper than four single inputs");
    }

    /// <summary>The estimate written down a second time, as a list of what a loop of one row executes and waits for.</summary>
    [Theory]
    [InlineData(2.0, 2.0, 4, 1, 1, 4.0)] // a sum waits 4 cycles for 2 cycles of multiply-adds and 2.5 of loads
    [InlineData(2.0, 2.0, 4, 1, 2, 2.5)] // two chains: 5 loads, two a cycle
    [InlineData(1.0, 1.0, 4, 1, 1, 4.5)] // 4 loads of whole vectors at one a cycle, and half a cycle for the broadcast
    [InlineData(1.0, 2.0, 4, 2, 1, 8.0)] // 8 multiply-adds at one a cycle
    public void A_row_costs_the_largest_of_loads_arithmetic_and_latency(double multiplyAdds, double loads, int gates, int vectors, int chains, double expected)
    {
        TilePlan tile = new(Lanes: 4, vectors, Tiles: 1, chains);
        CoreRates core = new(multiplyAdds, Additions: 2, loads, Latency: 4);
        double perRow = (TileCost.WalkCycles(_ => core, gates, 2000, tile) - TileCost.WalkCycles(_ => core, gates, 1000, tile)) / 1000;
        Assert.InRange(perRow, expected, expected * 1.02);
    }

    [Fact]
    public void Panels_of_different_widths_at_the_end_of_a_layer_are_walked_side_by_side()
    {
        // LSTM(40): 12 sums with 512 bits. The 8 lanes alone would wait for 4 sums, and then for their cells.
        PanelTiling wide = Assert.Single(Tilings("Vector512", Lstm(40), (0, 32, 1), (32, 8, 1)));
        Assert.Equal([16, 16, 8], wide.Tiles.Single().Widths);
        Assert.Equal(1, wide.Walks);

        // Sixteen registers hold 12 sums: the first half of the wide panel, then the second with the other panel.
        PanelTiling middle = Assert.Single(Tilings("Vector256", Lstm(40), (0, 32, 1), (32, 8, 1)));
        Assert.Equal([[8, 8], [8, 8, 8]], middle.Tiles.Select(tile => tile.Widths));
        Assert.Equal([0, 16], middle.Tiles.Select(tile => tile.FirstLane));

        // Panels that come one after another keep their loop.
        Assert.Equal([2, 1], Tilings("Vector512", Lstm(300), (0, 16, 2), (32, 8, 1), (40, 4, 1)).Select(tiling => tiling.Strip.Count));
    }

    [Fact]
    public void Panels_stand_alone_where_bits_must_be_the_same_everywhere() =>
        Assert.Equal(2, Tilings("Vector512", Lstm(40) with { IsReproducible = true }, (0, 32, 1), (32, 8, 1)).Count);

    [Fact]
    public void A_row_of_a_GRU_adds_to_three_of_its_four_sums_so_that_two_vectors_of_them_are_split()
    {
        // 6 multiply-adds take 3 cycles, and the sums wait for 4: two chains, where four gates in a row would fill the time.
        Assert.Equal(2, TileCost.Choose(Avx512, new RowSums(4, 3), Panel(32), Rows).Chains);
        Assert.Equal(1, TileCost.Choose(Avx512, new RowSums(4, 4), Panel(32), Rows).Chains);
    }

    [Fact]
    public void Tiles_cover_every_lane_once_and_fit_into_the_registers()
    {
        foreach (VectorTarget target in VectorTarget.All)
        {
            for (int units = 1; units <= 130; units++)
            {
                foreach (int inputs in new[] { 1, 4 })
                {
                    ProductPlan product = Lstm(units);
                    IReadOnlyList<PanelGroup> groups = PanelLayout.For(units, product, isCell: true).Groups;
                    IReadOnlyList<PanelTiling> tilings = TileCost.Choose(target, product, groups, inputs);
                    Assert.Equal(groups, tilings.SelectMany(tiling => tiling.Strip.Groups));
                    foreach (PanelTiling tiling in tilings)
                    {
                        int lane = 0;
                        foreach (TilePlan tile in tiling.Tiles)
                        {
                            Assert.Equal(lane, tile.FirstLane);
                            lane += tile.Tiles * tile.TileWidth;
                            Assert.InRange(TileCost.Registers(target, 4, tile), 1, target.Registers);

                            // A vector of two panels would have rows of both.
                            int at = tile.FirstLane;
                            foreach (int lanes in tile.Widths)
                            {
                                Assert.Same(tiling.Strip.At(at), tiling.Strip.At(at + lanes - 1));
                                at += lanes;
                            }
                        }

                        Assert.Equal(tiling.Strip.Width, lane);
                        Assert.Single(tiling.Tiles.Select(tile => (tile.Chains, tile.Inputs)).Distinct());
                    }
                }
            }
        }
    }

    [Fact]
    public void No_other_tile_has_a_smaller_worst_loss()
    {
        foreach ((VectorTarget target, int gates, int width) in Panels())
        {
            TilePlan[] all = [.. Candidates(target, gates, width, Rows, 1, null)];
            double WorstLoss(TilePlan tile) => Enumerable.Range(0, target.Cores(target.Lanes).Count)
                .Max(core => Cycles(target, gates, tile, core) / all.Min(other => Cycles(target, gates, other, core)));
            double chosen = WorstLoss(Choose(target, gates, width, Rows));
            Assert.All(all, tile => Assert.True(chosen <= WorstLoss(tile), $"{target.Name}: {tile}"));
        }
    }

    private static double Cycles(VectorTarget target, int gates, TilePlan tile, int core = 0, int inputs = 1) =>
        TileCost.PanelCycles(target, core, new RowSums(gates, gates), Rows, inputs, Tiling(tile));

    /// <summary>Of a panel that stands alone, which has one kind of tile.</summary>
    private static TilePlan Choose(VectorTarget target, int gates, int width, int? rows, int inputs = 1, int? chains = null) =>
        TileCost.Choose(target, new RowSums(gates, gates), Panel(width), rows, inputs, chains).Tiles.Single();

    private static IEnumerable<TilePlan> Candidates(VectorTarget target, int gates, int width, int? rows, int inputs, int? chains) =>
        TileCost.Candidates(target, new RowSums(gates, gates), Panel(width), rows, inputs, chains).Select(tiling => tiling.Tiles.Single());

    private static IReadOnlyList<PanelTiling> Tilings(string target, ProductPlan product, params (int FirstUnit, int Width, int Count)[] groups) =>
        TileCost.Choose(Target(target), product, [.. groups.Select(group => new PanelGroup(group.FirstUnit, group.Width, group.Count))], inputs: 1);

    private static ProductPlan Lstm(int units)
    {
        EquatableArray<string> gates = new(["i", "f", "g", "o"]);
        return new ProductPlan(gates, HasBias: true, new([new RowBlock("x", 1, gates), new RowBlock("h", units, gates)]));
    }

    private static PanelStrip Panel(int width) => new(new PanelGroup(0, width, 1));

    private static PanelTiling Tiling(TilePlan tile) => new(Panel(tile.TileWidth * tile.Tiles), new([tile]));

    private static VectorTarget Target(string name) => VectorTarget.All.First(target => target.Name == name);

    private static IEnumerable<(VectorTarget Target, int Gates, int Width)> Panels() =>
        from target in VectorTarget.All
        from gates in Enumerable.Range(1, 4)
        from power in s_powers
        select (target, gates, 4 * power);
}

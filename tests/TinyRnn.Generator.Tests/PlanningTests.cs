using System.Text.RegularExpressions;
using TinyRnn.Model.Layers.Dense;
using TinyRnn.Model.Layers.Gru;
using TinyRnn.Model.Layers.Lstm;
using TinyRnn.Model.Layers.OneHot;
using TinyRnn.Model.Panels;
using TinyRnn.Model.Planning;
using TinyRnn.Model.Spec;
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
    [InlineData(24, "16 8")]
    [InlineData(25, "16 16")]          // three vectors of 512 bits and less would be as many as four, and cost a third cell
    [InlineData(31, "16 16")]
    [InlineData(40, "16 16 8")]
    [InlineData(60, "16 16 16 16")]
    [InlineData(76, "16 16 16 16 8 4")] // beside so many, four more units weigh as much as they save
    public void Units_are_covered_with_little_padding_and_few_panels(int units, string widths) =>
        Assert.Equal(widths, string.Join(' ', PanelLayout.For(units, Lstm(500, units), isCell: true).Widths));

    [Theory]
    [InlineData(1, 28, "32")]
    [InlineData(1, 32, "32")]           // 17 KB: two vectors of 512 bits a gate share the broadcasts, and 8 sums need no splitting
    [InlineData(1, 40, "32 8")]
    [InlineData(1, 41, "16 16 16")]    // above the first-level cache panels are the steps of a walk to and fro
    [InlineData(1, 64, "16 16 16 16")]
    [InlineData(500, 32, "16 16")]
    public void Several_sums_stand_in_wider_panels_where_the_weights_stay_in_the_first_level_cache(int inputs, int units, string widths)
    {
        Assert.Equal(widths, string.Join(' ', PanelLayout.For(units, Lstm(inputs, units), isCell: true).Widths));
        Assert.DoesNotContain(32, PanelLayout.For(units, Lstm(inputs, units) with { IsReproducible = true }).Widths);
    }

    [Theory]
    [InlineData(31, "32")]
    [InlineData(32, "32")]
    [InlineData(45, "32 16")]
    [InlineData(64, "32 32")]
    [InlineData(101, "32 32 32 8")]
    public void Units_of_one_sum_stand_in_wider_panels(int units, string widths)
    {
        // A row of 16 lanes is one vector of 512 bits: its load and the input's broadcast would be as many loads again as multiply-adds.
        Assert.Equal(widths, string.Join(' ', PanelLayout.For(units, Rnn(units)).Widths));
        Assert.DoesNotContain(32, PanelLayout.For(units, Rnn(units) with { IsReproducible = true }).Widths);
    }

    [Fact]
    public void Padding_never_reaches_four_units_but_inside_of_a_cell()
    {
        for (int units = 1; units <= 300; units++)
        {
            ProductPlan[] cells = [Lstm(1, units), Lstm(500, units), Rnn(units)];
            Assert.All(cells, cell => Assert.InRange(PanelLayout.For(units, cell, isCell: true).PaddedUnits - units, 0, units is > 16 and < 64 ? 7 : 3));
            Assert.All(cells, cell =>
                Assert.InRange(PanelLayout.For(units, cell with { IsReproducible = true }, isCell: true).PaddedUnits - units, 0, 3));
            Assert.InRange(PanelLayout.For(units, Lstm(1, units)).PaddedUnits - units, 0, 3);
            Assert.Equal(PanelLayout.For(units, Lstm(1, units)).PaddedUnits, PanelLayout.For(units, Rnn(units)).PaddedUnits);
        }
    }

    [Theory]
    [InlineData(1, 64, true)]    // 66 KB in 4 panels: what the step before has read last is still there
    [InlineData(1, 41, true)]    // 30 KB, just above the cache beside the state
    [InlineData(1, 40, false)]   // 26 KB: all of it stays in the cache
    [InlineData(500, 16, false)] // 129 KB, but one panel: there is no other direction
    [InlineData(500, 28, false)] // only panels of 16 come in a loop, and here it is one; those of 8 and 4 stand behind it
    [InlineData(500, 32, true)]
    public void Only_layers_of_several_panels_above_the_first_level_cache_are_walked_in_zigzag(int inputs, int units, bool zigzags) =>
        Assert.Equal(zigzags, Kernel(Lstm(inputs, units), units).Zigzags);

    /// <summary>A loop of single places would leave half of what an instruction can do.</summary>
    [Theory]
    [InlineData(37)]
    [InlineData(64)]
    [InlineData(128)]
    public void Integers_are_taken_as_many_places_at_once_as_go_together(int units)
    {
        string source = $"using TinyRnn; namespace Acme; [RecurrentModel(1, Weights = WeightFormat.Int8)] [Lstm({units})] partial class Net;";
        string text = Harness.Emit(source).First(file => file.Key.EndsWith("Forward.g.cs", StringComparison.Ordinal)).Value;
        Assert.Contains("AdvSimd.MultiplyWideningLowerAndAdd(", text, StringComparison.Ordinal);
        Assert.DoesNotContain(", AdvSimd.MultiplyWideningLower(", text, StringComparison.Ordinal);
        Assert.Contains("Dp.DotProductBySelectedQuadruplet(", text, StringComparison.Ordinal);
        Assert.Equal(units == 37, text.Contains("Dp.DotProduct(", StringComparison.Ordinal));
    }

    /// <summary>The integers of inputs lie on the stack: of so many there is no room for those of four streams, and of more there are none.</summary>
    [Theory]
    [InlineData("[RecurrentModel(4000, Weights = WeightFormat.Int8)] [Dense(64, InputRange = 1)]", "Dense4000x64RowsInt8", true)]
    [InlineData("[RecurrentModel(40000, Weights = WeightFormat.Int8)] [Dense(64, InputRange = 1)]", "Dense40000x64Int8", true)]
    [InlineData("[RecurrentModel(40000, Weights = WeightFormat.Int8)] [Dense(64, InputRange = 1)]", "Dense40000x64RowsInt8", false)]
    [InlineData("[RecurrentModel(20000, Weights = WeightFormat.Int8)] [Activation(Activation.Tanh)] [Conv1D(8, 3)] [Gru(64)]", "Conv1D20000x8Taps3Int8", true)]
    [InlineData("[RecurrentModel(30000, Weights = WeightFormat.Int8)] [Activation(Activation.Tanh)] [Conv1D(8, 3)] [Gru(64)]", "Conv1D30000x8Taps3Int8", false)]
    public void Integers_have_room_on_the_stack(string attributes, string kernel, bool isThere)
    {
        string source = $"using TinyRnn; namespace Acme; {attributes} partial class Net;";
        string text = Harness.Emit(source).First(file => file.Key.EndsWith("Forward.g.cs", StringComparison.Ordinal)).Value;
        Assert.Equal(isThere, text.Contains(kernel + "(", StringComparison.Ordinal));
    }

    /// <summary>Layers of equal cells and sizes share a kernel only if their weights are stored in the same way.</summary>
    [Fact]
    public void Kernels_say_how_their_weights_are_stored()
    {
        const string source = "using TinyRnn; namespace Acme; [RecurrentModel(64, Weights = WeightFormat.Int8)] [Lstm(64)] [Lstm(64)] [Lstm(64)] "
            + "[Lstm(64, InputRange = 0.5f)] [Lstm(64, Weights = WeightFormat.Int16)] partial class Net;";
        string text = Harness.Emit(source).First(file => file.Key.EndsWith("Forward.g.cs", StringComparison.Ordinal)).Value;
        string[] names = [.. Regex.Matches(text, @"public static void (Lstm64x64Int\w*)\(").Select(match => match.Groups[1].Value)];
        Assert.Equal(["Lstm64x64Int8H", "Lstm64x64Int8", "Lstm64x64Int8XTo0_5H", "Lstm64x64Int16"], names);
    }

    [Fact]
    public void A_one_hot_input_counts_as_the_one_row_that_is_read()
    {
        ProductPlan product = Lstm(500, 32).WithOneHotInput();
        Assert.Equal(Lstm(500, 32).PlacesPerUnit, product.PlacesPerUnit);
        Assert.Equal(4 * (1 + 1 + 32), product.PlacesReadPerUnit);
        Assert.Equal(32, product.LongestBlock);

        // 17 KB are read of 273 KB: they stay in the cache.
        Assert.False(Kernel(product, 32).Zigzags);
        ModelPlan plan = Planner.Plan(Model() with { InputSize = null, Layers = new([new OneHotSpec(500), new LstmSpec(32, null, false, null)]) });
        Assert.Equal(500, plan.Vocabulary);
        Assert.Equal(4 * 32 * 32, plan.MultiplyAdds);
        Assert.Equal(0, plan.ScratchLength);
        Assert.False(plan.HasFourSteps);
    }

    [Fact]
    public void Reproducible_sums_are_split_into_the_same_chains_everywhere()
    {
        // A lane's sum then has the same order at every width, and for one input vector as for four.
        for (int units = 1; units <= 70; units++)
        {
            PanelKernelPlan one = Kernel(Lstm(3, units) with { IsReproducible = true }, units);
            PanelKernelPlan four = one.ForSeveral(sameBits: false);
            Assert.DoesNotContain(one.Variants, variant => variant.Target.HasMultiplyByLane);
            for (int group = 0; group < one.Layout.Groups.Count; group++)
                Assert.Single(one.Variants.Concat(four.Variants).Select(variant => variant.Tilings[group].Chains).Distinct());
        }
    }

    [Fact]
    public void A_kernel_for_several_inputs_has_the_variants_and_the_panels_of_the_one_for_one()
    {
        // Both must sum the same products in the same order, and a layer's packed weights serve both.
        for (int units = 1; units <= 70; units++)
        {
            PanelKernelPlan one = Kernel(Lstm(3, units), units);
            PanelKernelPlan four = one.ForSeveral(sameBits: true);
            Assert.Equal(one.PackedPlaces, four.PackedPlaces);
            foreach (VectorTarget target in VectorTarget.All)
            {
                // A target whose variant was left out runs the next narrower one that is its equal.
                IEnumerable<int> ChainsOfUnits(PanelKernelPlan plan) => plan.Variants.First(variant => variant.Target.Equals(target)
                    || (variant.Target.Lanes <= target.Lanes && !variant.Target.HasMultiplyByLane))
                    .Tilings.SelectMany(tiling => Enumerable.Repeat(tiling.Chains, tiling.Strip.Units));
                Assert.Equal(ChainsOfUnits(one), ChainsOfUnits(four));
            }
        }
    }

    [Fact]
    public void Variants_end_with_the_one_that_every_processor_has()
    {
        for (int units = 1; units <= 70; units++)
        {
            PanelKernelPlan plan = Kernel(Lstm(3, units), units);
            Assert.True(plan.Variants[plan.Variants.Count - 1].Target.IsBaseline);
            Assert.Contains(plan.Variants, variant => variant.Target.HasMultiplyByLane);
        }
    }

    [Fact]
    public void Four_at_once_are_planned_only_where_the_stack_has_room_for_them()
    {
        // 65,000 numbers are 254 KiB, within the bound of a step, and four times that is as much as some threads have.
        ModelPlan broad = Planner.Plan(Model() with { InputSize = 3, Layers = new([new DenseSpec(65000, default, null), new DenseSpec(1, default, null)]) });
        Assert.InRange(broad.ScratchLength, 65000, ModelPlan.MostScratch);
        Assert.False(broad.HasFourSteps);
        Assert.False(broad.HasFourStreams);

        // 4 steps of 4 sums of 8,000 units are 500 KiB. A step's sums stay in registers, and so do those of streams.
        ModelPlan large = Planner.Plan(Model() with { InputSize = 8, Layers = new([new LstmSpec(8000, null, false, null)]) });
        Assert.Equal(0, large.ScratchLength);
        Assert.False(large.HasFourSteps);
        Assert.True(large.HasFourStreams);

        ModelPlan usual = Planner.Plan(Model() with { InputSize = 8, Layers = new([new LstmSpec(256, null, false, null), new DenseSpec(100, default, null)]) });
        Assert.True(usual.HasFourSteps);
        Assert.True(usual.HasFourStreams);
    }

    [Fact]
    public void A_second_pass_reads_three_vectors_from_the_stack_and_streams_four_times_as_many()
    {
        ModelPlan plan = Planner.Plan(Model() with { InputSize = 4, Layers = new([new GruSpec(20, null, Bidirectional: false, ResetAfter: false)]) });
        Assert.Equal(3 * 20, plan.ScratchLength);
        Assert.Equal(4 * 3 * 20, plan.Layers[0].StreamsScratchLength);
    }

    [Fact]
    public void Segments_of_a_model_that_reads_both_ways_are_computed_in_fours_each_for_itself()
    {
        // 9 inputs are worth it, 2 * 3 are not, 2 * 8 are.
        ModelPlan plan = Planner.Plan(Model() with
        {
            Layers = new(
            [
                new LstmSpec(3, new("a"), Bidirectional: true, ForgetBias: null),
                new LstmSpec(8, new("b"), Bidirectional: true, ForgetBias: null),
                new GruSpec(20, new("c"), Bidirectional: false, ResetAfter: false),
            ]),
        });
        Assert.Equal([true, false, true], plan.Segments.Select(plan.BlocksSteps));
        Assert.False(plan.HasFourSteps);
    }

    [Fact]
    public void Planning_is_a_pure_function()
    {
        // Caching compares specs, not plans: equal specs must give equal plans.
        Assert.Equal(Kernel(Lstm(5, 37), 37), Kernel(Lstm(5, 37), 37));
        Assert.Equal(Kernel(Lstm(5, 40), 40).Variants[0], Kernel(Lstm(5, 40), 40).Variants[0]);
        Assert.Equal(Planner.Plan(Model()), Planner.Plan(Model()));
    }

    private static ModelSpec Model() => new(
        new TypeSpec("N", new([]), "M", "global::N.M", IsVisible: true),
        InputSize: 9,
        Mode: default,
        Feedback: default,
        Summary: default,
        new([new LstmSpec(37, null, Bidirectional: false, ForgetBias: 1), new GruSpec(20, new("g"), Bidirectional: false, ResetAfter: false)]),
        Pretrained: null);

    private static PanelKernelPlan Kernel(ProductPlan product, int units) => PanelKernelPlan.For(PanelLayout.For(units, product), product);

    private static ProductPlan Rnn(int units)
    {
        EquatableArray<string> sum = new(["a"]);
        return new ProductPlan(sum, HasBias: true, new([new("x", 1, sum), new("h", units, sum)]));
    }

    private static ProductPlan Lstm(int inputs, int units)
    {
        EquatableArray<string> gates = new(["i", "f", "g", "o"]);
        return new ProductPlan(gates, HasBias: true, new([new("x", inputs, gates), new("h", units, gates)]));
    }
}

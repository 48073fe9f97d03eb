using System.ComponentModel;
using System.Runtime.InteropServices;
using TinyRnn.Runtime.Cells;

namespace TinyRnn.Runtime.Packing;

/// <summary>Lays a model's matrices out as its kernels walk them. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PanelPacking
{
    /// <summary>
    /// Scale of the gates that a sigmoid follows, which is what <see cref="CellMath"/> reads: -log2(e), so that the sigmoid is one power of two. Files and
    /// gradients see the parameters, never this copy.
    /// </summary>
    public const float Sigmoid = -1.44269504f;

    /// <summary>Packs all of a model's parameters, whose weights are floats.</summary>
    /// <param name="parameters">In PyTorch's order, matrices row-major.</param>
    /// <param name="recipes">From parameters to panels.</param>
    /// <param name="packed">Room for all panels.</param>
    public static void Pack(ReadOnlySpan<float> parameters, ReadOnlySpan<PanelRecipe> recipes, Span<float> packed) =>
        Pack<Float32Packing>(parameters, recipes, packed);

    /// <summary>The same, where some weights are integers: a method of its own, so that native programs without any do not carry it.</summary>
    /// <inheritdoc cref="Pack"/>
    public static void PackIntegers(ReadOnlySpan<float> parameters, ReadOnlySpan<PanelRecipe> recipes, Span<float> packed) =>
        Pack<IntegerPacking>(parameters, recipes, packed);

    private static void Pack<TBlocks>(ReadOnlySpan<float> parameters, ReadOnlySpan<PanelRecipe> recipes, Span<float> packed)
        where TBlocks : struct, IBlockPacking
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(packed);
        foreach (PanelRecipe recipe in recipes)
        {
            Span<float> panels = MemoryMarshal.Cast<byte, float>(bytes[recipe.Packed..]);
            int place = 0;
            int firstUnit = 0;
            foreach (int width in recipe.Panels)
            {
                foreach (PanelBlock block in recipe.Blocks)
                    place += TBlocks.Pack(parameters, block, recipe.Units, firstUnit, width, panels[place..]);
                firstUnit += width;
            }
        }
    }
}

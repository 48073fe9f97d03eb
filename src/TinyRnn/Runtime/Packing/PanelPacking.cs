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

    /// <summary>Packs all of a model's parameters.</summary>
    /// <param name="parameters">In PyTorch's order, matrices row-major.</param>
    /// <param name="recipes">From parameters to panels.</param>
    /// <param name="packed">Room for all panels.</param>
    public static void Pack(ReadOnlySpan<float> parameters, ReadOnlySpan<PanelRecipe> recipes, Span<float> packed)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(packed);
        foreach (PanelRecipe recipe in recipes)
            Pack(parameters, recipe, MemoryMarshal.Cast<byte, float>(bytes[recipe.Packed..]));
    }

    private static void Pack(ReadOnlySpan<float> parameters, PanelRecipe recipe, Span<float> packed)
    {
        int place = 0;
        int firstUnit = 0;
        foreach (int width in recipe.Panels)
        {
            foreach (PanelBlock block in recipe.Blocks)
            {
                if (block.Format == WeightFormat.Int8)
                {
                    place += Int8Packing.Pack(parameters, block, recipe.Units, firstUnit, width, packed[place..]);
                    continue;
                }

                for (int row = 0; row < block.Rows; row++)
                {
                    for (int gate = 0; gate < block.Gates; gate++)
                    {
                        float scale = ((block.Sigmoids >> gate) & 1) == 0 ? 1 : Sigmoid;
                        int first = block.Offset + (((gate * recipe.Units) + firstUnit) * block.Columns) + (row * block.Step);
                        for (int lane = 0; lane < width; lane++)
                            packed[place++] = firstUnit + lane < recipe.Units ? scale * parameters[first + (lane * block.Columns)] : 0;
                    }
                }

                int padding = block.Padding * block.Gates * width;
                packed.Slice(place, padding).Clear();
                place += padding;
            }

            firstUnit += width;
        }
    }
}

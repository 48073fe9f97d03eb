using System.Runtime.InteropServices;

namespace TinyRnn.Runtime.Packing;

/// <summary>
/// Rows of weights as 16-bit integers. A unit's weights of one gate, a row of the matrix, have one scale: the largest is 32,767, or less, so that a sum of
/// products cannot exceed 32 bits. In a panel stand, each a lane for each unit: the scales, of sums of products with the integers that inputs become; and the
/// weights, two rows in a place of 32 bits.
/// </summary>
internal readonly struct Int16Packing : IBlockPacking
{
    public static int Pack(ReadOnlySpan<float> parameters, PanelBlock block, int units, int firstUnit, int width, Span<float> packed)
    {
        int stride = block.Gates * width;
        packed = packed[..(stride * (((block.Rows + 1) / 2) + 1))];
        packed.Clear();
        Span<short> weights = MemoryMarshal.Cast<float, short>(packed[stride..]);
        for (int gate = 0; gate < block.Gates; gate++)
        {
            float factor = ((block.Sigmoids >> gate) & 1) == 0 ? 1 : PanelPacking.Sigmoid;
            for (int lane = 0; lane < width && firstUnit + lane < units; lane++)
            {
                int first = block.Offset + (((gate * units) + firstUnit + lane) * block.Columns);
                int place = (gate * width) + lane;
                WeightRow weightRow = new(parameters, first, block, 1);
                float scale = RowScale.Of(block.Format, weightRow);
                packed[place] = scale * factor * block.Range / IntegerRange.OfValues(block.Format, block.Rows);
                for (int row = 0; row < block.Rows; row++)
                    weights[(((row / 2 * stride) + place) * 2) + (row % 2)] =
                        (short)RowScale.Round(block.Format, weightRow[row], scale);
            }
        }

        return packed.Length;
    }
}

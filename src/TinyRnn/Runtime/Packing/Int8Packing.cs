using System.Runtime.InteropServices;

namespace TinyRnn.Runtime.Packing;

/// <summary>
/// Rows of weights as 8-bit integers. A unit's weights of one gate, a row of the matrix, have one scale, by which the largest is 127: what they lose is at most
/// 1/254 of it. In a panel stand, each a lane for each unit: the scales, of sums of products with the integers that inputs become; what an offset of 128 on all
/// inputs adds to a sum, with a minus; and the weights, four rows in a place of 32 bits.
/// </summary>
internal readonly struct Int8Packing : IBlockPacking
{
    /// <summary>What is added to inputs whose bytes have no sign.</summary>
    private const int Offset = 128;

    public static int Pack(ReadOnlySpan<float> parameters, PanelBlock block, int units, int firstUnit, int width, Span<float> packed)
    {
        int most = IntegerRange.OfValues(block.Format, block.Rows);
        int stride = block.Gates * width;
        int walked = (block.Rows + 3) / 4;
        packed = packed[..(stride * (walked + 2))];
        packed.Clear();
        Span<int> offsets = MemoryMarshal.Cast<float, int>(packed[stride..]);
        Span<sbyte> weights = MemoryMarshal.Cast<float, sbyte>(packed[(2 * stride)..]);
        for (int gate = 0; gate < block.Gates; gate++)
        {
            float factor = ((block.Sigmoids >> gate) & 1) == 0 ? 1 : PanelPacking.Sigmoid;
            for (int lane = 0; lane < width && firstUnit + lane < units; lane++)
            {
                int first = block.Offset + (((gate * units) + firstUnit + lane) * block.Columns);
                int place = (gate * width) + lane;
                WeightRow weightRow = new(parameters, first, block, 1);
                float scale = RowScale.Of(block.Format, weightRow);
                packed[place] = scale * factor * block.Range / most;
                int sum = 0;
                for (int row = 0; row < block.Rows; row++)
                {
                    sbyte weight = (sbyte)RowScale.Round(block.Format, weightRow[row], scale);
                    weights[(((row / 4 * stride) + place) * 4) + (row % 4)] = weight;
                    sum += weight;
                }

                offsets[place] = -Offset * sum;
            }
        }

        return packed.Length;
    }
}

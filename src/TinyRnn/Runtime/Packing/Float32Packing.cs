namespace TinyRnn.Runtime.Packing;

/// <summary>Rows of weights as floats, those of gates that a sigmoid follows multiplied by <see cref="PanelPacking.Sigmoid"/>.</summary>
internal readonly struct Float32Packing : IBlockPacking
{
    public static int Pack(ReadOnlySpan<float> parameters, PanelBlock block, int units, int firstUnit, int width, Span<float> packed)
    {
        int place = 0;
        for (int row = 0; row < block.Rows; row++)
        {
            for (int gate = 0; gate < block.Gates; gate++)
            {
                float scale = ((block.Sigmoids >> gate) & 1) == 0 ? 1 : PanelPacking.Sigmoid;
                int first = block.Offset + (((gate * units) + firstUnit) * block.Columns) + block.PlaceOf(row);
                for (int lane = 0; lane < width; lane++)
                    packed[place++] = firstUnit + lane < units ? scale * parameters[first + (lane * block.Columns)] : 0;
            }
        }

        int padding = block.Padding * block.Gates * width;
        packed.Slice(place, padding).Clear();
        return place + padding;
    }
}

namespace TinyRnn.Runtime.Packing;

/// <summary>Rows of weights in any format: blocks of floats stand between those of integers.</summary>
internal readonly struct IntegerPacking : IBlockPacking
{
    public static int Pack(ReadOnlySpan<float> parameters, PanelBlock block, int units, int firstUnit, int width, Span<float> packed) => block.Format switch
    {
        WeightFormat.Float32 => Float32Packing.Pack(parameters, block, units, firstUnit, width, packed),
        WeightFormat.Int16 => Int16Packing.Pack(parameters, block, units, firstUnit, width, packed),
        _ => Int8Packing.Pack(parameters, block, units, firstUnit, width, packed),
    };
}

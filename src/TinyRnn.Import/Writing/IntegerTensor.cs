using TinyRnn.Weights;

namespace TinyRnn.Import.Writing;

/// <summary>A tensor as integers, each row times its scale.</summary>
/// <param name="IsShort">Of 16 bits, otherwise of 8.</param>
/// <param name="Values">The integers, row by row.</param>
/// <param name="Scales">Of each row.</param>
internal sealed record IntegerTensor(bool IsShort, short[] Values, float[] Scales)
{
    /// <summary>Adds it, and its scales under the name and <c>_scale</c>.</summary>
    public void AddTo(SafetensorsWriter writer, string name, int[] shape)
    {
        if (IsShort)
            writer.AddIntegers(name, shape, (ReadOnlyMemory<short>)Values);
        else
            writer.AddIntegers(name, shape, (ReadOnlyMemory<sbyte>)Array.ConvertAll(Values, value => (sbyte)value));
        writer.Add(name + "_scale", [Scales.Length], Scales);
    }
}

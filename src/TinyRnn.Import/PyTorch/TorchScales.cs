namespace TinyRnn.Import.PyTorch;

/// <summary>What the integers of a quantized tensor stand for: (q - zero point) * scale, one of each for all, or for each place of an axis.</summary>
/// <param name="Scale">The scale, or a tensor of scales.</param>
/// <param name="Zero">The zero point, or a tensor of them.</param>
/// <param name="Axis">The axis of several.</param>
internal sealed record TorchScales(object Scale, object Zero, int Axis)
{
    /// <summary>Scales and zero points, and the axis that they are for.</summary>
    /// <param name="sizes">The tensor's.</param>
    /// <exception cref="SourceFormatException">Another number of them than the axis has places.</exception>
    public (float[] Scales, float[] Zeros, int Axis) Read(int[] sizes)
    {
        (float[] scales, float[] zeros) = (Numbers(Scale), Numbers(Zero));
        bool isOne = Scale is not TorchTensor;
        if (scales.Length != zeros.Length || (!isOne && ((uint)Axis >= (uint)sizes.Length || sizes[Axis] != scales.Length)))
            throw new SourceFormatException(
                $"A tensor of sizes [{string.Join(", ", sizes)}] has {Counted.Of(scales.Length, "scale")} and {Counted.Of(zeros.Length, "zero point")} for axis "
                + $"{Axis}. The file is damaged; save or download it again.");
        return (scales, zeros, isOne ? 0 : Axis);
    }

    private static float[] Numbers(object value) =>
        value is TorchTensor tensor ? tensor.Values().Values.ToArray() : [Convert.ToSingle(value, System.Globalization.CultureInfo.InvariantCulture)];
}

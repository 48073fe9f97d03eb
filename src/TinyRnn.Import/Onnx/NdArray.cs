namespace TinyRnn.Import.Onnx;

/// <summary>Values in row-major order and their sizes.</summary>
internal sealed class NdArray<T>(int[] shape, T[] data)
{
    public int[] Shape { get; } = shape;

    public T[] Data { get; } = data;

    public int Rank => Shape.Length;
}

using System.Numerics.Tensors;
using TinyRnn.Import.Lowering;
using TinyRnn.Import.Vectors;
using TinyRnn.Weights;

namespace TinyRnn.Import.Writing;

/// <summary>The two safetensors files of an import, with checksums. The same content gives the same bytes.</summary>
internal static class WeightFile
{
    /// <summary>The weights under PyTorch's names.</summary>
    public static byte[] Weights(ClassDraft draft, string origin)
    {
        SafetensorsWriter writer = Writer(origin);
        foreach (NamedTensor tensor in draft.Layers.SelectMany(layer => layer.Tensors))
            writer.Add(tensor.Name, tensor.Tensor.Shape.ToArray(), tensor.Tensor.Values.ToArray());
        return Bytes(writer);
    }

    /// <summary>The vectors that <see cref="ModelProof"/> replays.</summary>
    public static byte[] Golden(GoldenSet golden, string origin)
    {
        SafetensorsWriter writer = Writer(origin);
        writer.Metadata["truth"] = golden.Origin;
        writer.Add("inputs", [golden.Sequences, golden.Steps, golden.InputSize], golden.Inputs);
        foreach (GoldenTensor tensor in golden.Tensors)
        {
            float[] expected = new float[tensor.Expected.Length];
            TensorPrimitives.ConvertTruncating<double, float>(tensor.Expected, expected);
            writer.Add(tensor.Name, tensor.Shape, expected);
            writer.Add($"{tensor.Name}.bound", [1], new[] { (float)tensor.Bound });
        }

        return Bytes(writer);
    }

    private static SafetensorsWriter Writer(string origin)
    {
        SafetensorsWriter writer = new();
        writer.Metadata["origin"] = origin;

        // The key alone asks for checksums: the writer computes them.
        writer.Metadata["checksum.tensors"] = "";
        return writer;
    }

    private static byte[] Bytes(SafetensorsWriter writer)
    {
        using MemoryStream stream = new();
        writer.Write(stream);
        return stream.ToArray();
    }
}

using System.Numerics.Tensors;
using TinyRnn.Import.Lowering;
using TinyRnn.Import.Vectors;
using TinyRnn.Weights;

namespace TinyRnn.Import.Writing;

/// <summary>The two safetensors files of an import, with checksums. The same content gives the same bytes.</summary>
internal static class WeightFile
{
    /// <summary>The weights under PyTorch's names.</summary>
    /// <param name="draft">The class.</param>
    /// <param name="origin">Where they are from.</param>
    /// <param name="metadata">What else is known of the model.</param>
    /// <param name="integers">Tensors that are written as integers and the scales of their rows, by name.</param>
    public static byte[] Weights(
        ClassDraft draft, string origin, ModelMetadata metadata, IReadOnlyDictionary<string, IntegerTensor>? integers = null)
    {
        SafetensorsWriter writer = Writer(origin, metadata);
        foreach (NamedTensor tensor in draft.Layers.SelectMany(layer => layer.Tensors))
        {
            int[] shape = [.. tensor.Tensor.Shape];
            if (integers is not null && integers.TryGetValue(tensor.Name, out IntegerTensor? integer))
                integer.AddTo(writer, tensor.Name, shape);
            else
                writer.Add(tensor.Name, shape, tensor.Tensor.Values.ToArray());
        }

        return Bytes(writer);
    }

    /// <summary>The vectors that <see cref="ModelProof"/> replays.</summary>
    public static byte[] Golden(GoldenSet golden, string origin)
    {
        SafetensorsWriter writer = Writer(origin, ModelMetadata.None);
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

    private static SafetensorsWriter Writer(string origin, ModelMetadata metadata)
    {
        SafetensorsWriter writer = new();
        metadata.Write(writer.Metadata);
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

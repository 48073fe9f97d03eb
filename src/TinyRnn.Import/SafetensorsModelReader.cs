using System.Buffers.Binary;
using TinyRnn.Formats.StateDict;
using TinyRnn.Weights;

namespace TinyRnn.Import;

/// <summary>safetensors with the names of a state_dict, such as TinyRnn's own files.</summary>
internal sealed class SafetensorsModelReader : FormatReader
{
    private const int LengthBytes = 8;

    public override string Format => "safetensors";

    public override bool Recognises(ReadOnlySpan<byte> head, Stream file) =>
        head.Length > LengthBytes && head[LengthBytes] == (byte)'{' && BinaryPrimitives.ReadUInt64LittleEndian(head) <= (ulong)(file.Length - LengthBytes);

    /// <summary>The scales of integers, which go with these.</summary>
    private static bool IsScale(SafetensorsReader reader, TensorInfo tensor) =>
        tensor.Name.EndsWith(ScaleEnd, StringComparison.Ordinal) && reader.TryGet(tensor.Name[..^ScaleEnd.Length], out TensorInfo? scaled)
        && scaled.Type is TensorType.I8 or TensorType.I16;

    private const string ScaleEnd = "_scale";

    public override SourceModel Read(Stream file, string name, ReadOptions options)
    {
        try
        {
            using SafetensorsReader reader = new(file);
            List<KeyValuePair<string, SourceTensor>> tensors = [];
            foreach (TensorInfo tensor in reader.Tensors.OrderBy(tensor => tensor.ByteOffset)
                .Where(tensor => tensor.ElementCount > 0 && !IsScale(reader, tensor) && !tensor.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal)))
            {
                float[] values = new float[tensor.ElementCount];
                reader.Read(tensor, values);
                tensors.Add(KeyValuePair.Create(tensor.Name, new SourceTensor([.. tensor.Shape], values)));
            }

            SourceModel model = StateDictModel.Read(Format, tensors, new StateDictOptions { Activations = options.Activations, Last = options.Last });
            ModelMetadata metadata = ModelMetadata.Read(reader.Metadata, name);
            return model with
            {
                License = metadata.License ?? metadata.Entries.GetValueOrDefault("license"),
                Version = metadata.Version,
                SampleRate = metadata.SampleRate,
                Metadata = reader.Metadata.ToDictionary(),
            };
        }
        catch (WeightFormatException exception)
        {
            throw new SourceFormatException(exception.Message, exception);
        }
    }
}

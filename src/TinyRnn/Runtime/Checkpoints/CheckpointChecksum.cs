using TinyRnn.Weights;

namespace TinyRnn.Runtime.Checkpoints;

/// <summary>
/// The checksum of checkpoints of version 1, eight hexadecimal digits under the key <c>checksum</c>: of all data, in the order of the file, and of the other
/// metadata, but not of the tensors' names, types, shapes and places. All of these were always the same for one training, so that a file whose header says
/// anything else is damaged: with that rule, version 1 is as safe as version 2.
/// </summary>
internal static class CheckpointChecksum
{
    /// <summary>Compares the checksum with the content, and the tensors with those that version 1 wrote.</summary>
    /// <param name="reader">A file that has all of <paramref name="bindings"/> and no other tensor.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <param name="bindings">The training's tensors, in the order in which they are written.</param>
    /// <exception cref="WeightFormatException">There is none, or they differ.</exception>
    public static void Require(SafetensorsReader reader, string source, ReadOnlySpan<TensorBinding> bindings)
    {
        if (!reader.Header.Metadata.TryGet(FileChecksum.Key, out ReadOnlySpan<byte> expected))
            throw Missing(source);
        Checksum sum = reader.Sum();
        for (int i = 0; i < reader.Header.Metadata.Count; i++)
        {
            if (reader.Header.Metadata.Key(i).SequenceEqual("checksum"u8))
                continue;
            sum.Add(reader.Header.Metadata.Key(i));
            sum.Add([0]);
            sum.Add(reader.Header.Metadata.Text(i));
            sum.Add([0]);
        }

        string found = sum.ToString();
        if (!HeaderTexts.AreEqual(expected, found))
        {
            throw new WeightFormatException(
                $"{source} is damaged: its content has the checksum {found}, but it was written with {Excerpt.Of(expected)}. Nothing was loaded; load "
                + $"another one, or copy the file again.");
        }

        long end = 0;
        for (int i = 0; i < bindings.Length; i++)
        {
            ref readonly TensorEntry tensor = ref reader.Header.Entry(i);
            bool same = reader.Header.Name(i).SequenceEqual(HeaderTexts.Utf8(bindings[i].Name)) && reader.Header.Type(i).SequenceEqual("F32"u8)
                && tensor.Begin == end;
            if (!same)
            {
                throw new WeightFormatException(
                    $"{source} is damaged: its tensor {i + 1} is '{Excerpt.Of(reader.Header.Name(i))}' from byte {tensor.Begin}, but "
                    + $"'{Excerpt.Of(bindings[i].Name)}', F32, from byte {end} was written. Nothing was loaded; load another one, or copy the file again.");
            }

            end = tensor.End;
        }
    }

    /// <summary>For a checkpoint without a checksum, which may be one whose key has been damaged.</summary>
    public static WeightFormatException Missing(string source) => new(
        $"{source} is a checkpoint without a checksum: it is damaged, another program wrote it, or a TinyRnn from before checkpoints had one. Nothing was "
        + $"loaded; load another one. "
        + $"The weights alone can be read: load it into a model with {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.IgnoreUnexpected)}.");
}

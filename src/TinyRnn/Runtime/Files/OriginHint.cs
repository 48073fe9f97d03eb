using TinyRnn.Weights;

namespace TinyRnn.Runtime.Files;

/// <summary>What a file is that is no model's own: one part of several, a training's checkpoint, an export from Keras.</summary>
internal static class OriginHint
{
    public static void Add(MismatchCase mismatch, bool missing, List<string> hints)
    {
        if (!mismatch.Options.IgnoreUnexpected && mismatch.Header.Metadata.ContainsKey("checkpoint"))
        {
            hints.Add(
                $"The file is a checkpoint of a training, which the trainer's LoadCheckpoint reads. For its weights alone, set "
                + $"{nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.IgnoreUnexpected)}, or save the trained model itself by Save.");
        }

        if (!missing)
            return;
        if (Parts(Path.GetFileName(mismatch.Source)) is { } parts)
        {
            hints.Add(
                $"By its name the file is one of {parts} (a shard), and the other files have the rest. Export all tensors into one file: "
                + $"safetensors.torch.save_file, or save_pretrained with max_shard_size large enough.");
        }

        for (int i = 0; i < mismatch.Header.Count; i++)
        {
            if (!IsKeras(mismatch.Header.Name(i)))
                continue;
            hints.Add(
                $"'{Excerpt.Of(mismatch.Header.Name(i))}' is a name of Keras (TensorFlow), whose matrices are transposed, whose GRU has its gates in another "
                + $"order, and whose layers have one bias instead of two: "
                + "tinyrnn import converts the .keras or .h5 file.");
            return;
        }
    }

    private static bool IsKeras(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> last = name[(name.LastIndexOfAny((byte)'.', (byte)'/') + 1)..];
        if (last.EndsWith(":0"u8))
            last = last[..^2];
        return last.SequenceEqual("kernel"u8) || last.SequenceEqual("recurrent_kernel"u8);
    }

    /// <summary>The 2 of <c>model-00001-of-00002.safetensors</c>.</summary>
    private static string? Parts(ReadOnlySpan<char> file)
    {
        int of = file.LastIndexOf("-of-");
        if (of <= 0 || !char.IsAsciiDigit(file[of - 1]))
            return null;
        ReadOnlySpan<char> rest = file[(of + 4)..];
        int digits = 0;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            digits++;
        rest = rest[..digits].TrimStart('0');
        return rest.Length is > 0 and < 6 && rest is not "1" ? rest.ToString() : null;
    }
}

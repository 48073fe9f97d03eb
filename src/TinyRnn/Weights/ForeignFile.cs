namespace TinyRnn.Weights;

/// <summary>
/// Files that are given as safetensors and are something else, told by how they begin. Asked when a header makes no sense; so a message can name the file's
/// real format and what to do with it.
/// </summary>
internal static class ForeignFile
{
    /// <summary>Bytes of a file's beginning that are looked at.</summary>
    public const int HeadLength = 1024;

    private const string Import = "tinyrnn import converts it";
    private const string SaveFile = "or save its tensors by safetensors.torch.save_file(model.state_dict(), ...)";

    /// <summary>What the file is and what to do, for the middle of a sentence and the sentence after it; none, if it is not known.</summary>
    /// <param name="head">The file's beginning.</param>
    public static (string What, string Remedy)? Of(ReadOnlySpan<byte> head)
    {
        // A length below 4 GiB and a brace: a safetensors file that ends early.
        if (head.Length > 8 && head[8] == (byte)'{' && !head[4..8].ContainsAnyExcept((byte)0))
            return null;
        if (head.StartsWith("PK\x3\x4"u8))
            return ("a zip archive, as PyTorch's .pt and .pth and Keras' .keras are", $"{Import}, {SaveFile}");
        if (head.StartsWith("version https://git-lfs"u8))
            return ("a git-lfs pointer, which stands for the file that was not downloaded", "Run git lfs pull");
        if (After(head, 0x89).StartsWith("HDF\r\n"u8))
            return ("an HDF5 file, as Keras' .h5 is", Import);
        if (head.StartsWith("GGUF"u8))
            return ("a GGUF file of llama.cpp", "Take the safetensors file that it was made from");
        if (head.Length >= 8 && head[4..8].SequenceEqual("TFL3"u8))
            return ("a TensorFlow Lite file", Import);
        if (head.Length > 2 && head[0] == 0x80 && head[1] is >= 2 and <= 5)
            return ("a Python pickle, as PyTorch's older .pt and .pth are", $"{Import}, {SaveFile}");
        if (After(head, 0x93).StartsWith("NUMPY"u8))
            return ("a NumPy array", "Save the arrays by safetensors.numpy.save_file");
        if (head.Length > 1 && head[0] == 0x1F && head[1] == 0x8B)
            return ("compressed by gzip", "Unpack it");
        if (head.StartsWith("rnnoise-nu"u8))
            return ("a model of RNNoise", Import);
        if (head.StartsWith("DNNw"u8))
            return ("a blob of weights, as RNNoise 0.2 loads them", Import);
        return Text(head) ?? Onnx(head);
    }

    /// <summary>What follows a first byte; nothing, if that is another one.</summary>
    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> head, byte first) => head.Length > 0 && head[0] == first ? head[1..] : [];

    private static (string What, string Remedy)? Text(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8))
            head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);
        if (head.IsEmpty || head.Contains((byte)0))
            return null;
        if (head.IndexOf("\"weight_map\""u8) >= 0)
            return ("JSON: the index of a model in several files (shards), without weights itself",
                "Export all tensors into one file: safetensors.torch.save_file, or save_pretrained with max_shard_size large enough");
        if (head[0] is (byte)'{' or (byte)'[')
            return ("JSON", "If it is a model of RTNeural, GuitarML, AIDA-X or NAM, tinyrnn import converts it");
        return head[0] == (byte)'<' ? ("a page of HTML or XML, as a download gives that went wrong", "Download the file itself") : null;
    }

    /// <summary>
    /// ONNX has no signature. Its first field is nearly always the version, 8 and a small number, and the producer's name, the graph or the
    /// operators' versions follow.
    /// </summary>
    private static (string What, string Remedy)? Onnx(ReadOnlySpan<byte> head) =>
        head.Length > 3 && head[0] == 8 && head[1] is > 0 and < 64 && head[2] is (0x12 or 0x1A or 0x22 or 0x2A or 0x32 or 0x3A or 0x42)
            ? ("most likely an ONNX model", Import)
            : null;
}

namespace TinyRnn.Import.TfLite;

/// <summary>TensorFlow Lite's files, with numbers in float32 or float16.</summary>
internal sealed class TfLiteReader : FormatReader
{
    private const int Longest = 1 << 30;

    public override string Format => "TFLite";

    public override bool Recognises(ReadOnlySpan<byte> head, Stream file) => head.Length >= 8 && head[4..8].SequenceEqual("TFL3"u8);

    public override SourceModel Read(Stream file, string name, ReadOptions options)
    {
        if (file.Length > Longest)
            throw new SourceFormatException($"{name} has {file.Length} bytes; TFLite files of at most {Longest} are read.");
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return TfLiteModel.Build(TfLiteFile.Parse(bytes, name), name, options);
    }
}

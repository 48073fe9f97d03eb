using TinyRnn.Formats.StateDict;

namespace TinyRnn.Import;

/// <summary>Models in JSON; <see cref="ModelJson"/> tells which.</summary>
internal sealed class JsonReader : FormatReader
{
    /// <inheritdoc/>
    public override string Format => "JSON of RTNeural, GuitarML, AIDA-X and NAM";

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head, Stream file)
    {
        if (head.StartsWith("\uFEFF"u8))
            head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);

        // A safetensors file may begin with a brace, too, if its header has 123 bytes; zeros follow then, which no text has.
        return head.Length > 0 && head[0] is (byte)'{' or (byte)'[' && !head.Contains((byte)0);
    }

    /// <inheritdoc/>
    public override SourceModel Read(Stream file, string name, ReadOptions options) =>
        ModelJson.Read(file, name, new StateDictOptions { Activations = options.Activations, Last = options.Last });
}

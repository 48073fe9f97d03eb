using System.Text.Json;
using TinyRnn.Formats.StateDict;

namespace TinyRnn.Formats;

/// <summary>
/// Trained models in JSON, told by their content: RTNeural's layers, a state_dict as JSON, GuitarML (NeuralPi, Proteus, Automated-GuitarAmpModelling), AIDA-X
/// and NAM. No reflection: it works in native programs. Files are not trusted: size, depth and every number are checked before memory is taken.
/// </summary>
public static class ModelJson
{
    /// <summary>Bytes that a file may have: some four million numbers, as trainers print them.</summary>
    public const int MostBytes = FileBytes.Most;

    /// <summary>Reads a model from a stream, to its end.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="options">What a state_dict leaves open; the other formats leave nothing open.</param>
    /// <exception cref="SourceFormatException">Damaged, of no known format, or contradicting itself.</exception>
    public static SourceModel Read(Stream stream, string name, StateDictOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(FileBytes.ReadAll(stream, name), name, options);
    }

    /// <summary>Reads a model from memory.</summary>
    /// <param name="json">The file, UTF-8.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="options">What a state_dict leaves open; the other formats leave nothing open.</param>
    /// <exception cref="SourceFormatException">Damaged, of no known format, or contradicting itself.</exception>
    public static SourceModel Read(ReadOnlyMemory<byte> json, string name, StateDictOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        using JsonDocument document = JsonText.Parse(json, name);
        JsonPlace root = new(document.RootElement, name, "");
        return root.Kind == JsonValueKind.Object ? Read(root, options ?? StateDictOptions.None) : throw JsonFormats.Unknown(root);
    }

    private static SourceModel Read(JsonPlace root, StateDictOptions options) => JsonFormats.Of(root) switch
    {
        JsonFormat.Rtneural => RtneuralModel.Read(root),
        JsonFormat.Aidax => AidaxModel.Read(root),
        JsonFormat.GuitarMl => GuitarModel.Read(root),
        JsonFormat.Nam => NamModel.Read(root),
        JsonFormat.StateDict => JsonStateDict.Read(root, options),
        _ => throw JsonFormats.Unknown(root),
    };
}

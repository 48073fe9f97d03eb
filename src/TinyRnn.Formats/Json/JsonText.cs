using System.Text;
using System.Text.Json;

namespace TinyRnn.Formats;

/// <summary>JSON from a file that is not trusted, within limits.</summary>
internal static class JsonText
{
    // The document takes 12 bytes for each: 192 MB. Numbers as trainers print them have 8 bytes and more.
    private const int MostTokens = 16 << 20;

    private const int MostDepth = 32;

    public static JsonDocument Parse(ReadOnlyMemory<byte> json, string name)
    {
        FileBytes.RequireLength(json.Length, name);
        if (json.Span.StartsWith("\uFEFF"u8))
            json = json[3..];
        try
        {
            Count(json.Span, name);
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MostDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            string where = exception.LineNumber is long line ? $" (line {line + 1}, byte {exception.BytePositionInLine + 1})" : "";
            throw new SourceFormatException($"{name} is no valid JSON{where}: {Reason(exception)} Export the file again, or check the transfer.", exception);
        }
    }

    /// <summary>Reads over everything without keeping it, so that a document is only made of what is valid and within the limit.</summary>
    private static void Count(ReadOnlySpan<byte> json, string name)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = MostDepth });
        int tokens = 0;
        while (reader.Read())
        {
            if (++tokens > MostTokens)
                throw new SourceFormatException(
                    $"{name} has more than {MostTokens} values, brackets and names. Models of this size are read from safetensors, ONNX or PyTorch files.");
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                CheckText(ref reader, name);
        }
    }

    /// <summary>Text that is no text (half of a surrogate pair) shows only when it is asked for, by another exception.</summary>
    private static void CheckText(ref Utf8JsonReader reader, string name)
    {
        if (!reader.ValueIsEscaped && Ascii.IsValid(reader.ValueSpan))
            return;
        try
        {
            _ = reader.GetString();
        }
        catch (InvalidOperationException exception)
        {
            throw new SourceFormatException(
                $"{name} holds text at byte {reader.TokenStartIndex} that is no valid UTF-8. Export the file again, or check the transfer.", exception);
        }
    }

    private static string Reason(JsonException exception)
    {
        string message = exception.Message;
        int places = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return Excerpt.Of(places < 0 ? message : message[..places]);
    }
}

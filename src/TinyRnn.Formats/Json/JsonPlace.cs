using System.Text.Json;

namespace TinyRnn.Formats;

/// <summary>A value in a file's JSON, with its path, so that every error names the place: <c>layers[2].weights[0]</c>.</summary>
/// <param name="element">The value.</param>
/// <param name="file">The file's name.</param>
/// <param name="path">Where it is.</param>
/// <param name="key">Its name, if it is a member of an object.</param>
internal readonly struct JsonPlace(JsonElement element, string file, string path, string key = "")
{
    public string File => file;

    public string Path => path;

    public string Key => key;

    public JsonElement Element => element;

    public JsonValueKind Kind => element.ValueKind;

    /// <summary>The kind in words.</summary>
    public string KindText => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    public bool Has(string name) => Optional(name) is not null;

    /// <summary>A member of this object; none: it is not there, or null.</summary>
    public JsonPlace? Optional(string name) =>
        Kind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? new JsonPlace(value, file, Child(name), name)
            : null;

    public JsonPlace Required(string name)
    {
        Expect(JsonValueKind.Object, "an object");
        return Optional(name) ?? throw new SourceFormatException($"{file}: {(path.Length == 0 ? "the model" : path)} has no {name}. Export the file again.");
    }

    public IEnumerable<JsonPlace> Members()
    {
        Expect(JsonValueKind.Object, "an object");
        foreach (JsonProperty member in element.EnumerateObject())
            yield return new JsonPlace(member.Value, file, Child(member.Name), member.Name);
    }

    public JsonPlace[] Items()
    {
        Expect(JsonValueKind.Array, "a list");
        JsonPlace[] items = new JsonPlace[element.GetArrayLength()];
        int k = 0;
        foreach (JsonElement item in element.EnumerateArray())
            items[k] = new JsonPlace(item, file, $"{path}[{k++}]");
        return items;
    }

    public string Text()
    {
        Expect(JsonValueKind.String, "a text");
        return element.GetString()!;
    }

    /// <summary>A finite number.</summary>
    public double Number()
    {
        Expect(JsonValueKind.Number, "a number");
        return element.TryGetDouble(out double number) && double.IsFinite(number)
            ? number
            : throw Error($"is {Excerpt.Of(element.GetRawText())}, which no finite number can hold");
    }

    /// <summary>A whole number; Python may write 8.0.</summary>
    public int Whole(int least, int most)
    {
        double number = Number();
        return number >= least && number <= most && number == Math.Floor(number)
            ? (int)number
            : throw Error($"is {Excerpt.Of(element.GetRawText())}, where a whole number from {least} to {most} is expected");
    }

    public bool Truth() => Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Whole(0, 1) == 1,
    };

    public SourceFormatException Error(string what) => new($"{file}: {(path.Length == 0 ? "the model" : path)} {what}. Export the file again.");

    private void Expect(JsonValueKind kind, string text)
    {
        if (Kind != kind)
            throw Error($"is {KindText}, where {text} is expected");
    }

    private string Child(string name) => path.Length == 0 ? Excerpt.Of(name) : $"{path}.{Excerpt.Of(name)}";
}

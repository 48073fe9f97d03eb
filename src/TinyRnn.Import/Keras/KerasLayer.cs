using System.Text.Json;

namespace TinyRnn.Import.Keras;

/// <summary>A layer as a model's configuration describes it.</summary>
/// <param name="Kind">Its class: <c>LSTM</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Config">Its settings.</param>
/// <param name="Inputs">Names of the layers that it reads.</param>
internal sealed record KerasLayer(string Kind, string Name, JsonElement Config, IReadOnlyList<string> Inputs)
{
    /// <summary>A setting that is text, or a registered function's name.</summary>
    public string? Text(params string[] keys)
    {
        foreach (string key in keys)
        {
            if (!Config.TryGetProperty(key, out JsonElement value))
                continue;
            if (value.ValueKind == JsonValueKind.String)
                return value.GetString();
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("class_name", out JsonElement type))
                return type.GetString();
        }

        return null;
    }

    public bool? Flag(params string[] keys)
    {
        foreach (string key in keys)
        {
            if (Config.TryGetProperty(key, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                return value.GetBoolean();
        }

        return null;
    }

    public double? Number(params string[] keys)
    {
        foreach (string key in keys)
        {
            if (Config.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number)
                return value.GetDouble();
        }

        return null;
    }

    /// <summary>The number of <c>[3]</c>, or of 3; <see langword="null"/> if it is not said, 0 if it is neither.</summary>
    public int? Only(string key)
    {
        if (!Config.TryGetProperty(key, out JsonElement value))
            return null;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1)
            value = value[0];
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : 0;
    }

    /// <summary>The layer inside a wrapper.</summary>
    public KerasLayer? Inner(string key = "layer") =>
        Config.TryGetProperty(key, out JsonElement inner) && inner.ValueKind == JsonValueKind.Object && inner.TryGetProperty("class_name", out JsonElement kind)
            && inner.TryGetProperty("config", out JsonElement config)
            ? new(kind.GetString() ?? "", Name, config, Inputs)
            : null;
}

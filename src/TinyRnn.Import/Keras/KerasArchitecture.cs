using System.Text.Json;

namespace TinyRnn.Import.Keras;

/// <summary>Layers and how they are joined, from a model's JSON of Keras 1 to 3.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Layers">In the order of the configuration, in which each comes after its inputs.</param>
/// <param name="Outputs">Names of the layers whose outputs are the model's.</param>
internal sealed record KerasArchitecture(string? Name, IReadOnlyList<KerasLayer> Layers, IReadOnlyList<string> Outputs)
{
    /// <summary>Names of the inputs in the order in which a call is given them; empty: there is one.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <exception cref="SourceFormatException">It is no model's configuration.</exception>
    public static KerasArchitecture Parse(JsonElement root, string file)
    {
        try
        {
            string? kind = root.GetProperty("class_name").GetString();
            JsonElement config = root.GetProperty("config");
            return kind switch
            {
                "Sequential" => Sequential(config),
                "Functional" or "Model" => Functional(config),
                _ => throw new SourceFormatException($"{file} holds a {kind}; Sequential and functional models are read. Save the model that it contains."),
            };
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new SourceFormatException(
                $"{file} has a configuration that lacks what every Keras model has ({exception.Message}). Save the whole model with model.save().", exception);
        }
    }

    /// <summary>Keras 1 has the list of layers itself, later versions an object around it.</summary>
    private static KerasArchitecture Sequential(JsonElement config)
    {
        bool isList = config.ValueKind == JsonValueKind.Array;
        List<KerasLayer> layers = [];
        foreach (JsonElement layer in (isList ? config : config.GetProperty("layers")).EnumerateArray())
            layers.Add(Layer(layer, layers.Count == 0 ? [] : [layers[^1].Name], layers.Count));
        return new(
            isList || !config.TryGetProperty("name", out JsonElement name) ? null : name.GetString(), layers, layers.Count == 0 ? [] : [layers[^1].Name]);
    }

    private static KerasArchitecture Functional(JsonElement config)
    {
        List<KerasLayer> layers = [];
        foreach (JsonElement layer in config.GetProperty("layers").EnumerateArray())
            layers.Add(Layer(layer, [.. Sources(layer.GetProperty("inbound_nodes"))], layers.Count));
        return new(config.TryGetProperty("name", out JsonElement name) ? name.GetString() : null, layers, [.. Names(config.GetProperty("output_layers"))])
        {
            Inputs = config.TryGetProperty("input_layers", out JsonElement inputs) ? [.. Names(inputs)] : [],
        };
    }

    private static KerasLayer Layer(JsonElement layer, IReadOnlyList<string> inputs, int number)
    {
        JsonElement config = layer.GetProperty("config");
        string kind = layer.GetProperty("class_name").GetString() ?? "";
        string name = config.ValueKind == JsonValueKind.Object && config.TryGetProperty("name", out JsonElement named)
            && named.ValueKind == JsonValueKind.String
            ? named.GetString()!
            : layer.TryGetProperty("name", out named) ? named.GetString() ?? kind : $"{kind}_{number}";
        return new(kind, name, config, inputs);
    }

    /// <summary>
    /// The layers of one call: <c>[[["lstm", 0, 0, {}]]]</c>, or tensors with a <c>keras_history</c>. A layer that is called twice reads both.
    /// </summary>
    private static IEnumerable<string> Sources(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array when IsReference(element) => [element[0].GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Sources),
        JsonValueKind.Object when element.TryGetProperty("keras_history", out JsonElement history) => [history[0].GetString()!],
        JsonValueKind.Object =>
            element.EnumerateObject().Where(property => property.Name is "args" or "config").SelectMany(property => Sources(property.Value)),
        _ => [],
    };

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind != JsonValueKind.Array ? []
        : IsReference(element) ? [element[0].GetString()!]
        : element.EnumerateArray().SelectMany(Names);

    private static bool IsReference(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() >= 3 && element[0].ValueKind == JsonValueKind.String
            && element[1].ValueKind == JsonValueKind.Number;
}

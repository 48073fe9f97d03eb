using System.Text.Json;

namespace TinyRnn.Import.Keras;

/// <summary>Sequences that become one row.</summary>
internal sealed partial class KerasModel
{
    /// <summary>All steps side by side, the first one first; of what is there once, nothing changes.</summary>
    private int Flatten(KerasLayer layer, int input)
    {
        int steps = _lengths[input + 1];
        if (layer.Text("data_format") == "channels_first")
            Refuse(layer, ChannelsFirst.What, ChannelsFirst.Remedy);
        if (steps == 0)
        {
            Refuse(
                layer, "it makes one row of an open number of steps",
                $"What reads the row belongs to one number of steps: save the model with that, Input(shape=(steps, {_inputSize})).");
            return Append(new OtherNode(layer.Name, [input], layer.Kind, Size(input), "an open number of steps", []));
        }

        return steps == 1 ? input : Append(new FlattenNode(layer.Name, [input], steps, Size(input)));
    }

    /// <summary>It reshapes a sequence to one row of all its values.</summary>
    private bool IsRow(KerasLayer layer, int input) =>
        layer.Config.TryGetProperty("target_shape", out JsonElement shape) && shape.ValueKind == JsonValueKind.Array && shape.GetArrayLength() == 1
        && shape[0].ValueKind == JsonValueKind.Number && shape[0].TryGetInt32(out int size) && (size == -1 || size == (long)_lengths[input + 1] * Size(input));
}

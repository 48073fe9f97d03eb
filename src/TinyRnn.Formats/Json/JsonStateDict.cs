using System.Text.Json;
using TinyRnn.Formats.StateDict;

namespace TinyRnn.Formats;

/// <summary>A state_dict as JSON, as RTNeural's examples for PyTorch write it: an object of names and lists of numbers.</summary>
internal static class JsonStateDict
{
    // Modules are looked up by name one after another; real models have some hundred tensors.
    private const int MostTensors = 10_000;

    /// <summary>The object whose members are all numbers or lists of them, at least one of them named as PyTorch names weights.</summary>
    public static JsonPlace? Find(JsonPlace root)
    {
        JsonPlace tensors = root.Optional("state_dict") ?? root;
        if (tensors.Kind != JsonValueKind.Object)
            return null;
        bool named = false;
        foreach (JsonPlace member in tensors.Members())
        {
            if (member.Kind is not (JsonValueKind.Array or JsonValueKind.Number))
                return null;
            named |= member.Key.Contains("weight", StringComparison.Ordinal);
        }

        return named ? tensors : null;
    }

    public static SourceModel Read(JsonPlace root, StateDictOptions options)
    {
        JsonPlace place = Find(root)!.Value;
        List<KeyValuePair<string, SourceTensor>> tensors = [];
        foreach (JsonPlace member in place.Members())
        {
            if (tensors.Count == MostTensors)
                throw place.Error($"has more than {MostTensors} tensors");

            // A count, such as num_batches_tracked, is a number without a list.
            SourceTensor tensor = member.Kind == JsonValueKind.Number ? new SourceTensor([], [(float)member.Number()]) : JsonNumbers.Tensor(member);
            tensors.Add(new(member.Key, tensor));
        }

        SourceModel model = StateDictModel.Read("state_dict JSON", tensors, options);
        return place.Path.Length == 0 ? model : model with { Remarks = [.. model.Remarks, .. Unread(root)] };
    }

    private static string[] Unread(JsonPlace root)
    {
        string[] others = [.. root.Members().Select(member => member.Key).Where(key => key != "state_dict")];
        return others.Length == 0 ? [] : [$"Beside state_dict the file has {Excerpt.Join(", ", others)}, which was not read."];
    }
}

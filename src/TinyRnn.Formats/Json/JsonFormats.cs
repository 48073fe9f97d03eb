using System.Text.Json;

namespace TinyRnn.Formats;

/// <summary>Formats of models in JSON.</summary>
internal enum JsonFormat
{
    Unknown,
    Rtneural,
    Aidax,
    GuitarMl,
    Nam,
    StateDict,
}

/// <summary>Which format a file is of, told by the keys of its outermost object.</summary>
internal static class JsonFormats
{
    public static JsonFormat Of(JsonPlace root)
    {
        if (root.Has("layers") && root.Has("in_shape"))
            return AidaxModel.Keys.Any(root.Has) ? JsonFormat.Aidax : JsonFormat.Rtneural;
        if (root.Has("architecture") && root.Has("weights"))
            return JsonFormat.Nam;
        if (root.Has("model_data") && root.Has("state_dict"))
            return JsonFormat.GuitarMl;
        return JsonStateDict.Find(root) is not null ? JsonFormat.StateDict : JsonFormat.Unknown;
    }

    /// <summary>What a file is that no reader here reads; where it is known, with the file that its owner has beside it.</summary>
    public static SourceFormatException Unknown(JsonPlace root)
    {
        const string Known =
            "RTNeural's (in_shape and layers), AIDA-X's, GuitarML's (model_data and state_dict), NAM's (architecture, config and weights) and a state_dict of arrays are read";
        if (root.Kind != JsonValueKind.Object)
            return new SourceFormatException($"{root.File} is JSON whose outermost value is {root.KindText}, where an object is expected: {Known}.");
        if (root.Has("weight_map"))
            return new SourceFormatException($"{root.File} is the index of safetensors files and has no weights itself: give the files that it names.");
        if (root.Has("modelTopology"))
            return new SourceFormatException(
                $"{root.File} is a TensorFlow.js model, whose weights are in other files: give the Keras file (.keras or .h5) that it was made from.");
        if (root.Has("class_name") && root.Has("config"))
            return new SourceFormatException($"{root.File} is a Keras architecture without weights: give the .keras or .h5 file, which has both.");
        string[] keys = [.. root.Members().Select(member => member.Key)];
        return new SourceFormatException(
            $"{root.File} is JSON with the keys {Excerpt.Join(", ", keys)}, which is no model format that is known here: {Known}.");
    }
}

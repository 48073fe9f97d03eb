using System.Text.Json;
using TinyRnn.Weights;

namespace TinyRnn.Conformance.Reference;

/// <summary>The form that guitar tools use: JSON with a state_dict.</summary>
internal static class GuitarFile
{
    /// <summary>The same file as safetensors.</summary>
    public static MemoryStream AsSafetensors(string path)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
        SafetensorsWriter writer = new();
        foreach (JsonProperty tensor in json.RootElement.GetProperty("state_dict").EnumerateObject())
        {
            bool isMatrix = tensor.Value[0].ValueKind == JsonValueKind.Array;
            float[] values = isMatrix
                ? [.. tensor.Value.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => value.GetSingle())]
                : [.. tensor.Value.EnumerateArray().Select(value => value.GetSingle())];
            int rows = tensor.Value.GetArrayLength();
            writer.Add(tensor.Name, isMatrix ? [rows, values.Length / rows] : [rows], values);
        }

        MemoryStream stream = new();
        writer.Write(stream);
        stream.Position = 0;
        return stream;
    }
}

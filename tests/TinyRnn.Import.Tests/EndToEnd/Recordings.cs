using TinyRnn.Weights;

namespace TinyRnn.Import.Tests.EndToEnd;

/// <summary>A case's expected values as a user's own recording, which <c>--vectors</c> takes.</summary>
internal static class Recordings
{
    /// <summary>Writes <c>x</c> and <c>y</c> of a case as one sequence.</summary>
    public static string OfSequence(string expected, string folder)
    {
        using SafetensorsReader reader = SafetensorsReader.Open(expected);
        TensorInfo x = reader.Get("x");
        TensorInfo y = reader.Get("y");
        SafetensorsWriter writer = new();
        writer.Add("inputs", [1, .. x.Shape], Values(reader, x));
        writer.Add("outputs", [1, .. y.Shape], Values(reader, y));
        string path = Path.Combine(folder, "recording.safetensors");
        using FileStream file = File.Create(path);
        writer.Write(file);
        return path;
    }

    /// <summary>Writes <c>x</c> [B, T, I] and <c>y</c> [B, T, O] or [B, O] of a case as they are.</summary>
    public static string OfBatch(string expected, string folder)
    {
        using SafetensorsReader reader = SafetensorsReader.Open(expected);
        TensorInfo x = reader.Get("x");
        SafetensorsWriter writer = new();
        int[] inputs = x.Shape.Count == 2 ? [.. x.Shape, 1] : [.. x.Shape];
        writer.Add("inputs", inputs, x.Type is TensorType.I64 or TensorType.I32 ? Ids(reader, x) : Values(reader, x));
        AddOutputs(reader, writer);
        string path = Path.Combine(folder, "recording.safetensors");
        using FileStream file = File.Create(path);
        writer.Write(file);
        return path;
    }

    /// <summary>The first sequence of a case: <c>x</c> [T, I] and <c>y</c> [T, O].</summary>
    public static (float[] Xs, float[] Ys) First(string expected)
    {
        using SafetensorsReader reader = SafetensorsReader.Open(expected);
        return (Of("x"), Of("y"));

        float[] Of(string name)
        {
            TensorInfo tensor = reader.Get(name);
            return Values(reader, tensor)[..(int)(tensor.ElementCount / tensor.Shape[0])];
        }
    }

    /// <summary>Several outputs, <c>y0</c>, <c>y1</c>, stand side by side.</summary>
    private static void AddOutputs(SafetensorsReader reader, SafetensorsWriter writer)
    {
        TensorInfo[] ys = [.. reader.Tensors.Where(tensor => tensor.Name[0] == 'y').OrderBy(tensor => tensor.Name, StringComparer.Ordinal)];
        float[][] values = [.. ys.Select(y => Values(reader, y))];
        int rows = ys[0].Shape.Take(ys[0].Shape.Count - 1).Aggregate(1, (a, b) => a * b);
        int[] sizes = [.. ys.Select(y => y.Shape[^1])];
        float[] joined =
            [.. Enumerable.Range(0, rows).SelectMany(row => values.SelectMany((all, k) => all.Skip(row * sizes[k]).Take(sizes[k])))];
        writer.Add("outputs", [.. ys[0].Shape.Take(ys[0].Shape.Count - 1), sizes.Sum()], joined);
    }

    private static float[] Values(SafetensorsReader reader, TensorInfo tensor)
    {
        float[] values = new float[tensor.ElementCount];
        reader.Read(tensor, values);
        return values;
    }

    private static float[] Ids(SafetensorsReader reader, TensorInfo tensor)
    {
        long[] ids = new long[tensor.ElementCount];
        reader.Read(tensor, ids);
        return Array.ConvertAll(ids, id => (float)id);
    }
}

using System.Text.Json;

namespace TinyRnn.Formats;

/// <summary>
/// Lists of numbers within lists, as tensors. Sizes are compared in all of it before memory is taken: the list of rows can be long, and one of its rows,
/// without their product being there.
/// </summary>
internal static class JsonNumbers
{
    private const int MostDimensions = 4;

    /// <summary>A tensor of as many dimensions as its lists are deep.</summary>
    public static SourceTensor Tensor(JsonPlace place)
    {
        List<int> shape = [];
        for (JsonElement at = place.Element; at.ValueKind == JsonValueKind.Array;)
        {
            if (shape.Count == MostDimensions)
                throw place.Error($"is deeper than {MostDimensions} lists within each other");
            int length = at.GetArrayLength();
            shape.Add(length);
            if (length == 0)
                break;
            at = at[0];
        }

        if (shape.Count == 0)
            throw place.Error($"is {place.KindText}, where a list of numbers is expected");
        return Read(place, [.. shape]);
    }

    /// <summary>A tensor of so many dimensions.</summary>
    public static SourceTensor Tensor(JsonPlace place, int dimensions)
    {
        SourceTensor tensor = Tensor(place);
        return tensor.Shape.Length == dimensions ? tensor : throw place.Error($"has the shape {tensor}, where {Words(dimensions)} is expected");
    }

    private static SourceTensor Read(JsonPlace place, int[] shape)
    {
        Compare(place, place.Element, shape);
        int count = 1;
        foreach (int size in shape)
            count *= size;
        float[] values = new float[count];
        int k = 0;
        Fill(place, place.Element, values, shape.Length, ref k);
        return new SourceTensor(shape, values);
    }

    /// <summary>Each list is as long as the first of its depth. What was compared is in the file, so that the product of all sizes is, too.</summary>
    private static void Compare(JsonPlace place, JsonElement list, ReadOnlySpan<int> shape)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != shape[0])
        {
            string found = list.ValueKind == JsonValueKind.Array ? $"a list of {Counted.Of(list.GetArrayLength(), "value")}" : "a single value";
            throw place.Error($"holds {found} where the lists before it have {shape[0]}");
        }

        if (shape.Length == 1)
            return;
        foreach (JsonElement item in list.EnumerateArray())
            Compare(place, item, shape[1..]);
    }

    private static void Fill(JsonPlace place, JsonElement list, float[] values, int depth, ref int k)
    {
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (depth > 1)
                Fill(place, item, values, depth - 1, ref k);
            else
                values[k++] = Single(place, item);
        }
    }

    private static float Single(JsonPlace place, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Number)
            throw place.Error($"holds {new JsonPlace(item, place.File, place.Path).KindText}, where a number is expected");
        return item.TryGetDouble(out double number) && float.IsFinite((float)number)
            ? (float)number
            : throw place.Error($"holds {Excerpt.Of(item.GetRawText())}, which is not in the range of float32");
    }

    private static string Words(int dimensions) => dimensions switch
    {
        1 => "a list of numbers",
        2 => "a matrix (a list of rows)",
        _ => $"a tensor of {Counted.Of(dimensions, "dimension")}",
    };
}

using System.Collections;

namespace TinyRnn.Import.PyTorch;

/// <summary>
/// Modules of <c>torch.quantization.quantize_dynamic</c> under the names that the same modules have in float: packed weights as their tensors.
/// </summary>
internal static class QuantizedModules
{
    private const string Cells = "._all_weight_values.";
    private const string Packed = "_packed_params._packed_params";

    /// <summary>Said of a model that has some.</summary>
    public const string Remark =
        "The file rounds values to 8 bits in front of its layers (quantize_dynamic); the class does not, but computes with what its weights stand for. "
        + "`tinyrnn quantize` stores weights in integers.";

    /// <summary>A state_dict without packed weights.</summary>
    /// <returns><see langword="null"/>: there are none in it.</returns>
    /// <param name="dictionary">The state_dict.</param>
    /// <param name="problems">Takes what cannot be told.</param>
    public static SavedDictionary? Unpacked(IDictionary dictionary, List<SourceProblem> problems)
    {
        string[] keys = [.. dictionary.Keys.OfType<string>()];
        if (!keys.Any(key => IsPacked(dictionary, key)))
            return null;
        SavedDictionary result = new();
        Dictionary<string, SortedList<int, TorchCell>> cells = new(StringComparer.Ordinal);
        foreach (string key in keys)
        {
            if (dictionary[key] is TorchScriptObject script && script.AsCell() is { } cell && CellOf(key) is var (module, number) && number >= 0)
            {
                if (!cells.TryGetValue(module, out SortedList<int, TorchCell>? all))
                    cells.Add(module, all = []);
                all[number] = cell;
            }
            else if (key.EndsWith(Packed, StringComparison.Ordinal) && dictionary[key] is object[] { Length: 2 } parts && parts[0] is TorchTensor matrix)
            {
                string linear = key[..^Packed.Length];
                result[linear + "weight"] = matrix;
                if (parts[1] is TorchTensor bias)
                    result[linear + "bias"] = bias;
            }
            else if (!IsBesidePacked(dictionary, key))
            {
                result[key] = dictionary[key];
            }
        }

        foreach ((string module, SortedList<int, TorchCell> all) in cells)
            Add(result, module, [.. all.Values], problems);
        return result;
    }

    /// <summary>Of <c>rnn._all_weight_values.3.param</c> the module and the number; -1: it is no such name.</summary>
    private static (string Module, int Number) CellOf(string key)
    {
        int end = key.IndexOf(Cells, StringComparison.Ordinal);
        string number = end < 0 ? "" : key[(end + Cells.Length)..].Split('.')[0];
        return int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int parsed)
            ? (key[..end], parsed) : ("", -1);
    }

    private static bool IsPacked(IDictionary dictionary, string key) =>
        dictionary[key] is TorchScriptObject || key.EndsWith(Packed, StringComparison.Ordinal);

    /// <summary>Scale and zero point of a layer's output, which a dynamically quantized one does not use, and its type.</summary>
    private static bool IsBesidePacked(IDictionary dictionary, string key)
    {
        foreach (string end in (string[])["scale", "zero_point", "_packed_params.dtype"])
        {
            if (key.EndsWith("." + end, StringComparison.Ordinal) && dictionary.Contains(key[..^end.Length] + Packed))
                return true;
        }

        return false;
    }

    /// <summary>Layer by layer, of a bidirectional one the other direction after each: which of both it is, sizes tell.</summary>
    private static void Add(SavedDictionary result, string module, TorchCell[] cells, List<SourceProblem> problems)
    {
        int units = Size(cells[0].HiddenWeights, 1);
        bool isUnclear = cells.Length == 2 && Size(cells[0].InputWeights, 1) == units && Size(cells[1].InputWeights, 1) == units;
        bool isBidirectional = cells.Length % 2 == 0
            && (cells.Skip(2).Any(cell => Size(cell.InputWeights, 1) == 2 * units)
                || (cells.Length == 2 && Size(cells[1].InputWeights, 1) == Size(cells[0].InputWeights, 1)));
        if (isUnclear)
            problems.Add(new(
                module, "its two cells can be two layers, or both directions of one: their sizes are equal",
                "Save the model before quantize_dynamic, or export it as ONNX."));
        for (int k = 0; k < cells.Length; k++)
        {
            string suffix = isBidirectional ? $"_l{k / 2}{(k % 2 == 1 ? "_reverse" : "")}" : $"_l{k}";
            result[$"{module}.weight_ih{suffix}"] = cells[k].InputWeights;
            result[$"{module}.weight_hh{suffix}"] = cells[k].HiddenWeights;
            result[$"{module}.bias_ih{suffix}"] = cells[k].InputBias;
            result[$"{module}.bias_hh{suffix}"] = cells[k].HiddenBias;
        }
    }

    private static int Size(TorchTensor tensor, int axis) => axis < tensor.Sizes.Length ? tensor.Sizes[axis] : 0;
}

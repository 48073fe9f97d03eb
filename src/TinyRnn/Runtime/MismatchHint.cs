using TinyRnn.Weights;

namespace TinyRnn.Runtime;

/// <summary>Causes of a mismatch that are easy to see and easy to mend.</summary>
internal static class MismatchHint
{
    /// <param name="bindings">What the model needs.</param>
    /// <param name="tensors">What the file has, by its own names.</param>
    /// <param name="available">What the file has, by the model's names.</param>
    /// <param name="fixedNames">Whether the reader has no say in the names.</param>
    public static List<string> For(
        ReadOnlySpan<TensorBinding> bindings, IReadOnlyList<TensorInfo> tensors, Dictionary<string, TensorInfo> available, bool fixedNames)
    {
        List<string> hints = [];
        if (!fixedNames && Names(bindings, tensors, available) is { } names)
            hints.Add(names);
        bool transposed = false;
        string? cells = null;
        foreach (TensorBinding binding in bindings)
        {
            if (!available.TryGetValue(binding.Name, out TensorInfo? tensor) || tensor.Shape.Count != 2)
                continue;
            cells ??= Cells(binding, tensor);
            transposed |= binding.Rows != binding.Columns && tensor.Shape[0] == binding.Columns && tensor.Shape[1] == binding.Rows;
        }

        if (cells is not null)
            hints.Add(cells);
        if (transposed)
            hints.Add("Matrices of the file are transposed: PyTorch and TinyRnn store [outputs, inputs]. Transpose them before you export.");
        return hints;
    }

    private static string? Names(
        ReadOnlySpan<TensorBinding> bindings, IReadOnlyList<TensorInfo> tensors, Dictionary<string, TensorInfo> available)
    {
        // Where nothing is missing, a second set of the same names is somebody else's, and advice would lead to the wrong one.
        List<TensorBinding> missing = [];
        foreach (TensorBinding binding in bindings)
        {
            if (!available.ContainsKey(binding.Name))
                missing.Add(binding);
        }

        if (missing.Count == 0)
            return null;

        List<string> prefixes = Prefixes(bindings, tensors);
        if (prefixes.Count > 0)
        {
            return $"All of them are there with {string.Join(" or ", prefixes.ConvertAll(prefix => $"\"{Excerpt.Of(prefix)}\""))} before their names: "
                + $"set {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Prefix)} to {(prefixes.Count == 1 ? "it" : "one of these")}.";
        }

        foreach (TensorBinding binding in missing)
        {
            foreach (TensorInfo tensor in tensors)
            {
                if (tensor.Name.EndsWith("." + binding.Name, StringComparison.Ordinal))
                    return Rename(tensor.Name, binding.Name);
            }

            foreach (string name in available.Keys)
            {
                if (name.Length > 0 && binding.Name.EndsWith("." + name, StringComparison.Ordinal))
                    return Rename(name, binding.Name);
            }
        }

        return null;
    }

    private static string Rename(string file, string model) =>
        $"The file's '{Excerpt.Of(file)}' may be the model's '{model}': if so, set {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Rename)} to a function from "
        + "the file's names to the model's.";

    /// <summary>What stands before all of the model's names in the file; two, for instance, where a file holds an encoder and a decoder.</summary>
    private static List<string> Prefixes(ReadOnlySpan<TensorBinding> bindings, IReadOnlyList<TensorInfo> tensors)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (TensorInfo tensor in tensors)
            names.Add(tensor.Name);
        List<string> prefixes = [];
        string first = bindings[0].Name;
        foreach (string name in names)
        {
            if (prefixes.Count < 4 && name.EndsWith("." + first, StringComparison.Ordinal) && All(bindings, names, name[..^first.Length]))
                prefixes.Add(name[..^first.Length]);
        }

        prefixes.Sort(StringComparer.Ordinal);
        return prefixes;
    }

    private static bool All(ReadOnlySpan<TensorBinding> bindings, HashSet<string> names, string prefix)
    {
        foreach (TensorBinding binding in bindings)
        {
            if (!names.Contains(prefix + binding.Name))
                return false;
        }

        return true;
    }

    /// <summary>The recurrent matrix is [gates x H, H], so its shape tells the kind of cell.</summary>
    private static string? Cells(TensorBinding binding, TensorInfo tensor)
    {
        if (!binding.Name.Contains("weight_hh", StringComparison.Ordinal))
            return null;
        string? model = Cell(binding.Rows, binding.Columns);
        string? file = Cell(tensor.Shape[0], tensor.Shape[1]);
        return model is null || file is null || model == file
            ? null
            : $"The file holds {file} layers, the model has {model} layers, by the shape of {binding.Name}: load it into a model of the same kind.";
    }

    private static string? Cell(int rows, int columns) => columns == 0 || rows % columns != 0 ? null : (rows / columns) switch
    {
        1 => "RNN",
        3 => "GRU",
        4 => "LSTM",
        _ => null,
    };
}

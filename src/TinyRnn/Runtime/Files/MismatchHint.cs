using System.Text;
using TinyRnn.Weights;

namespace TinyRnn.Runtime.Files;

/// <summary>Causes of a mismatch that are easy to see and easy to mend.</summary>
internal readonly ref struct MismatchHint
{
    private const int MostPrefixes = 4;

    private readonly SafetensorsHeader _header;
    private readonly ReadOnlySpan<TensorBinding> _bindings;
    private readonly ReadOnlySpan<TensorInfo?> _found;
    private readonly WeightLoadOptions _options;

    // The names of the model as bytes, which those of the file are.
    private readonly byte[][] _names;

    /// <param name="header">What the file has.</param>
    /// <param name="bindings">What the model needs.</param>
    /// <param name="found">What of it the file has under the model's names.</param>
    /// <param name="options">How names find each other.</param>
    public MismatchHint(SafetensorsHeader header, ReadOnlySpan<TensorBinding> bindings, ReadOnlySpan<TensorInfo?> found, WeightLoadOptions options)
    {
        _header = header;
        _bindings = bindings;
        _found = found;
        _options = options;
        _names = new byte[bindings.Length][];
        for (int i = 0; i < _names.Length; i++)
            _names[i] = Encoding.UTF8.GetBytes(bindings[i].Name);
    }

    /// <summary>A sentence for each cause.</summary>
    public List<string> All()
    {
        List<string> hints = [];

        // Where nothing is missing, a second set of the same names is somebody else's, and advice would lead to the wrong one.
        bool missing = false;
        foreach (TensorInfo? tensor in _found)
            missing |= tensor is null;
        if (!_options.HasFixedNames && missing && Names() is { } names)
            hints.Add(names);
        bool transposed = false;
        string? cells = null;
        for (int i = 0; i < _bindings.Length; i++)
        {
            TensorBinding binding = _bindings[i];
            if (_found[i] is not { Sizes: [var rows, var columns] })
                continue;
            cells ??= Cells(binding, rows, columns);
            transposed |= binding.Rows != binding.Columns && rows == binding.Columns && columns == binding.Rows;
        }

        if (cells is not null)
            hints.Add(cells);
        if (transposed)
            hints.Add("Matrices of the file are transposed: PyTorch and TinyRnn store [outputs, inputs]. Transpose them before you export.");
        return hints;
    }

    private string? Names()
    {
        List<string> prefixes = Prefixes();
        if (prefixes.Count > 0)
        {
            return $"All of them are there with {string.Join(" or ", prefixes)} before their names: "
                + $"set {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Prefix)} to {(prefixes.Count == 1 ? "it" : "one of these")}.";
        }

        byte[] prefix = Encoding.UTF8.GetBytes(_options.Prefix);
        for (int i = 0; i < _names.Length; i++)
        {
            if (_found[i] is not null)
                continue;
            for (int tensor = 0; tensor < _header.Count; tensor++)
            {
                if (EndsWithDotAnd(_header.Name(tensor), _names[i]))
                    return Rename(_header.Name(tensor), i);
            }

            // With a function for names, what the file has has got other names.
            for (int tensor = 0; _options.Rename is null && tensor < _header.Count; tensor++)
            {
                ReadOnlySpan<byte> name = _header.Name(tensor);
                if (name.Length > prefix.Length && name.StartsWith(prefix) && EndsWithDotAnd(_names[i], name[prefix.Length..]))
                    return Rename(name[prefix.Length..], i);
            }
        }

        return null;
    }

    private string Rename(ReadOnlySpan<byte> file, int binding) =>
        $"The file's '{Excerpt.Of(file)}' may be the model's '{Excerpt.Of(_bindings[binding].Name)}': if so, set {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Rename)} "
        + "to a function from the file's names to the model's.";

    /// <summary>What stands before all of the model's names in the file, in quotation marks; two, for instance, where a file holds an encoder and a decoder.</summary>
    private List<string> Prefixes()
    {
        List<string> prefixes = [];
        for (int i = 0; i < _header.Count && prefixes.Count < MostPrefixes; i++)
        {
            ReadOnlySpan<byte> name = _header.Name(i);
            if (EndsWithDotAnd(name, _names[0]) && HasAll(name[..^_names[0].Length]))
                prefixes.Add($"\"{Excerpt.Of(name[..^_names[0].Length])}\"");
        }

        prefixes.Sort(StringComparer.Ordinal);
        return prefixes;
    }

    private bool HasAll(ReadOnlySpan<byte> prefix)
    {
        foreach (byte[] name in _names)
        {
            if (_header.Find(prefix, name) < 0)
                return false;
        }

        return true;
    }

    private static bool EndsWithDotAnd(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) =>
        text.Length > end.Length && text.EndsWith(end) && text[^(end.Length + 1)] == (byte)'.';

    /// <summary>The recurrent matrix is [gates x H, H], so its shape tells the kind of cell.</summary>
    private static string? Cells(TensorBinding binding, int rows, int columns)
    {
        if (!binding.Name.Contains("weight_hh", StringComparison.Ordinal))
            return null;
        string? model = Cell(binding.Rows, binding.Columns);
        string? file = Cell(rows, columns);
        return model is null || file is null || model == file
            ? null
            : $"The file holds {file} layers, the model has {model} layers, by the shape of {Excerpt.Of(binding.Name)}: load it into a model of the same kind.";
    }

    private static string? Cell(int rows, int columns) => columns == 0 || rows % columns != 0 ? null : (rows / columns) switch
    {
        1 => "RNN",
        3 => "GRU",
        4 => "LSTM",
        _ => null,
    };
}

using TinyRnn.Weights;

namespace TinyRnn.Runtime.Files;

/// <summary>What shapes say about a file whose names fit: another kind of cell, or transposed matrices.</summary>
internal static class ShapeHint
{
    public static void Add(MismatchCase mismatch, List<string> hints)
    {
        string? cells = null;
        List<string> transposed = [];
        List<string> square = [];
        for (int i = 0; i < mismatch.Bindings.Length; i++)
        {
            TensorBinding binding = mismatch.Bindings[i];
            if (mismatch.Found[i] is not { Sizes: [var rows, var columns] })
                continue;
            cells ??= Cells(binding, rows, columns);
            if (rows == binding.Rows && 2 * columns == binding.Columns && IsAfterBoth(mismatch, i, columns))
            {
                hints.Add(
                    $"{Excerpt.Of(binding.Name)} of the file reads {Counted.Of(columns, "value")}, where both directions side by side are {binding.Columns}: its model "
                    + $"adds or averages them (merge_mode in Keras), which no layer here does.");
            }

            if (rows != binding.Columns || columns != binding.Rows)
                continue;
            (rows == columns ? square : transposed).Add(binding.Name);
        }

        if (cells is not null)
            hints.Add(cells);
        if (transposed.Count == 0)
            return;
        string which = $"Matrices of the file are transposed: {Excerpt.Join(", ", transposed)}";
        if (square.Count > 0)
            which += $"; most likely those that are square as well, whose shapes do not tell: {Excerpt.Join(", ", square)}";
        hints.Add($"{which}. PyTorch and TinyRnn store [outputs, inputs]. Transpose all of them before you export.");
    }

    /// <summary>Whether a matrix belongs to the layer after one of two directions of so many units.</summary>
    private static bool IsAfterBoth(MismatchCase mismatch, int binding, int units)
    {
        for (int i = 1; i < mismatch.Modules.Count; i++)
        {
            ModelModule before = mismatch.Modules[i - 1];
            if (mismatch.Modules[i].First == binding && before.Units == units)
                return mismatch.Member(before, before.First + before.Count - 1).EndsWith("_reverse"u8);
        }

        return false;
    }

    /// <summary>The recurrent matrix is [gates x H, H], so its shape tells the kind of cell.</summary>
    private static string? Cells(TensorBinding binding, int rows, int columns)
    {
        if (!binding.Name.Contains("weight_hh", StringComparison.Ordinal))
            return null;
        string? model = CellOf(binding.Rows, binding.Columns);
        string? file = CellOf(rows, columns);
        return model is null || file is null || model == file
            ? null
            : $"The file holds {file} layers, the model has {model} layers, by the shape of {Excerpt.Of(binding.Name)}: load it into a model of the same kind.";
    }

    /// <summary>PyTorch's name of a cell with a recurrent matrix of this shape.</summary>
    public static string? CellOf(int rows, int columns) => columns == 0 || rows % columns != 0 ? null : (rows / columns) switch
    {
        1 => "RNN",
        3 => "GRU",
        4 => "LSTM",
        _ => null,
    };
}

using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>An input of the graph as it is declared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">ONNX's number of the type.</param>
/// <param name="Sizes">Its sizes; <see langword="null"/> where the file leaves one open.</param>
/// <param name="Params">What the file calls open sizes.</param>
internal sealed record GraphInput(string Name, int ElementType, int?[] Sizes, string[] Params)
{
    public bool IsInteger => ElementType is 6 or 7;

    /// <summary>Whether it takes no fractions: integers or truth values.</summary>
    public bool IsWhole => ElementType is 2 or 3 or 4 or 5 or 6 or 7 or 9 or 12 or 13;

    /// <summary>A number that a call is given beside the sequence: a sampling rate.</summary>
    public bool IsScalar => Sizes.Length == 0 || (Sizes.Length == 1 && Sizes[0] == 1);

    public static GraphInput Of(ValueInfoProto value, ReadOptions options)
    {
        TypeProto.Types.Tensor? tensor = value.Type?.TensorType;
        if (tensor?.Shape is null)
            return new(value.Name, tensor?.ElemType ?? 0, [], []);
        var sizes = new int?[tensor.Shape.Dim.Count];
        string[] names = new string[sizes.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            TensorShapeProto.Types.Dimension size = tensor.Shape.Dim[i];
            names[i] = size.DimParam ?? "";
            if (size.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue && size.DimValue is > 0 and <= int.MaxValue)
                sizes[i] = (int)size.DimValue;
            else if (names[i].Length > 0 && options.Values.TryGetValue(names[i], out double given) && given is >= 1 and <= 1 << 24)
                sizes[i] = (int)given;
        }

        return new(value.Name, tensor.ElemType, sizes, names);
    }

    /// <summary>Sizes as the file writes them.</summary>
    public override string ToString() => $"[{string.Join(", ", Sizes.Select(Text))}]";

    private string Text(int? size, int axis) =>
        size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? (Params[axis].Length > 0 ? Params[axis] : "?");
}

using System.Buffers.Text;

namespace TinyRnn.Formats;

/// <summary>Whole numbers of a text, one after another, with whatever white space between them.</summary>
/// <param name="text">The file.</param>
/// <param name="file">Its name, for messages.</param>
internal ref struct RnnoiseNumbers(ReadOnlySpan<byte> text, string file)
{
    // As rnnoise-nu has it; a weight is the number / 256.
    private const int MostSize = 128;
    private const float Unit = 1f / 256;

    private ReadOnlySpan<byte> _rest = text;

    public void ReadSignature()
    {
        if (!_rest.StartsWith(RnnoiseText.Signature))
            throw Error("does not begin with 'rnnoise-nu model file version 1'");
        _rest = _rest[RnnoiseText.Signature.Length..];
        int version = Next("the version");
        if (version != 1)
            throw Error($"is of version {version}, where 1 is the one that is known");
    }

    /// <summary>Inputs or units of a layer.</summary>
    public int Size(string what)
    {
        int size = Next(what);
        return size is >= 1 and <= MostSize ? size : throw Error($"gives {what} as {size}, where 1 to {MostSize} are expected");
    }

    public SourceActivation Activation(string what)
    {
        int number = Next(what);
        return number switch
        {
            0 => SourceActivation.Tanh,
            1 => SourceActivation.Sigmoid,
            2 => new SourceActivation(ActivationKind.Relu),
            _ => throw Error($"gives {what} as {number}, where 0 (tanh), 1 (sigmoid) or 2 (relu) is expected"),
        };
    }

    /// <summary>Weights, [rows, columns], or a vector with <paramref name="rows"/> = 1.</summary>
    public SourceTensor Weights(string what, int rows, int columns)
    {
        // A number and what is before it are two bytes, at least; so memory is taken only for what can be there.
        int count = rows * columns;
        if (2L * count > _rest.Length)
            throw Ended(what);
        float[] values = new float[count];
        for (int k = 0; k < count; k++)
        {
            int number = Next(what);
            if (number is < sbyte.MinValue or > sbyte.MaxValue)
                throw Error($"has {number} in {what}, where {sbyte.MinValue} to {sbyte.MaxValue} are expected");
            values[k] = number * Unit;
        }

        return SourceTensor.Matrix(rows, columns, values);
    }

    public readonly void ExpectEnd(string what)
    {
        if (!_rest.TrimEnd(" \t\r\n\0"u8).IsEmpty)
            throw Error($"goes on after {what}, the last layer");
    }

    public readonly SourceFormatException Error(string what) => new($"{file} {what}. Export the file again, or check the transfer.");

    private readonly SourceFormatException Ended(string what) => Error($"ends within {what}");

    private int Next(string what)
    {
        _rest = _rest.TrimStart(" \t\r\n"u8);
        if (_rest.IsEmpty)
            throw Ended(what);
        if (!Utf8Parser.TryParse(_rest, out int number, out int length) || (length < _rest.Length && !" \t\r\n"u8.Contains(_rest[length])))
        {
            int end = _rest.IndexOfAny(" \t\r\n"u8);
            throw Error($"has '{Excerpt.Of(end < 0 ? _rest : _rest[..end])}' in {what}, where a whole number is expected");
        }

        _rest = _rest[length..];
        return number;
    }
}

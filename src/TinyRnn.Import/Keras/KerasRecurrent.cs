namespace TinyRnn.Import.Keras;

/// <summary>
/// Keras' recurrent tensors in this library's order: transposed; GRU z, r, h becomes r, z, n; Keras 1's tensors of each gate are put together.
/// </summary>
internal static class KerasRecurrent
{
    /// <summary>The cell of a class's name; <see langword="null"/>: no recurrent layer that is known.</summary>
    public static CellKind? Cell(string kind) => kind switch
    {
        "LSTM" => CellKind.Lstm,
        "GRU" => CellKind.Gru,
        "SimpleRNN" => CellKind.Rnn,
        _ => null,
    };

    /// <summary>Tensors of one direction: kernel, recurrent kernel, bias; in Keras 1 three for each gate.</summary>
    public static int TensorCount(CellKind cell, bool hasBias, bool isVersion1) => !isVersion1 ? (hasBias ? 3 : 2) : 3 * Gates(cell);

    /// <summary>The weights of one direction.</summary>
    /// <exception cref="SourceFormatException">The tensors are not those of such a layer.</exception>
    public static DirectionWeights Direction(CellKind cell, int units, IReadOnlyList<SourceTensor> tensors, string name)
    {
        int gates = Gates(cell);
        if (tensors.Count == 3 * gates && gates > 1)
            tensors = Together(cell, tensors);
        SourceTensor kernel = tensors[0];
        SourceTensor recurrent = tensors[1];
        if (kernel.Shape is not [_, var columns] || columns != gates * units || recurrent.Shape is not [var rows, var wide] || rows != units
            || wide != gates * units)
            throw new SourceFormatException(
                $"{name} has the tensors {kernel} and {recurrent}, but {Counted.Of(units, "unit")} of {Counted.Of(gates, "gate")} need [inputs, "
                + $"{gates * units}] and [{units}, {gates * units}]. Configuration and weights are not of one model.");
        SourceTensor? inputBias = null;
        SourceTensor? recurrentBias = null;
        if (tensors.Count > 2)
        {
            SourceTensor bias = tensors[2];
            int length = gates * units;
            if (bias.Count != length && bias.Count != 2 * length)
                throw new SourceFormatException(
                    $"{name} has a bias {bias}, but {length} or 2 x {Counted.Of(length, "value")} are expected. Configuration and weights are not of one "
                    + $"model.");
            inputBias = SourceTensor.Vector(Reordered(cell, units, bias.Values[..length].ToArray(), 1));
            if (bias.Count == 2 * length)
                recurrentBias = SourceTensor.Vector(Reordered(cell, units, bias.Values[length..].ToArray(), 1));
        }

        return new(Matrix(cell, units, kernel), Matrix(cell, units, recurrent), inputBias, recurrentBias);
    }

    private static int Gates(CellKind cell) => cell switch
    {
        CellKind.Lstm => 4,
        CellKind.Gru => 3,
        _ => 1,
    };

    /// <summary>[I, G * H] to [G * H, I].</summary>
    private static SourceTensor Matrix(CellKind cell, int units, SourceTensor kernel)
    {
        int inputs = kernel.Shape[0];
        int rows = kernel.Shape[1];
        float[] turned = new float[kernel.Count];
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < inputs; k++)
                turned[(row * inputs) + k] = kernel.Values[(k * rows) + row];
        }

        return SourceTensor.Matrix(rows, inputs, Reordered(cell, units, turned, inputs));
    }

    /// <summary>GRU: the first two gates change places.</summary>
    private static float[] Reordered(CellKind cell, int units, float[] rows, int columns)
    {
        if (cell != CellKind.Gru)
            return rows;
        int gate = units * columns;
        return [.. rows[gate..(2 * gate)], .. rows[..gate], .. rows[(2 * gate)..]];
    }

    /// <summary>Keras 1: W, U and b of each gate, LSTM i, c, f, o and GRU z, r, h, as kernels of i, f, c, o and z, r, h.</summary>
    private static SourceTensor[] Together(CellKind cell, IReadOnlyList<SourceTensor> tensors)
    {
        int[] order = cell == CellKind.Lstm ? [0, 2, 1, 3] : [0, 1, 2];
        SourceTensor Joined(int part)
        {
            SourceTensor first = tensors[part];
            int rows = first.Shape.Length == 2 ? first.Shape[0] : 1;
            int units = first.Count / Math.Max(rows, 1);
            float[] values = new float[first.Count * order.Length];
            for (int gate = 0; gate < order.Length; gate++)
            {
                SourceTensor own = tensors[(3 * order[gate]) + part];
                for (int row = 0; row < rows; row++)
                    own.Values.Slice(row * units, units).CopyTo(values.AsSpan((row * order.Length * units) + (gate * units)));
            }

            return first.Shape.Length == 2 ? SourceTensor.Matrix(rows, units * order.Length, values) : SourceTensor.Vector(values);
        }

        return [Joined(0), Joined(1), Joined(2)];
    }
}

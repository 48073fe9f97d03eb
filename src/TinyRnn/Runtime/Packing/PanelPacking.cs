using System.ComponentModel;

namespace TinyRnn.Runtime.Packing;

/// <summary>
/// Lays a layer's matrices out as the kernels walk them: units cut into panels of 32, 16, 8 or 4, in a panel the rows [bias][input 0..I-1][hidden 0..H-1],
/// in a row the gates one after another, one lane a unit. Lanes after the last unit are zero, which keeps padded units at exactly 0.
/// For emitted code.
/// </summary>
/// <remarks>Parameters come in PyTorch's order, matrices row-major: <c>weight_ih [G*H, I]</c>, <c>weight_hh [G*H, H]</c>, biases.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PanelPacking
{
    // Gates that a sigmoid follows are packed as -log2(e) times themselves, which is what Cells reads. Files and gradients see the parameters, never this copy.
    private const float Sigmoid = -1.44269504f;

    private static readonly float[] s_lstm = [Sigmoid, Sigmoid, 1, Sigmoid];
    private static readonly float[] s_gru = [Sigmoid, Sigmoid, 1, 1];
    private static readonly float[] s_one = [1];

    /// <summary>LSTM: gates i, f, g, o; parameters weight_ih, weight_hh, bias [4H] (both PyTorch biases summed).</summary>
    public static void Lstm(ReadOnlySpan<float> parameters, int inputSize, int units, ReadOnlySpan<int> panels, Span<float> packed) =>
        Gated(parameters, s_lstm, inputSize, units, panels, packed);

    /// <summary>Vanilla RNN: one gate; parameters weight_ih, weight_hh, bias [H].</summary>
    public static void Rnn(ReadOnlySpan<float> parameters, int inputSize, int units, ReadOnlySpan<int> panels, Span<float> packed) =>
        Gated(parameters, s_one, inputSize, units, panels, packed);

    /// <summary>
    /// GRU, reset after the product: bias rows have four gates r, z, n (input), n (hidden), the other rows three; parameters weight_ih, weight_hh, bias [4H]
    /// in the bias rows' order.
    /// </summary>
    public static void GruResetAfter(ReadOnlySpan<float> parameters, int inputSize, int units, ReadOnlySpan<int> panels, Span<float> packed)
    {
        (ReadOnlySpan<float> input, ReadOnlySpan<float> hidden, ReadOnlySpan<float> bias) = Split(parameters, 3, inputSize, units);
        PanelWriter writer = new(packed, units, s_gru);
        foreach (int width in panels)
        {
            writer.Row(bias, 1, 0, firstGate: 0, gates: 4, width);
            writer.Rows(input, inputSize, firstGate: 0, gates: 3, width);
            writer.Rows(hidden, units, firstGate: 0, gates: 3, width);
            writer.NextPanel(width);
        }
    }

    /// <summary>
    /// GRU, reset before the product: first panels of r, z and the input part of n, then panels of the hidden part of n, which needs the whole of r;
    /// parameters weight_ih, weight_hh, bias [3H] summed.
    /// </summary>
    public static void GruResetBefore(ReadOnlySpan<float> parameters, int inputSize, int units, ReadOnlySpan<int> panels, Span<float> packed)
    {
        (ReadOnlySpan<float> input, ReadOnlySpan<float> hidden, ReadOnlySpan<float> bias) = Split(parameters, 3, inputSize, units);
        PanelWriter writer = new(packed, units, s_gru);
        foreach (int width in panels)
        {
            writer.Row(bias, 1, 0, firstGate: 0, gates: 3, width);
            writer.Rows(input, inputSize, firstGate: 0, gates: 3, width);
            writer.Rows(hidden, units, firstGate: 0, gates: 2, width);
            writer.NextPanel(width);
        }

        writer.FirstPanel();
        foreach (int width in panels)
        {
            writer.Rows(hidden, units, firstGate: 2, gates: 1, width);
            writer.NextPanel(width);
        }
    }

    /// <summary>Dense layer in panels of outputs; parameters weight [K, N], bias [K].</summary>
    public static void Dense(ReadOnlySpan<float> parameters, int inputSize, int units, ReadOnlySpan<int> panels, Span<float> packed)
    {
        ReadOnlySpan<float> weight = parameters[..(units * inputSize)];
        ReadOnlySpan<float> bias = parameters.Slice(units * inputSize, units);
        PanelWriter writer = new(packed, units, s_one);
        foreach (int width in panels)
        {
            writer.Row(bias, 1, 0, firstGate: 0, gates: 1, width);
            writer.Rows(weight, inputSize, firstGate: 0, gates: 1, width);
            writer.NextPanel(width);
        }
    }

    /// <summary>Dense layer of few outputs: its rows, each padded with zeros to <paramref name="stride"/> floats, then its biases.</summary>
    public static void DenseRows(ReadOnlySpan<float> parameters, int inputSize, int units, int stride, Span<float> packed)
    {
        packed.Clear();
        for (int unit = 0; unit < units; unit++)
            parameters.Slice(unit * inputSize, inputSize).CopyTo(packed[(unit * stride)..]);
        parameters.Slice(units * inputSize, units).CopyTo(packed[(units * stride)..]);
    }

    private static void Gated(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> gateScales, int inputSize, int units, ReadOnlySpan<int> panels, Span<float> packed)
    {
        int gates = gateScales.Length;
        (ReadOnlySpan<float> input, ReadOnlySpan<float> hidden, ReadOnlySpan<float> bias) = Split(parameters, gates, inputSize, units);
        PanelWriter writer = new(packed, units, gateScales);
        foreach (int width in panels)
        {
            writer.Row(bias, 1, 0, firstGate: 0, gates, width);
            writer.Rows(input, inputSize, firstGate: 0, gates, width);
            writer.Rows(hidden, units, firstGate: 0, gates, width);
            writer.NextPanel(width);
        }
    }

    private static Matrices Split(ReadOnlySpan<float> parameters, int gates, int inputSize, int units)
    {
        int input = gates * units * inputSize;
        int hidden = gates * units * units;
        return new(parameters[..input], parameters.Slice(input, hidden), parameters[(input + hidden)..]);
    }

    private readonly ref struct Matrices(ReadOnlySpan<float> input, ReadOnlySpan<float> hidden, ReadOnlySpan<float> bias)
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly ReadOnlySpan<float> _hidden = hidden;
        private readonly ReadOnlySpan<float> _bias = bias;

        public void Deconstruct(out ReadOnlySpan<float> input, out ReadOnlySpan<float> hidden, out ReadOnlySpan<float> bias)
        {
            input = _input;
            hidden = _hidden;
            bias = _bias;
        }
    }

    /// <summary>Writes panel rows one after another.</summary>
    private ref struct PanelWriter(Span<float> packed, int units, ReadOnlySpan<float> gateScales)
    {
        private readonly Span<float> _packed = packed;
        private readonly int _units = units;
        private readonly ReadOnlySpan<float> _gateScales = gateScales;
        private int _at;
        private int _firstUnit;

        /// <summary>All columns of a matrix <c>[gates * H, columns]</c>, each a row of the panel.</summary>
        public void Rows(ReadOnlySpan<float> matrix, int columns, int firstGate, int gates, int width)
        {
            for (int column = 0; column < columns; column++)
                Row(matrix, columns, column, firstGate, gates, width);
        }

        public void Row(ReadOnlySpan<float> matrix, int columns, int column, int firstGate, int gates, int width)
        {
            for (int gate = firstGate; gate < firstGate + gates; gate++)
            {
                float scale = _gateScales[gate];
                for (int lane = 0; lane < width; lane++)
                {
                    int unit = _firstUnit + lane;
                    _packed[_at++] = unit < _units ? scale * matrix[(((gate * _units) + unit) * columns) + column] : 0;
                }
            }
        }

        public void NextPanel(int width) => _firstUnit += width;

        public void FirstPanel() => _firstUnit = 0;
    }
}

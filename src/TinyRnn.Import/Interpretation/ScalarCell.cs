using System.Numerics;

namespace TinyRnn.Import.Interpretation;

/// <summary>One direction of a recurrent node, a step at a time, as the equations say.</summary>
internal sealed class ScalarCell<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly RecurrentNode _node;
    private readonly DirectionWeights _weights;
    private readonly T[][] _input;
    private readonly T[][] _hidden;
    private readonly T[] _inputBias;
    private readonly T[] _recurrentBias;
    private readonly T[] _peepholes;
    private readonly T[][]? _projection;

    public ScalarCell(RecurrentNode node, DirectionWeights weights)
    {
        _node = node;
        _weights = weights;
        int rows = node.Gates * node.Units;
        _input = Values<T>.Rows(weights.InputWeights);
        _hidden = Values<T>.Rows(weights.HiddenWeights);
        _inputBias = Values<T>.OrZeros(weights.InputBias, rows);
        _recurrentBias = Values<T>.OrZeros(weights.RecurrentBias, rows);
        _peepholes = Values<T>.OrZeros(weights.Peepholes, 3 * node.Units);
        _projection = weights.Projection is { } projection ? Values<T>.Rows(projection) : null;
        H = Values<T>.OrZeros(weights.InitialHidden, node.HiddenSize);
        C = node.Cell == CellKind.Lstm ? Values<T>.OrZeros(weights.InitialCell, node.Units) : [];
    }

    /// <summary>The hidden state, [H], or [P] with a projection.</summary>
    public T[] H { get; set; }

    /// <summary>The cell state, [H]; empty for cells that have none.</summary>
    public T[] C { get; set; }

    /// <summary>One step; the new hidden state.</summary>
    public T[] Step(T[] x)
    {
        T[] next = new T[_node.Units];
        T[] cell = [.. C];
        T[] reset = _node.Cell == CellKind.Gru ? [.. H.Select((_, unit) => Gate(Sum(x, 0, unit)))] : [];
        T[] remaining = [.. H.Zip(reset, (h, r) => h * r)];
        for (int unit = 0; unit < next.Length; unit++)
        {
            next[unit] = _node.Cell switch
            {
                CellKind.Lstm => Lstm(x, unit, cell),
                CellKind.Gru => Gru(x, unit, reset, remaining),
                _ => Candidate(Clipped(Input(x, unit) + Recurrent(H, unit))),
            };
        }

        C = cell;
        return H = _projection is null ? next : [.. _projection.Select(row => Values<T>.Dot(row, next))];
    }

    private T Lstm(T[] x, int unit, T[] cell)
    {
        T c = C[unit];
        T i = Gate(Sum(x, 0, unit) + (Peephole(0, unit) * c));
        T f = _node.CouplesGates ? T.One - i : Gate(Sum(x, 1, unit) + (Peephole(1, unit) * c));
        T g = Candidate(Clipped(Sum(x, 2, unit)));
        T next = (f * c) + (i * g);
        if (_node.CellClip > 0)
            next = T.Clamp(next, -T.CreateChecked(_node.CellClip), T.CreateChecked(_node.CellClip));
        cell[unit] = next;
        T o = Gate(Sum(x, 3, unit) + (Peephole(2, unit) * next));
        return o * ScalarFunctions.Apply(_weights.CellOutput, next);
    }

    private T Gru(T[] x, int unit, T[] reset, T[] remaining)
    {
        T z = Gate(Sum(x, 1, unit));
        int row = (2 * _node.Units) + unit;
        T recurrent = _node.ResetAfter ? reset[unit] * Recurrent(H, row) : Recurrent(remaining, row);
        T n = Candidate(Clipped(Input(x, row) + recurrent));
        return ((T.One - z) * n) + (z * H[unit]);
    }

    private T Sum(T[] x, int gate, int unit) => Input(x, (gate * _node.Units) + unit) + Recurrent(H, (gate * _node.Units) + unit);

    private T Input(T[] x, int row) => Values<T>.Dot(_input[row], x) + _inputBias[row];

    private T Recurrent(T[] h, int row) => Values<T>.Dot(_hidden[row], h) + _recurrentBias[row];

    private T Peephole(int gate, int unit) => _peepholes[(gate * _node.Units) + unit];

    private T Gate(T sum) => ScalarFunctions.Apply(_weights.Gate, Clipped(sum));

    private T Candidate(T sum) => ScalarFunctions.Apply(_weights.Candidate, sum);

    private T Clipped(T sum) =>
        _node.GateClip > 0 ? T.Clamp(sum, -T.CreateChecked(_node.GateClip), T.CreateChecked(_node.GateClip)) : sum;
}

using System.Numerics;

namespace TinyRnn.Conformance.Reference;

/// <summary>One step of each kind of cell, from its equations (PyTorch's gate orders: i, f, g, o and r, z, n).</summary>
internal static class ScalarCells<T>
    where T : IBinaryFloatingPointIeee754<T>
{
    public static T Sigmoid(T x) => T.One / (T.One + T.Exp(-x));

    /// <param name="cell">The kind.</param>
    /// <param name="a">W x + b of all gates.</param>
    /// <param name="past">U s + b' of all gates for a state s.</param>
    /// <param name="h">Hidden state before the step.</param>
    /// <param name="c">Cell state before the step.</param>
    /// <param name="p">Peepholes of i, f and o, of cells that have them.</param>
    /// <param name="functions">Its functions.</param>
    public static (T[] H, T[] C) Step(string cell, T[] a, Func<T[], T[]> past, T[] h, T[] c, T[] p, CellFunctions<T> functions) => cell switch
    {
        "lstm" => Lstm(a, past(h), c, new T[3 * c.Length], functions),
        "lstm_peephole" => Lstm(a, past(h), c, p, functions),
        "gru" => (Gru(a, past(h), h, functions.Gate, functions.Candidate), c),
        "gru_before" => (GruResetBefore(a, past, h, functions.Gate, functions.Candidate), c),
        "rnn_tanh" => ([.. a.Zip(past(h), (x, y) => T.Tanh(x + y))], c),
        "rnn_relu" => ([.. a.Zip(past(h), (x, y) => T.Max(x + y, T.Zero))], c),
        _ => throw new InvalidOperationException($"unknown cell {cell}"),
    };

    private static (T[] H, T[] C) Lstm(T[] a, T[] u, T[] c, T[] p, CellFunctions<T> functions)
    {
        int units = c.Length;
        T[] nextH = new T[units];
        T[] nextC = new T[units];
        (int candidate, int output, int peephole) = functions.IsCoupled ? (units, 2 * units, units) : (2 * units, 3 * units, 2 * units);
        for (int j = 0; j < units; j++)
        {
            T i = functions.Gate(a[j] + u[j] + (p[j] * c[j]));
            T f = functions.IsCoupled ? T.One - i : functions.Gate(a[units + j] + u[units + j] + (p[units + j] * c[j]));
            T g = functions.Candidate(a[candidate + j] + u[candidate + j]);
            nextC[j] = functions.Bounded((f * c[j]) + (i * g));
            T o = functions.Gate(a[output + j] + u[output + j] + (p[peephole + j] * nextC[j]));
            nextH[j] = o * functions.Cell(nextC[j]);
        }

        return (nextH, nextC);
    }

    private static T[] Gru(T[] a, T[] u, T[] h, Func<T, T> gate, Func<T, T> candidate)
    {
        int units = h.Length;
        T[] next = new T[units];
        for (int j = 0; j < units; j++)
        {
            T r = gate(a[j] + u[j]);
            T z = gate(a[units + j] + u[units + j]);
            T n = candidate(a[(2 * units) + j] + (r * u[(2 * units) + j]));
            next[j] = ((T.One - z) * n) + (z * h[j]);
        }

        return next;
    }

    private static T[] GruResetBefore(T[] a, Func<T[], T[]> past, T[] h, Func<T, T> gate, Func<T, T> bend)
    {
        int units = h.Length;
        T[] u = past(h);
        T[] reset = new T[units];
        for (int j = 0; j < units; j++)
            reset[j] = gate(a[j] + u[j]) * h[j];
        T[] candidate = past(reset);
        T[] next = new T[units];
        for (int j = 0; j < units; j++)
        {
            T z = gate(a[units + j] + u[units + j]);
            T n = bend(a[(2 * units) + j] + candidate[(2 * units) + j]);
            next[j] = ((T.One - z) * n) + (z * h[j]);
        }

        return next;
    }
}

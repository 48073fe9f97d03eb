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
    /// <param name="functions">Of the gates, and of the candidate.</param>
    public static (T[] H, T[] C) Step(string cell, T[] a, Func<T[], T[]> past, T[] h, T[] c, T[] p, (Func<T, T> Gate, Func<T, T> Candidate) functions) =>
        cell switch
    {
        "lstm" => Lstm(a, past(h), c, new T[3 * c.Length], functions.Gate, functions.Candidate),
        "lstm_peephole" => Lstm(a, past(h), c, p, functions.Gate, functions.Candidate),
        "gru" => (Gru(a, past(h), h, functions.Gate, functions.Candidate), c),
        "gru_before" => (GruResetBefore(a, past, h, functions.Gate, functions.Candidate), c),
        "rnn_tanh" => ([.. a.Zip(past(h), (x, y) => T.Tanh(x + y))], c),
        "rnn_relu" => ([.. a.Zip(past(h), (x, y) => T.Max(x + y, T.Zero))], c),
        _ => throw new InvalidOperationException($"unknown cell {cell}"),
    };

    private static (T[] H, T[] C) Lstm(T[] a, T[] u, T[] c, T[] p, Func<T, T> gate, Func<T, T> candidate)
    {
        int units = c.Length;
        T[] nextH = new T[units];
        T[] nextC = new T[units];
        for (int j = 0; j < units; j++)
        {
            T i = gate(a[j] + u[j] + (p[j] * c[j]));
            T f = gate(a[units + j] + u[units + j] + (p[units + j] * c[j]));
            T g = candidate(a[(2 * units) + j] + u[(2 * units) + j]);
            nextC[j] = (f * c[j]) + (i * g);
            T o = gate(a[(3 * units) + j] + u[(3 * units) + j] + (p[(2 * units) + j] * nextC[j]));
            nextH[j] = o * candidate(nextC[j]);
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

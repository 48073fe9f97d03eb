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
    public static (T[] H, T[] C) Step(string cell, T[] a, Func<T[], T[]> past, T[] h, T[] c, T[] p) => cell switch
    {
        "lstm" => Lstm(a, past(h), c, new T[3 * c.Length]),
        "lstm_peephole" => Lstm(a, past(h), c, p),
        "gru" => (Gru(a, past(h), h), c),
        "gru_before" => (GruResetBefore(a, past, h), c),
        "rnn_tanh" => ([.. a.Zip(past(h), (x, y) => T.Tanh(x + y))], c),
        "rnn_relu" => ([.. a.Zip(past(h), (x, y) => T.Max(x + y, T.Zero))], c),
        _ => throw new InvalidOperationException($"unknown cell {cell}"),
    };

    private static (T[] H, T[] C) Lstm(T[] a, T[] u, T[] c, T[] p)
    {
        int units = c.Length;
        T[] nextH = new T[units];
        T[] nextC = new T[units];
        for (int j = 0; j < units; j++)
        {
            T i = Sigmoid(a[j] + u[j] + (p[j] * c[j]));
            T f = Sigmoid(a[units + j] + u[units + j] + (p[units + j] * c[j]));
            T g = T.Tanh(a[(2 * units) + j] + u[(2 * units) + j]);
            nextC[j] = (f * c[j]) + (i * g);
            T o = Sigmoid(a[(3 * units) + j] + u[(3 * units) + j] + (p[(2 * units) + j] * nextC[j]));
            nextH[j] = o * T.Tanh(nextC[j]);
        }

        return (nextH, nextC);
    }

    private static T[] Gru(T[] a, T[] u, T[] h)
    {
        int units = h.Length;
        T[] next = new T[units];
        for (int j = 0; j < units; j++)
        {
            T r = Sigmoid(a[j] + u[j]);
            T z = Sigmoid(a[units + j] + u[units + j]);
            T n = T.Tanh(a[(2 * units) + j] + (r * u[(2 * units) + j]));
            next[j] = ((T.One - z) * n) + (z * h[j]);
        }

        return next;
    }

    private static T[] GruResetBefore(T[] a, Func<T[], T[]> past, T[] h)
    {
        int units = h.Length;
        T[] u = past(h);
        T[] reset = new T[units];
        for (int j = 0; j < units; j++)
            reset[j] = Sigmoid(a[j] + u[j]) * h[j];
        T[] candidate = past(reset);
        T[] next = new T[units];
        for (int j = 0; j < units; j++)
        {
            T z = Sigmoid(a[units + j] + u[units + j]);
            T n = T.Tanh(a[(2 * units) + j] + candidate[(2 * units) + j]);
            next[j] = ((T.One - z) * n) + (z * h[j]);
        }

        return next;
    }
}

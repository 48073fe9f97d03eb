using System.Numerics;

namespace TinyRnn.Conformance.Reference;

/// <summary>
/// The gradients of one recurrent layer straight from the equations, in plain loops: in <see cref="double"/> what is right, in <see cref="float"/> what the
/// number format alone does to them.
/// </summary>
/// <param name="cell">lstm, gru, gru_before or rnn_tanh.</param>
/// <param name="inputs">Input size.</param>
/// <param name="units">Hidden size.</param>
/// <param name="block">A model's parameters: W, U and the biases of all gates (of a GRU with reset after the product, then the candidate's second one).</param>
internal sealed class ScalarGradients<T>(string cell, int inputs, int units, float[] block)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _weights = Array.ConvertAll(block, T.CreateChecked);
    private readonly int _gates = cell switch { "lstm" => 4, "rnn_tanh" => 1, _ => 3 };

    private int HiddenWeights => _gates * units * inputs;

    private int Biases => HiddenWeights + (_gates * units * units);

    /// <summary>dL/dW, dL/dU and dL/db in the order of the block, over all sequences so far.</summary>
    public T[] Weights { get; } = new T[block.Length];

    public List<T> Inputs { get; } = [];

    public List<T> InitialHidden { get; } = [];

    public List<T> InitialCell { get; } = [];

    /// <summary>A sequence from an initial state, forward and then backward from the gradients of its outputs.</summary>
    public void Add(float[][] xs, float[][] outputGradients, float[] h, float[] c)
    {
        List<Step> tape = [];
        Step last = new([], [], [], [], [], Array.ConvertAll(h, T.CreateChecked), Array.ConvertAll(c, T.CreateChecked));
        foreach (float[] x in xs)
            tape.Add(last = Forward(Array.ConvertAll(x, T.CreateChecked), last.NextH, last.NextC));

        T[] dh = new T[units];
        T[] dc = new T[units];
        T[][] dxs = new T[xs.Length][];
        for (int t = xs.Length - 1; t >= 0; t--)
        {
            for (int j = 0; j < units; j++)
                dh[j] += T.CreateChecked(outputGradients[t][j]);
            (dxs[t], dh) = Backward(tape[t], dh, dc);
        }

        foreach (T[] dx in dxs)
            Inputs.AddRange(dx);
        InitialHidden.AddRange(dh);
        InitialCell.AddRange(dc);
    }

    private Step Forward(T[] x, T[] h, T[] c)
    {
        T[] a = Product(0, inputs, x);
        for (int j = 0; j < a.Length; j++)
            a[j] += _weights[Biases + j];
        T[] past = Product(HiddenWeights, units, h);
        T[] gate = new T[a.Length];
        T[] nextH = new T[units];
        T[] nextC = new T[units];
        T[] candidate = cell == "gru_before" ? Product(HiddenWeights, units, Reset(a, past, h)) : past;
        for (int j = 0; j < units; j++)
        {
            int second = units + j, third = (2 * units) + j, fourth = (3 * units) + j;
            switch (cell)
            {
                case "lstm":
                    (gate[j], gate[second], gate[fourth]) = (Sigmoid(a[j] + past[j]), Sigmoid(a[second] + past[second]), Sigmoid(a[fourth] + past[fourth]));
                    gate[third] = T.Tanh(a[third] + past[third]);
                    nextC[j] = (gate[second] * c[j]) + (gate[j] * gate[third]);
                    nextH[j] = gate[fourth] * T.Tanh(nextC[j]);
                    break;
                case "rnn_tanh":
                    nextH[j] = gate[j] = T.Tanh(a[j] + past[j]);
                    break;
                default:
                    if (cell == "gru")
                        past[third] += _weights[Biases + fourth];
                    (gate[j], gate[second]) = (Sigmoid(a[j] + past[j]), Sigmoid(a[second] + past[second]));
                    gate[third] = T.Tanh(a[third] + (cell == "gru" ? gate[j] * past[third] : candidate[third]));
                    nextH[j] = ((T.One - gate[second]) * gate[third]) + (gate[second] * h[j]);
                    break;
            }
        }

        return new(x, h, c, gate, past, nextH, nextC);
    }

    /// <summary>From dL/dh_t, and dL/dc_t, which becomes dL/dc_{t-1}, to dL/dx_t and dL/dh_{t-1}.</summary>
    private (T[] Input, T[] Hidden) Backward(Step step, T[] dh, T[] dc)
    {
        T[] gate = step.Gates;
        T[] da = new T[gate.Length];
        T[] du = da;
        T[] direct = new T[units];
        T[] fromReset = new T[units];
        for (int j = 0; j < units; j++)
        {
            int second = units + j, third = (2 * units) + j, fourth = (3 * units) + j;
            switch (cell)
            {
                case "lstm":
                    T tanh = T.Tanh(step.NextC[j]);
                    T d = dc[j] + (dh[j] * gate[fourth] * (T.One - (tanh * tanh)));
                    da[j] = d * gate[third] * gate[j] * (T.One - gate[j]);
                    da[second] = d * step.C[j] * gate[second] * (T.One - gate[second]);
                    da[third] = d * gate[j] * (T.One - (gate[third] * gate[third]));
                    da[fourth] = dh[j] * tanh * gate[fourth] * (T.One - gate[fourth]);
                    dc[j] = d * gate[second];
                    break;
                case "rnn_tanh":
                    da[j] = dh[j] * (T.One - (gate[j] * gate[j]));
                    break;
                default:
                    da[second] = dh[j] * (step.H[j] - gate[third]) * gate[second] * (T.One - gate[second]);
                    da[third] = dh[j] * (T.One - gate[second]) * (T.One - (gate[third] * gate[third]));
                    direct[j] = dh[j] * gate[second];
                    break;
            }
        }

        if (cell == "gru")
        {
            for (int j = 0; j < units; j++)
                da[j] = da[(2 * units) + j] * step.Past[(2 * units) + j] * gate[j] * (T.One - gate[j]);
            du = [.. da];
            for (int j = 0; j < units; j++)
                du[(2 * units) + j] *= gate[j];
        }
        else if (cell == "gru_before")
        {
            T[] e = Transposed(HiddenWeights, units, da, 2 * units, 3 * units);
            for (int j = 0; j < units; j++)
            {
                da[j] = e[j] * step.H[j] * gate[j] * (T.One - gate[j]);
                direct[j] += e[j] * gate[j];
                fromReset[j] = gate[j] * step.H[j];
            }
        }

        AddWeights(step, da, du, fromReset);
        T[] dhPast = Transposed(HiddenWeights, units, du, 0, cell == "gru_before" ? 2 * units : du.Length);
        for (int j = 0; j < units; j++)
            dhPast[j] += direct[j];
        return (Transposed(0, inputs, da, 0, da.Length), dhPast);
    }

    private void AddWeights(Step step, T[] da, T[] du, T[] fromReset)
    {
        for (int j = 0; j < da.Length; j++)
        {
            for (int k = 0; k < inputs; k++)
                Weights[(j * inputs) + k] += da[j] * step.X[k];
            T[] read = cell == "gru_before" && j >= 2 * units ? fromReset : step.H;
            for (int k = 0; k < units; k++)
                Weights[HiddenWeights + (j * units) + k] += du[j] * read[k];
            Weights[Biases + j] += da[j];
            if (cell == "gru" && j >= 2 * units)
                Weights[Biases + units + j] += du[j];
        }
    }

    private T[] Reset(T[] a, T[] past, T[] h)
    {
        T[] reset = new T[units];
        for (int j = 0; j < units; j++)
            reset[j] = Sigmoid(a[j] + past[j]) * h[j];
        return reset;
    }

    private T[] Product(int matrix, int columns, T[] x)
    {
        T[] y = new T[_gates * units];
        for (int j = 0; j < y.Length; j++)
        {
            for (int k = 0; k < columns; k++)
                y[j] += _weights[matrix + (j * columns) + k] * x[k];
        }

        return y;
    }

    private T[] Transposed(int matrix, int columns, T[] d, int first, int end)
    {
        T[] y = new T[columns];
        for (int k = 0; k < columns; k++)
        {
            for (int j = first; j < end; j++)
                y[k] += _weights[matrix + (j * columns) + k] * d[j];
        }

        return y;
    }

    private static T Sigmoid(T x) => ScalarCells<T>.Sigmoid(x);

    private sealed record Step(T[] X, T[] H, T[] C, T[] Gates, T[] Past, T[] NextH, T[] NextC);
}

namespace TinyRnn.Benchmarks;

/// <summary>The weights that all rows of a table share: a recurrent layer in PyTorch's order of gates, and a head with one output.</summary>
internal sealed class CellWeights
{
    public const string LstmCell = "LSTM";
    public const string GruCell = "GRU";
    public const string GruBeforeCell = "GRU, reset before";
    public const string RnnCell = "RNN";

    private CellWeights(string cell, int gates, int biasGates, int inputs, int units)
    {
        Cell = cell;
        Inputs = inputs;
        Units = units;
        RandomState random = new((ulong)units);
        float bound = 1 / MathF.Sqrt(units);
        float[] Draw(int length)
        {
            float[] values = new float[length];
            foreach (ref float value in values.AsSpan())
                value = bound * ((2 * random.NextSingle()) - 1);
            return values;
        }

        InputWeights = Draw(gates * units * inputs);
        HiddenWeights = Draw(gates * units * units);
        Bias = Draw(biasGates * units);
        HeadWeights = Draw(units);
        HeadBias = Draw(1);
    }

    /// <summary>One of the names above.</summary>
    public string Cell { get; }

    public int Inputs { get; }

    public int Units { get; }

    /// <summary>[gates * H, I], row-major.</summary>
    public float[] InputWeights { get; }

    /// <summary>[gates * H, H], row-major.</summary>
    public float[] HiddenWeights { get; }

    /// <summary>Of all gates, the sum of PyTorch's two. GRU [4H]: r, z, and n's two apart, because r scales only the second.</summary>
    public float[] Bias { get; }

    /// <summary>[1, H].</summary>
    public float[] HeadWeights { get; }

    public float[] HeadBias { get; }

    /// <summary>As TinyRnn keeps them: layer by layer, matrices before biases.</summary>
    public float[] Parameters => [.. InputWeights, .. HiddenWeights, .. Bias, .. HeadWeights, .. HeadBias];

    /// <summary>Gates i, f, g, o.</summary>
    public static CellWeights Lstm(int units, int inputs = 1) => new(LstmCell, 4, 4, inputs, units);

    /// <summary>Gates r, z, n; reset after the recurrent product, as PyTorch has it.</summary>
    public static CellWeights Gru(int units) => new(GruCell, 3, 4, 1, units);

    /// <summary>Gates r, z, n; reset before the recurrent product, as the first paper has it.</summary>
    public static CellWeights GruBefore(int units) => new(GruBeforeCell, 3, 3, 1, units);

    /// <summary>One gate, tanh.</summary>
    public static CellWeights Rnn(int units) => new(RnnCell, 1, 1, 1, units);
}

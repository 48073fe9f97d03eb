namespace TinyRnn.Benchmarks.Table;

/// <summary>A row is only worth its time when it computes the same network.</summary>
internal static class SameNetwork
{
    private const float Tolerance = 1e-5f;

    /// <summary>Runs the candidate beside plain C# for two sequences, the second of which starts from the state that the first has left.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public static void Check(CellWeights weights, ISequence candidate, int steps)
    {
        int streams = candidate.Streams;
        float[] xs = Signals.ForStreams(weights.Inputs, steps, 1);
        float[] sideBySide = Signals.ForStreams(weights.Inputs, steps, streams);
        float[] expected = new float[steps];
        float[] found = new float[steps * streams];
        using ISequence scalar = ScalarCell.Create(weights);
        for (int pass = 0; pass < 2; pass++)
        {
            scalar.Run(xs, expected);
            candidate.Run(sideBySide, found);
            for (int i = 0; i < found.Length; i++)
            {
                float plain = expected[i / streams];

                // Written so that NaN fails.
                if (!(MathF.Abs(plain - found[i]) < Tolerance))
                    throw new InvalidOperationException(
                        $"{weights.Cell}({weights.Units}): step {i / streams} of pass {pass} is {found[i]}, plain C# has {plain}.");
            }
        }
    }
}

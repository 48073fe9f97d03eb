namespace TinyRnn.Import.Vectors;

/// <summary>Inputs of golden vectors: noise, the same for the same model.</summary>
internal static class GoldenInputs
{
    /// <summary>
    /// Uniform in [-1, 1), or token ids; a quarter of the steps are of a thousandth of that, so that gates near their middle are met, too. Token ids beside
    /// numbers are ids here, too, and what takes whole numbers gets 0 and 1.
    /// </summary>
    /// <param name="sequences">Sequences.</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="model">The model.</param>
    /// <param name="isHiding">Whether masks hide; otherwise they are 1 everywhere.</param>
    public static float[] Draw(int sequences, int steps, SourceModel model, bool isHiding = true)
    {
        float[] inputs = new float[sequences * steps * model.InputSize];
        InputColumn[] columns = InputColumn.Of(model);
        ulong state = 0;
        double hidden = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            double uniform = (Next(ref state) >> 11) * (1.0 / (1UL << 53));
            bool isQuiet = i / model.InputSize % 64 >= 48;
            InputColumn column = columns[i % model.InputSize];
            if (i % model.InputSize == 0 || !column.IsHiddenAsOne)
                hidden = uniform;
            inputs[i] = column.Vocabulary > 0 ? (int)(uniform * column.Vocabulary)
                : column.IsMask ? isHiding && hidden < HiddenShare ? 0 : 1
                : column.IsWhole ? (int)(2 * uniform)
                : (float)(((2 * uniform) - 1) * (isQuiet ? 1e-3 : 1));
        }

        return inputs;
    }

    /// <summary>Of a mask's values.</summary>
    private const double HiddenShare = 0.25;

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private static ulong Next(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

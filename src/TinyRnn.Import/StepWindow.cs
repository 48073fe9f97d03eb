namespace TinyRnn.Import;

/// <summary>
/// How the window of a file's convolution moves along the steps. Output j of a class sees no step after (j + 1) stride - 1; a file's window may end before
/// that, which zeros as the newest weights say, but not after it.
/// </summary>
/// <param name="Kernel">Steps that an output sees.</param>
/// <param name="Dilation">Steps from one that is seen to the next.</param>
/// <param name="Stride">Steps from one output to the next.</param>
/// <param name="Before">Zeros in front of the sequence.</param>
/// <param name="Behind">Zeros behind it.</param>
internal sealed record StepWindow(int Kernel, int Dilation, int Stride, int Before, int Behind)
{
    /// <summary>As <c>[Conv1D]</c> says.</summary>
    private const int LargestKernel = 256;

    private long Span => ((Kernel - 1L) * Dilation) + 1;

    /// <summary>Steps from the end of a window to the end of its stride; negative: so many come after it.</summary>
    private long Early => Before - (Span - Stride);

    /// <summary>Steps between two weights; of a single one any number.</summary>
    private int Spacing => Kernel == 1 ? 1 : Dilation;

    /// <summary>Zeros that are put behind the newest weight.</summary>
    private int Zeros => (int)(Early / Spacing);

    /// <summary>What makes it another operation than a layer of TinyRnn, and what helps; <see langword="null"/>: nothing.</summary>
    public (string What, string Remedy)? Unlike()
    {
        string remedy = $"Put {Math.Max(Span - Stride, 0)} zeros in front and none behind, and train it again";
        if (Early < 0)
            return ($"its outputs see {Steps(-Early)} after their own, with {Before} zeros in front",
                $"{remedy}: a stream has no later steps.");
        if (Early + Behind >= Stride)
            return ($"with {Before} zeros in front and {Behind} behind there are more outputs than {(Stride == 1 ? "steps" : $"one every {Stride} steps")}",
                $"{remedy}.");
        if (Early % Spacing != 0)
            return ($"its window ends {Steps(Early)} before its stride of {Stride} does, which is no multiple of its dilation of {Dilation}", $"{remedy}.");
        return Zeros > 0 && Kernel + Zeros > LargestKernel
            ? ($"its window ends {Steps(Early)} before its stride of {Stride} does: its outputs would see {Counted.Of(Kernel + Zeros, "step")}",
                $"TinyRnn's [Conv1D] has kernels of up to {LargestKernel} steps. {remedy}.")
            : null;
    }

    /// <summary>Outputs of a sequence in the file; 0 for an open number.</summary>
    /// <param name="steps">Its steps; 0: any number.</param>
    public int Outputs(int steps) => steps == 0 ? 0 : (int)((steps + Early + Behind) / Stride);

    /// <summary>Zeros that the last output sees behind a sequence, where there is one more than whole strides; <see langword="null"/>: there is none.</summary>
    /// <param name="steps">Steps of the sequence.</param>
    public long? SeenBehind(int steps)
    {
        long outputs = Outputs(steps);
        return outputs > steps / Stride ? Math.Max(0, (outputs * Stride) - Early - steps) : null;
    }

    /// <summary>The weights [O, I, K] with zeros as the newest ones, if the window ends early.</summary>
    public SourceTensor Widened(SourceTensor weights)
    {
        if (Zeros == 0)
            return weights;
        int kernel = Kernel + Zeros;
        float[] wide = new float[weights.Count / Kernel * kernel];
        for (int i = 0; i < weights.Count; i++)
            wide[(i / Kernel * kernel) + (i % Kernel)] = weights.Values[i];
        return new([weights.Shape[0], weights.Shape[1], kernel], wide);
    }

    /// <summary>What a reader of the class should know; <see langword="null"/>: nothing.</summary>
    public string? Remark(string name)
    {
        if (Stride == 1 || Early + Behind == 0)
            return null;
        string early = Early == 0 ? "" : $" In the file its window ends {Steps(Early)} before that, so the newest {Zeros} of its weights here are zeros.";
        return $"{name} gives an output at the last of every {Stride} steps; of steps that are left over at a sequence's end the file may make one more, a "
            + $"class does not.{early}";
    }

    private static string Steps(long count) => Counted.Of(count, "step");
}

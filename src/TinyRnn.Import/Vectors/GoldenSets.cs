using TinyRnn.Import.Lowering;

namespace TinyRnn.Import.Vectors;

/// <summary>Golden vectors of an import: recorded from the original where it runs here, else recomputed.</summary>
internal static class GoldenSets
{
    private const int StepsOfOneSequence = 256;
    private const int StepsOfSeveral = 64;
    private const int Several = 3;
    private const int FewestOutputs = 4;

    /// <summary>Of the smallest number of float32 that has all its bits.</summary>
    private const double SmallestLogarithm = -87;

    /// <exception cref="SourceFormatException">The original, or the recording in the file, gives other values than the file's numbers do.</exception>
    public static GoldenSet Make(string path, SourceModel model, ClassDraft draft, ImportOptions options)
    {
        string inFile = FileRecording.Check(model);
        if (options.Vectors is { } own)
        {
            OwnRecording recording = OwnRecording.Read(own, model);
            GoldenSet truth = Recomputation.Compute(model, recording.Sequences, recording.Steps, recording.Inputs);
            return Recorded(truth, recording.Outputs, $"recorded in {Path.GetFileName(own)}");
        }

        bool isMany = draft.Mode == SequenceMode.ManyToMany;
        int sequences = isMany ? 1 : Several;
        int exact = draft.ExactSteps > 0 ? draft.ExactSteps : model.StepsOfFile;
        int steps = exact > 0 ? exact : options.Steps > 0 ? options.Steps : Whole(isMany ? StepsOfOneSequence : StepsOfSeveral, draft.Stride);
        if (options.Steps > 0 && options.Steps != steps)
        {
            throw new SourceFormatException(
                $"A sequence of this model has {Counted.Of(exact, "step")}, and {options.Steps} are asked for (--steps). Leave --steps out.");
        }

        if (steps % draft.Stride != 0)
        {
            throw new SourceFormatException(
                $"A sequence of {Counted.Of(steps, "step")} (--steps) is no multiple of {draft.Stride}, and there is an output every {draft.Stride} steps. "
                + $"Give --steps {Whole(steps, draft.Stride)}.");
        }

        GoldenSet computed = Recomputed(model, sequences, steps);
        float[] inputs = computed.Inputs;
        computed = computed with { Origin = computed.Origin + inFile };
        return options.Recorder?.Record(path, model, options.Reading, steps, inputs) is { } recorded
            ? Recorded(computed, Logarithms(model, computed, recorded.Outputs), recorded.Origin) : computed;
    }

    /// <summary>
    /// An original that takes the logarithm of a softmax in float32 gives minus infinity, or what few bits are left, where the softmax is below the smallest
    /// number; a log-softmax does not: there the recomputed value is taken.
    /// </summary>
    private static float[] Logarithms(SourceModel model, GoldenSet computed, float[] outputs)
    {
        double[] exact = computed.Tensors[0].Expected;
        return outputs.Length != exact.Length || !model.Nodes.Any(node => node is ActivationNode { Function.Kind: ActivationKind.LogSoftmax }) ? outputs
            : [.. outputs.Select((value, i) => exact[i] < SmallestLogarithm && value < SmallestLogarithm + 1 ? (float)exact[i] : value)];
    }

    /// <summary>Values of noise; where masks that hide leave no numbers, they hide nothing.</summary>
    private static GoldenSet Recomputed(SourceModel model, int sequences, int steps)
    {
        try
        {
            return Recomputation.Compute(model, sequences, steps, GoldenInputs.Draw(sequences, steps, model));
        }
        catch (SourceFormatException) when (InputColumn.HasMasks(model))
        {
            return Recomputation.Compute(model, sequences, steps, GoldenInputs.Draw(sequences, steps, model, isHiding: false));
        }
    }

    /// <summary>
    /// At least so many steps, and whole strides, of which there are some: what a file makes of steps that are left over is not what a class does.
    /// </summary>
    private static int Whole(int least, int stride) => Math.Max((least + stride - 1) / stride, Math.Min(stride, FewestOutputs)) * stride;

    /// <summary>
    /// The original's outputs instead of the recomputed ones. It computes in float32, too, so that both may be wrong by the bound, on either side of the exact
    /// value: twice the bound between them.
    /// </summary>
    private static GoldenSet Recorded(GoldenSet computed, float[] outputs, string origin)
    {
        GoldenTensor exact = computed.Tensors[0];
        if (outputs.Length != exact.Expected.Length)
            throw new SourceFormatException(
                $"The original gave {Counted.Of(outputs.Length, "value")}, but {exact.Expected.Length} were expected: the file was not understood. Please "
                + $"report it.");
        for (int i = 0; i < outputs.Length; i++)
        {
            if (!(Math.Abs(outputs[i] - exact.Expected[i]) <= exact.Bound))
            {
                throw new SourceFormatException(
                    $"The original gave {outputs[i]:G9} as value {i}, the file's numbers give {exact.Expected[i]:G9}, further apart than float32 allows "
                    + $"({exact.Bound:G3}): the file was not understood. Nothing is imported; please report it.");
            }
        }

        GoldenTensor recorded = exact with { Expected = Array.ConvertAll(outputs, value => (double)value), Bound = 2 * exact.Bound };
        return computed with { Tensors = [recorded, .. computed.Tensors.Skip(1)], Origin = origin };
    }
}

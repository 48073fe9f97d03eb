using TinyRnn.Import.Interpretation;

namespace TinyRnn.Import.Vectors;

/// <summary>
/// A recording that a file carries, held against what its numbers give. It does not become the golden vectors: it may leave inputs at 0 (AIDA-X's knobs), and
/// noise on all of them finds more.
/// </summary>
internal static class FileRecording
{
    /// <summary>The recording's part in the sentence about where vectors come from; empty if there is none.</summary>
    /// <exception cref="SourceFormatException">Recording and numbers disagree.</exception>
    public static string Check(SourceModel model)
    {
        if (model.Recording is not { } recording)
            return "";
        ReadOnlySpan<float> inputs = recording.Inputs.Values;
        double[] exact = [.. new Interpreter<double>(model).Run(inputs).Outputs[model.Outputs[0]].SelectMany(step => step)];
        float[] rounded = [.. new Interpreter<float>(model).Run(inputs).Outputs[model.Outputs[0]].SelectMany(step => step)];

        // The original computed in float32, too, and what it gave was written in float32.
        double bound = ErrorBound.Of(exact, rounded);
        ReadOnlySpan<float> recorded = recording.Outputs.Values;
        double largest = 0;
        for (int i = 0; i < recorded.Length; i++)
        {
            double error = Math.Abs(recorded[i] - exact[i]);
            if (!(error <= bound))
            {
                throw new SourceFormatException(
                    $"The file's own recording ({recording.Origin}) has {recorded[i]:G9} as value {i}, its numbers give {exact[i]:G9}, further apart than "
                    + $"float32 allows ({bound:G3}): the file contradicts itself. Nothing is imported; take the file from its author again.");
            }

            largest = Math.Max(largest, error);
        }

        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"; the file's own recording ({recording.Origin}) comes out within {largest:G2}, of {bound:G2} allowed");
    }
}

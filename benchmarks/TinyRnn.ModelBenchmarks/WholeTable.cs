using System.Globalization;
using TinyRnn.Benchmarks.Table;

namespace TinyRnn.Benchmarks.Whole;

/// <summary>Trained models of other people, each from its own file: the imported class beside ONNX Runtime, in turn.</summary>
internal static class WholeTable
{
    /// <summary>Prints a row for each file.</summary>
    /// <param name="contest">How it is timed.</param>
    /// <param name="files">What is imported.</param>
    /// <param name="stream">The <see cref="StreamingTwin"/> that ONNX Runtime runs instead of the only file.</param>
    /// <param name="writer">Where the table goes.</param>
    /// <exception cref="InvalidOperationException">A file cannot be compared, or both give different outputs.</exception>
    public static void Run(Contest contest, IEnumerable<string> files, string? stream, TextWriter writer)
    {
        writer.WriteLine(InstructionSet.Describe());
        writer.WriteLine("Microseconds a call, median of rounds in turn; one thread.");
        writer.WriteLine();
        writer.WriteLine("| model | steps per call | TinyRnn | ONNX Runtime | TinyRnn takes |");
        writer.WriteLine("|---|---:|---:|---:|---:|");
        foreach (string file in files)
        {
            WholeModel model = WholeModel.Open(file, stream);
            int steps = model.StepsPerCall;
            using OnnxStream original = new(model.Path, model.Contract, steps);
            float[] xs = Signals.Of(model.InputSize, steps);
            float[] ours = new float[steps * model.OutputSize];
            float[] theirs = new float[steps * model.Contract.Outputs[0].Size];
            Compare(model, original, xs, ours, theirs);
            (double[] nanoseconds, double share) = contest.Run(
                [new("TinyRnn", () => model.Run(xs, ours, steps)), new("ONNX Runtime", () => original.Run(xs, theirs))]);
            writer.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {model.Name} | {steps} | {nanoseconds[0] / 1000:F2} | {nanoseconds[1] / 1000:F2} | {nanoseconds[0] / nanoseconds[1]:F2} |"));
            if (share < 0.9)
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"(this process had {share:P0} of a processor)"));
        }
    }

    /// <summary>The first calls give the same first output, so that the same work is timed.</summary>
    private static void Compare(WholeModel model, OnnxStream original, float[] xs, float[] ours, float[] theirs)
    {
        const int calls = 4;
        int size = model.Contract.Outputs[0].Size;
        for (int call = 0; call < (model.StepsPerCall == 1 ? calls : 1); call++)
        {
            model.Run(xs, ours, model.StepsPerCall);
            original.Run(xs, theirs);
            for (int i = 0; i < theirs.Length; i++)
            {
                float own = ours[(i / size * model.OutputSize) + (i % size)];
                if (!(Math.Abs(own - theirs[i]) <= 1e-4 * Math.Max(1, Math.Abs(theirs[i]))))
                    throw new InvalidOperationException($"{model.Name}: output {i} of call {call} is {own}, and {theirs[i]} in ONNX Runtime.");
            }
        }
    }
}

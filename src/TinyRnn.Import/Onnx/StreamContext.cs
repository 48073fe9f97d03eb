using System.Globalization;

namespace TinyRnn.Import.Onnx;

/// <summary>
/// The end of the step before that a graph wants in front of each step. It is a fact of how a file is called, and not in the file: without
/// it the graph runs all the same and gives wrong numbers. So a caller says it, or the graph is known.
/// </summary>
/// <remarks>
/// Known is Silero VAD, versions 5 and 6 (github.com/snakers4/silero-vad, utils_vad.py): a chunk of 8 R new samples behind the last R of the
/// chunk before, R = 64 at 16 kHz and 32 at 8 kHz; R more are mirrored behind it, and windows of 4 R samples, 2 R apart, become magnitudes.
/// </remarks>
internal static class StreamContext
{
    /// <summary>R at 16 and at 8 kHz.</summary>
    private static readonly int[] s_known = [64, 32];

    /// <summary>Meanings of an input whose length the file leaves open, for graphs that are known.</summary>
    public static IEnumerable<InputLayout> Layouts(GraphInput input)
    {
        if (input.IsInteger || input.Sizes.Length != 2 || input.Sizes[1] is not null)
            yield break;
        foreach (int context in s_known)
            yield return new(input, [OnnxAxis.Batch, OnnxAxis.Feature], [input.Sizes[0] ?? 1, 9 * context]);
    }

    /// <summary>Whether a graph was read with the length that it is known to have.</summary>
    public static bool IsKnown(GraphAttempt attempt) => Known(attempt) is { } context && attempt.Layout.Features == 9 * context;

    /// <summary>Decides how many values of the step before a graph is given, and says so.</summary>
    public static void Decide(GraphAttempt attempt, ReadOptions options)
    {
        int features = attempt.Plan.Features;
        string input = attempt.Plan.Name;
        if (options.Context is { } asked)
        {
            if (asked == 0)
                return;
            if (attempt.Layout.Input.IsInteger || attempt.Plan.Joined.Count > 1
                || attempt.Layout.Axes.Count(axis => axis == OnnxAxis.Feature) != 1 || asked > features - asked)
            {
                attempt.Evaluator.Problems.Add(
                    new($"input '{input}'", Text($"has {features} values a step, of which {asked} would be the end of the step before (--context)"),
                    "A context is the end of one step: at least as many values must be new."));
                return;
            }

            attempt.Context = asked;
            attempt.Evaluator.Remarks.Add(
                Text($"A step is {features - asked} new values; the last {asked} of the step before, which a call has in front of them, are kept inside."));
        }
        else if (Known(attempt) is { } context && features == 9 * context)
        {
            attempt.Context = context;
            attempt.Evaluator.Remarks.Add(
                Text($"This is Silero VAD's graph, whose calls begin with the last {context} samples of the call before: a step is {8 * context} new ones, ")
                + Text($"and those {context} are kept inside (--context 0: by the caller)."));
        }
        else if (Known(attempt) is { } wanted)
        {
            attempt.Evaluator.Problems.Add(
                new($"input '{input}'",
                Text($"has {features} values a step. This is Silero VAD's graph, whose call is the last {wanted} samples of the call before and then ")
                + Text($"{8 * wanted} new ones, {9 * wanted} in all; with other numbers it runs and gives wrong probabilities"),
                Text($"Fix its length to {9 * wanted}, or leave it open. If it is called in another way all the same: --context VALUES, 0 for none.")));
        }
    }

    /// <summary>R of a graph that is known to want a context; <see langword="null"/>: it is another one.</summary>
    private static int? Known(GraphAttempt attempt)
    {
        LiftedGraph graph = attempt.Evaluator.Graph;
        if (attempt.States.Count == 0)
            return null;
        foreach (MagnitudeNode magnitude in Enumerable.Range(0, graph.Count).Select(place => graph[place]).OfType<MagnitudeNode>())
        {
            if (graph[magnitude.Inputs[0]] is FrameConvNode { IsReflected: true, PadLeft: 0, InputChannels: 1, Bias: null } transform
                && graph[transform.Inputs[0]] is InputNode && s_known.Contains(transform.PadRight)
                && transform.Kernel == 4 * transform.PadRight && transform.Stride == 2 * transform.PadRight
                && transform.Channels == transform.Kernel + 2)
                return transform.PadRight;
        }

        return null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using TinyRnn.Weights;

namespace TinyRnn;

/// <summary>Compares what a model gives with golden vectors.</summary>
internal sealed class Comparison<TModel, TState, TInput>
    where TModel : class, IRecurrentModel<TModel, TState, TInput>
    where TState : unmanaged
    where TInput : unmanaged
{
    private readonly GoldenVectors _golden;
    private readonly int _stride;
    private double _largest;
    private long _compared;

    /// <param name="golden">The vectors.</param>
    /// <param name="stride">Steps from one output to the next.</param>
    public Comparison(GoldenVectors golden, int stride = 1)
    {
        (_golden, _stride) = (golden, stride);
        OutputsOfSequence = TModel.OutputSize * (TModel.Mode is SequenceMode.ManyToOne or SequenceMode.OneToOne ? 1 : golden.Steps / stride);
        if (golden.InputSize != TModel.InputSize || golden.Outputs.Length != golden.Sequences * OutputsOfSequence)
        {
            throw new WeightFormatException(
                $"{golden.Source} has {Counted.Of(golden.InputSize, "input")} a step and {Counted.Of(golden.Outputs.Length, "output")}, but "
                + $"{typeof(TModel).Name} has {Counted.Of(TModel.InputSize, "input")} and gives "
                + $"{Counted.Of(golden.Sequences * OutputsOfSequence, "output")} for "
                + $"{Counted.Of(golden.Sequences, "sequence")} of {Counted.Of(golden.Steps, "step")}"
                + $"{(stride > 1 ? $", one every {stride}" : "")}. Are these the vectors of this "
                + $"model{(stride > 1 ? "" : ", and has it no stride (then use ModelProof.CheckStrided)")}?");
        }
    }

    /// <summary>Outputs of a sequence.</summary>
    public int OutputsOfSequence { get; }

    public ProofResult Result => new(_largest, _golden.OutputBound, _compared);

    /// <summary>Where an output belongs; every one, if only the last one counts.</summary>
    /// <param name="ys">Outputs of a sequence.</param>
    /// <param name="output">Which of them: of a model without a stride, its step.</param>
    public Span<float> Place(float[] ys, int output) =>
        ys.AsSpan(OutputsOfSequence == TModel.OutputSize ? 0 : output * TModel.OutputSize, TModel.OutputSize);

    /// <summary>Compares the outputs of a sequence and the state after it.</summary>
    /// <exception cref="ModelProofException">A value is too far away.</exception>
    public void Compare(string way, int sequence, ReadOnlySpan<float> ys, ref TState state)
    {
        ReadOnlySpan<float> expected = _golden.Outputs.AsSpan(sequence * OutputsOfSequence, OutputsOfSequence);
        double error = Distance(expected, ys, _golden.OutputBound, out int worst);
        if (worst >= 0)
            throw Differs(
                way, sequence, $"step {Step(worst)}, unit {worst % TModel.OutputSize} of the output", expected[worst], ys[worst], _golden.OutputBound);
        _largest = Math.Max(_largest, error);
        _compared += ys.Length;
        for (int vector = 0; vector < TModel.HiddenCount; vector++)
        {
            CompareState(way, sequence, $"hidden.{vector}", TModel.Hidden(ref state, vector));
            CompareState(way, sequence, $"cell.{vector}", TModel.Cell(ref state, vector));
        }
    }

    /// <summary>Compares a token with the one of the original's highest score, where no other score comes as near to it as rounding reaches.</summary>
    /// <exception cref="ModelProofException">It is another.</exception>
    public void CompareToken(int sequence, int step, int token)
    {
        ReadOnlySpan<float> scores = _golden.Outputs.AsSpan((sequence * OutputsOfSequence) + (step * TModel.OutputSize), TModel.OutputSize);
        int best = 0;
        for (int other = 1; other < scores.Length; other++)
            best = scores[other] > scores[best] ? other : best;
        if (token != best && !((double)scores[best] - scores[token] <= 2 * (double)_golden.OutputBound))
        {
            throw new ModelProofException(string.Create(
                CultureInfo.InvariantCulture,
                $"{typeof(TModel).Name} differs from {_golden.Source} by Generate in sequence {sequence}, step {step}: it writes token {token} of score "
                + $"{scores[token]:G9}, expected {best} of {scores[best]:G9}, allowed {2 * _golden.OutputBound:G3}. Are weights, vectors and class from the "
                + $"same import?"));
        }

        _compared++;
    }

    /// <summary>The step at which a value was given.</summary>
    private int Step(int value) => OutputsOfSequence == TModel.OutputSize ? _golden.Steps - 1 : (((value / TModel.OutputSize) + 1) * _stride) - 1;

    private void CompareState(string way, int sequence, string name, ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
            return;
        float[] all = _golden.States(name, values.Length);
        if (all.Length == 0)
            return;
        ReadOnlySpan<float> expected = all.AsSpan(sequence * values.Length, values.Length);
        float bound = _golden.Bound(name);
        _ = Distance(expected, values, bound, out int worst);
        if (worst >= 0)
            throw Differs(way, sequence, $"unit {worst} of {name} after the last step", expected[worst], values[worst], bound);
    }

    /// <summary>The largest distance, and the first place where it is more than allowed, or -1. A NaN on one side is too far from everything.</summary>
    private static double Distance(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, float bound, out int first)
    {
        double largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double distance = Math.Abs((double)expected[i] - found[i]);
            if (!(distance <= bound))
            {
                first = i;
                return distance;
            }

            largest = Math.Max(largest, distance);
        }

        first = -1;
        return largest;
    }

    private ModelProofException Differs(string way, int sequence, string place, float expected, float found, float bound) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{typeof(TModel).Name} differs from {_golden.Source} by {way} in sequence {sequence}, {place}: expected {expected:G9}, found {found:G9}, "
        + $"{Math.Abs((double)expected - found):G3} apart, allowed {bound:G3}. Are weights, vectors and class from the same import?"));
}

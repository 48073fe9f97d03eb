using TinyRnn.Data;

namespace TinyRnn.Samples;

/// <summary>
/// Many futures from one state, which is a value and is simply copied: in each, every month is what the model says and an error that it made somewhere in the
/// part to learn from, and the next month follows from that. All of them are computed together, by <c>StepMany</c>.
/// </summary>
internal sealed class SampledFutures
{
    /// <summary>Of the futures, how many lie between the lowest and the highest value that are given.</summary>
    public const double Share = 0.8;

    public const int Count = 1000;

    /// <summary>Months before the errors count: at the beginning the model knows nothing of the year.</summary>
    private const int WarmUp = 12;

    private readonly MonthNet _net;
    private readonly LogDifferences _series;
    private readonly float[] _errors;
    private readonly ulong _seed;

    public SampledFutures(MonthNet net, LogDifferences series, ulong seed)
    {
        (_net, _series, _seed) = (net, series, seed);
        ReadOnlySpan<float> known = series.Before(series.Data.TrainingLength);
        float[] said = new float[known.Length];
        MonthNet.State state = default;
        net.Run(ref state, known, said);
        _errors = new float[known.Length - 1 - WarmUp];
        for (int t = 0; t < _errors.Length; t++)
            _errors[t] = known[WarmUp + t + 1] - said[WarmUp + t];

        // A model that is too high on average would carry that from month to month.
        float mean = _errors.Average();
        foreach (ref float error in _errors.AsSpan())
            error -= mean;
    }

    /// <summary>The forecast without any errors: what the model says, taken for what happened.</summary>
    public double[] Expected(int origin, int months)
    {
        MonthNet.State state = default;
        float[] said = new float[origin - 1];
        _net.Run(ref state, _series.Before(origin), said);
        Span<float> next = [said[^1]];
        double value = _series.Data.Values[origin - 1];
        double[] values = new double[months];
        foreach (ref double month in values.AsSpan())
        {
            month = value *= _series.Factor(next[0]);
            _net.Step(ref state, next, next);
        }

        return values;
    }

    /// <summary>What the futures from there have in common.</summary>
    public FutureBand From(int origin, int months)
    {
        MonthNet.State known = default;
        float[] said = new float[origin - 1];
        _net.Run(ref known, _series.Before(origin), said);
        MonthNet.State[] states = [.. Enumerable.Repeat(known, Count)];
        float[] xs = new float[Count];
        float[] ys = [.. Enumerable.Repeat(said[^1], Count)];
        double[] values = [.. Enumerable.Repeat(_series.Data.Values[origin - 1], Count)];
        SampledPaths futures = new(Count, months);
        RandomState random = new(_seed);
        for (int month = 0; month < months; month++)
        {
            for (int future = 0; future < Count; future++)
            {
                xs[future] = ys[future] + _errors[(int)(random.NextDouble() * _errors.Length)];
                futures.At(month)[future] = (float)(values[future] *= _series.Factor(xs[future]));
            }

            _net.StepMany(states, xs, ys);
        }

        return new FutureBand(Expected(origin, months), futures);
    }
}

/// <summary>A forecast with its interval.</summary>
internal sealed class FutureBand
{
    /// <param name="expected">The forecast without any errors.</param>
    /// <param name="futures">Those with errors.</param>
    public FutureBand(double[] expected, SampledPaths futures)
    {
        Expected = expected;
        Span<float> found = stackalloc float[Levels.Length];
        for (int month = 0; month < expected.Length; month++)
        {
            futures.Quantiles(month, Levels, found);
            for (int level = 0; level < found.Length; level++)
                Quantiles[level].Add(found[level]);
        }
    }

    /// <summary>From outside to inside, each below and above.</summary>
    private static ReadOnlySpan<float> Levels =>
        [0.05f, 0.95f, (float)(1 - SampledFutures.Share) / 2, (float)(1 + SampledFutures.Share) / 2, 0.25f, 0.75f];

    public double[] Expected { get; }

    /// <summary>
    /// Of each level, by month: 90 % of the futures lie between the first two, <see cref="SampledFutures.Share"/> between the next, and half between the last.
    /// </summary>
    public List<double>[] Quantiles { get; } = [[], [], [], [], [], []];

    /// <summary>Where <see cref="SampledFutures.Share"/> of the futures begin.</summary>
    public IReadOnlyList<double> Low => Quantiles[2];

    /// <summary>Where they end.</summary>
    public IReadOnlyList<double> High => Quantiles[3];

    /// <summary>How many values lie inside.</summary>
    public int Count(ReadOnlySpan<double> values)
    {
        int count = 0;
        for (int i = 0; i < values.Length; i++)
            count += values[i] >= Low[i] && values[i] <= High[i] ? 1 : 0;
        return count;
    }
}

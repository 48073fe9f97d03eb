using TinyRnn.Data;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>Many futures from one month on: each begins as a copy of the state that the past has left, and reads what it has drawn.</summary>
internal abstract class FutureWalk(string name, SeriesData data)
{
    /// <summary>Of the futures, how many lie between both ends of an interval.</summary>
    public const double Share = 0.8;

    /// <summary>Futures that are drawn at once.</summary>
    public const int Count = 500;

    /// <summary>Months from one forecast that is tested to the next.</summary>
    private const int Every = 6;

    /// <summary>Both ends.</summary>
    public static ReadOnlySpan<float> Levels => [0.1f, 0.9f];

    public string Name => name;

    /// <summary>Where forecasts begin that are tested: for all that they say there is a month to compare with.</summary>
    public static IEnumerable<int> Origins(SeriesData data)
    {
        for (int origin = data.TrainingLength; origin + SeriesBatch.Horizon <= data.Values.Length; origin += Every)
            yield return origin;
    }

    /// <summary>Draws the months from one on, in the series' own units.</summary>
    /// <param name="origin">The first month that is drawn.</param>
    /// <param name="futures">Receives them.</param>
    /// <param name="seed">Of the draws.</param>
    public abstract void Sample(int origin, SampledPaths futures, ulong seed);

    /// <summary>How good the intervals of all tested forecasts are, by months ahead.</summary>
    public IntervalMetrics[] Measure(ulong seed)
    {
        IntervalMetrics[] ahead = [.. Enumerable.Range(0, SeriesBatch.Horizon).Select(_ => new IntervalMetrics(Share))];
        SampledPaths futures = new(Count, SeriesBatch.Horizon);
        Span<float> ends = stackalloc float[2];
        foreach (int origin in Origins(data))
        {
            Sample(origin, futures, seed + (ulong)origin);
            for (int month = 0; month < ahead.Length; month++)
            {
                futures.Quantiles(month, Levels, ends);
                ahead[month].Add(ends[..1], ends[1..], [(float)data.Values[origin + month]]);
            }
        }

        return ahead;
    }
}

/// <summary>The same for one generated class.</summary>
internal sealed class FutureWalk<TModel, TState> : FutureWalk
    where TModel : class, IStreamingModel<TModel, TState, float>
    where TState : unmanaged
{
    private readonly TModel _model;
    private readonly SeriesData _data;
    private readonly Draw _draw;
    private readonly float _floor;
    private readonly TState[] _states = new TState[Count];
    private readonly float[] _xs = new float[Count];
    private readonly float[] _said = new float[Count * TModel.OutputSize];

    /// <param name="name">What it is called.</param>
    /// <param name="model">Reads a month and says something of the next.</param>
    /// <param name="data">The series.</param>
    /// <param name="draw">Draws a month from what is said of it.</param>
    /// <param name="floor">No month is lower: there is no less than no sunspot.</param>
    public FutureWalk(string name, TModel model, SeriesData data, Draw draw, double floor)
        : base(name, data) => (_model, _data, _draw, _floor) = (model, data, draw, (float)floor);

    /// <summary>A month from what a model says of it.</summary>
    public delegate float Draw(ReadOnlySpan<float> said, ref RandomState random);

    public override void Sample(int origin, SampledPaths futures, ulong seed)
    {
        TState known = _model.Initial;
        float[] said = _model.Run(ref known, _data.Scaled.AsSpan(0, origin));
        _states.AsSpan().Fill(known);
        for (int path = 0; path < Count; path++)
            said.AsSpan(^TModel.OutputSize..).CopyTo(_said.AsSpan(path * TModel.OutputSize));
        RandomState random = new(seed);
        for (int month = 0; month < futures.Steps; month++)
        {
            Span<float> values = futures.At(month);
            for (int path = 0; path < Count; path++)
            {
                _xs[path] = Math.Max(_floor, _draw(_said.AsSpan(path * TModel.OutputSize, TModel.OutputSize), ref random));
                values[path] = (float)((_xs[path] * _data.Scale) + _data.Mean);
            }

            _model.StepMany(_states, _xs, _said);
        }
    }
}

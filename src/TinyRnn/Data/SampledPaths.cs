namespace TinyRnn.Data;

/// <summary>
/// Many futures of one series, and between which values they lie: a forecast that says how sure it is. Each future is a path, and all of them take a step
/// together (<c>StepMany</c>): draw a value for each from what the model says, write it here, and read it as the next input. Memory is taken once.
/// </summary>
/// <example>
/// <code>
/// SampledPaths futures = new(paths: 500, steps: 24);
/// RandomState random = new(seed: 1);
/// for (int step = 0; step &lt; futures.Steps; step++)
/// {
///     Span&lt;float&gt; values = futures.At(step);
///     for (int path = 0; path &lt; values.Length; path++)
///         values[path] = (step > 0 ? futures.At(step - 1)[path] : 0) + (float)random.NextNormal();
/// }
///
/// float[] interval = new float[2];
/// futures.Quantiles(23, [0.1f, 0.9f], interval);
/// Console.WriteLine($"after 24 steps, 80 % lie between {interval[0]:F1} and {interval[1]:F1}");
/// </code>
/// </example>
public sealed class SampledPaths
{
    private readonly float[] _values;
    private readonly float[] _sorted;

    /// <summary>Room for all values.</summary>
    /// <param name="paths">Futures P.</param>
    /// <param name="steps">Steps T of each.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number below 1, or more values than an array has.</exception>
    public SampledPaths(int paths, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)paths * steps, Array.MaxLength, nameof(steps));
        (Paths, Steps) = (paths, steps);
        _values = new float[paths * steps];
        _sorted = new float[paths];
    }

    /// <summary>How many futures there are.</summary>
    public int Paths { get; }

    /// <summary>Steps of each.</summary>
    public int Steps { get; }

    /// <summary>The values of all paths at a step, <c>[P]</c>, to write and to read; zeros at first.</summary>
    /// <param name="step">The step, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such step.</exception>
    public Span<float> At(int step)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)step, (uint)Steps, nameof(step));
        return _values.AsSpan(step * Paths, Paths);
    }

    /// <summary>
    /// Quantiles of the paths at a step: of level q, the value at place q (P - 1) of the sorted ones, between two of them in proportion (Hyndman and Fan 1996,
    /// type 7, as NumPy does). NaN, if one of the paths is. It allocates nothing, and the paths stay what they are.
    /// </summary>
    /// <param name="step">The step, counted from 0.</param>
    /// <param name="levels">Levels from 0 to 1: 0.5 is the median.</param>
    /// <param name="quantiles">Room for as many.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such step, or a level outside [0, 1].</exception>
    /// <exception cref="ArgumentException">Room for another number of quantiles.</exception>
    public void Quantiles(int step, ReadOnlySpan<float> levels, Span<float> quantiles)
    {
        ReadOnlySpan<float> values = At(step);
        if (levels.Length != quantiles.Length)
            throw new ArgumentException(
                $"There are {Counted.Of(levels.Length, "level")}, and there is room for {Counted.Of(quantiles.Length, "quantile")}: pass room for each.",
                nameof(quantiles));
        foreach (float level in levels)
        {
            if (!(level is >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(levels), level, "The level of a quantile is from 0 to 1.");
        }

        values.CopyTo(_sorted);
        _sorted.AsSpan().Sort();
        for (int i = 0; i < levels.Length; i++)
            quantiles[i] = Quantile(levels[i]);
    }

    /// <summary>A sort has those that are NaN in front.</summary>
    private float Quantile(float level)
    {
        if (float.IsNaN(_sorted[0]))
            return float.NaN;
        double place = (double)level * (Paths - 1);
        int below = (int)place;
        double above = place - below;
        return above == 0 ? _sorted[below] : (float)(((1 - above) * _sorted[below]) + (above * _sorted[below + 1]));
    }
}

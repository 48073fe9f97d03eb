namespace TinyRnn.Data;

/// <summary>
/// Parts of a series in the order of time: what is learnt from, what training is stopped by, and what nobody has looked at. A forecast is judged by what comes
/// later, so nothing is shuffled.
/// </summary>
/// <param name="Training">The first rows.</param>
/// <param name="Validation">Those after them; may be empty.</param>
/// <param name="Test">The last ones; may be empty.</param>
/// <example>
/// <code>
/// TimeSplit split = TimeSplit.Of(1000, validation: 0.15, test: 0.15);
/// float[] series = new float[1000];
/// float[] learntFrom = series[split.Training];     // 700 rows
/// </code>
/// </example>
public readonly record struct TimeSplit(Range Training, Range Validation, Range Test)
{
    /// <summary>Splits rows by shares, each rounded down.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="validation">Share of the rows for validation, from 0 up.</param>
    /// <param name="test">Share of the rows for the test, from 0 up.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share that is none, both together 1 or more, or no row left to learn from.</exception>
    public static TimeSplit Of(int rows, double validation = 0.15, double test = 0.15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        if (validation is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(validation), validation, "A share is at least 0 and below 1.");
        if (test is not (>= 0 and < 1) || validation + test >= 1)
            throw new ArgumentOutOfRangeException(nameof(test), test, $"A share is at least 0, and both together are below 1; validation has {validation}.");
        int last = (int)(rows * test);
        int middle = (int)(rows * validation);
        int first = rows - middle - last;
        return new(..first, first..(first + middle), (first + middle)..rows);
    }
}

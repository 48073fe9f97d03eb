namespace TinyRnn.Data;

/// <summary>What makes a series that grows, or repeats with its size, one that a model can learn: differences and logarithms, and the way back.</summary>
/// <example>
/// <code>
/// float[] passengers = [112, 118, 132, 129];
/// SeriesTransforms.Log(passengers, passengers);
/// float[] growth = new float[3];
/// SeriesTransforms.Differences(passengers, growth);                                    // by how much each month is more than the one before
/// float[] again = new float[3];
/// SeriesTransforms.Integrate(start: passengers.AsSpan(0, 1), growth, again);           // 118, 132, 129 as logarithms
/// </code>
/// </example>
public static class SeriesTransforms
{
    /// <summary>By how much each row is more than the one <paramref name="lag"/> rows before. It allocates nothing.</summary>
    /// <param name="rows"><c>[T, F]</c>.</param>
    /// <param name="differences">Room for <c>[T - lag, F]</c>; memory of its own.</param>
    /// <param name="features">Features F of a row.</param>
    /// <param name="lag">Rows back: 1, or a season (12 months).</param>
    /// <exception cref="ArgumentException">No whole rows, fewer than the lag, room for another number, or memory that overlaps.</exception>
    public static void Differences(ReadOnlySpan<float> rows, Span<float> differences, int features = 1, int lag = 1)
    {
        int back = Back(features, lag);
        if (rows.Length % features != 0 || rows.Length < back || differences.Length != rows.Length - back)
            throw new ArgumentException(
                $"There are {Counted.Of(rows.Length, "value")} in rows of {features}, and room for {Counted.Of(differences.Length, "difference")}: over "
                + $"{Counted.Of(lag, "step")}, there is one less for each of the first {Counted.Of(back, "value")}.",
                nameof(differences));
        RequireApart(rows, differences);
        for (int i = 0; i < differences.Length; i++)
            differences[i] = rows[i + back] - rows[i];
    }

    /// <summary>From differences back to rows: each is added to the row <paramref name="lag"/> rows before. It allocates nothing.</summary>
    /// <param name="start">The rows in front of the first: <c>[lag, F]</c>.</param>
    /// <param name="differences"><c>[T, F]</c>.</param>
    /// <param name="rows">Room for as many; it may be the memory of the differences.</param>
    /// <param name="features">Features F of a row.</param>
    /// <param name="lag">Rows back.</param>
    /// <exception cref="ArgumentException">
    /// Another number of rows to start from, no whole rows, room for another number, or memory that overlaps in part.
    /// </exception>
    public static void Integrate(ReadOnlySpan<float> start, ReadOnlySpan<float> differences, Span<float> rows, int features = 1, int lag = 1)
    {
        int back = Back(features, lag);
        if (start.Length != back || differences.Length % features != 0 || rows.Length != differences.Length)
            throw new ArgumentException(
                $"There are {Counted.Of(start.Length, "value")} to start from, {Counted.Of(differences.Length, "difference")} in rows of {features}, and room for "
                + $"{rows.Length}: start from {Counted.Of(back, "value")}, and pass room for as many rows as differences.",
                nameof(rows));
        RequireApart(start, rows);
        if (differences.Overlaps(rows, out int offset) && offset != 0)
            throw new ArgumentException("The differences overlap the room for the rows in part: pass the same memory, or memory of its own.", nameof(rows));
        for (int i = 0; i < rows.Length; i++)
            rows[i] = differences[i] + (i < back ? start[i] : rows[i - back]);
    }

    /// <summary>Natural logarithms, which make growth in per cent a sum. It allocates nothing.</summary>
    /// <param name="values">All above 0.</param>
    /// <param name="logarithms">Room for as many; it may be the same memory.</param>
    /// <exception cref="ArgumentException">A value that has no logarithm, or room for another number of them.</exception>
    public static void Log(ReadOnlySpan<float> values, Span<float> logarithms)
    {
        if (values.Length != logarithms.Length)
            throw new ArgumentException(
                $"There are {Counted.Of(values.Length, "value")}, but room for {logarithms.Length}: pass room for as many.", nameof(logarithms));
        if (values.Overlaps(logarithms, out int offset) && offset != 0)
            throw new ArgumentException(
                "The values overlap the room for the logarithms in part: pass the same memory, or memory of its own.", nameof(logarithms));
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is not (> 0 and < float.PositiveInfinity))
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Value {i} is {values[i]}, and only finite numbers above 0 have a logarithm: add a constant before, or leave it out."),
                    nameof(values));
        }

        for (int i = 0; i < values.Length; i++)
            logarithms[i] = MathF.Log(values[i]);
    }

    private static int Back(int features, int lag)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(lag, 1);
        return checked(features * lag);
    }

    private static void RequireApart(ReadOnlySpan<float> source, ReadOnlySpan<float> result)
    {
        if (source.Overlaps(result))
            throw new ArgumentException("The rows overlap the room for the result: pass memory of its own.", nameof(result));
    }
}

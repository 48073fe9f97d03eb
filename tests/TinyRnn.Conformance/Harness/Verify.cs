namespace TinyRnn.Conformance;

/// <summary>Assertions that need no test framework, so that native builds can use them.</summary>
internal static class Verify
{
    public static void That(bool condition, string message)
    {
        if (!condition)
            throw new CheckFailedException(message);
    }

    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new CheckFailedException($"{what}: expected {expected}, found {actual}");
    }

    /// <summary>All values within <paramref name="tolerance"/>; a NaN on one side only is a failure.</summary>
    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Equal(expected.Length, actual.Length, what + " (length)");
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(expected[i] - actual[i]);
            if (!(error <= tolerance))
                throw new CheckFailedException($"{what}, index {i}: expected {expected[i]:G9}, found {actual[i]:G9}, {error:G3} apart, allowed {tolerance:G3}");
        }
    }

    public static TException Throws<TException>(Action action, params string[] messageParts)
        where TException : Exception
    {
        try
        {
            action();
        }
        catch (TException exception)
        {
            foreach (string part in messageParts)
                That(exception.Message.Contains(part, StringComparison.Ordinal), $"the message lacks \"{part}\": {exception.Message}");
            return exception;
        }

        throw new CheckFailedException($"no {typeof(TException).Name} was thrown");
    }
}

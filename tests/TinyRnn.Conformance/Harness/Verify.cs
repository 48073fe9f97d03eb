using System.Runtime.InteropServices;

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

    /// <summary>The same items in the same order.</summary>
    public static void Same<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what)
        where T : IEquatable<T>
    {
        int same = expected.CommonPrefixLength(actual);
        if (same < expected.Length || same < actual.Length)
            throw new CheckFailedException($"{what}, index {same}: expected {At(expected, same)}, found {At(actual, same)}");

        static string At(ReadOnlySpan<T> items, int index) => index < items.Length ? $"{items[index]}" : "the end";
    }

    /// <summary>The same bits, zeros' signs and NaNs' payloads included.</summary>
    public static void SameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what) =>
        Same(MemoryMarshal.Cast<float, int>(expected), MemoryMarshal.Cast<float, int>(actual), what);

    /// <summary>At least 0 bytes and at most <paramref name="most"/>.</summary>
    public static void Allocates(long most, Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        That(bytes <= most, $"{bytes} bytes were allocated, at most {most} are allowed");
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

    /// <summary>The message holds all parts.</summary>
    public static void Says(Exception exception, params string[] parts)
    {
        foreach (string part in parts)
            That(exception.Message.Contains(part, StringComparison.Ordinal), $"the message lacks \"{part}\": {exception.Message}");
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
            Says(exception, messageParts);
            return exception;
        }

        throw new CheckFailedException($"no {typeof(TException).Name} was thrown");
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace TinyRnn.Runtime.Doors;

/// <content>Categories among the numbers of an input.</content>
public static partial class Require
{
    /// <summary>
    /// A number that is a category: the row of the table that it means. What a step reads goes through here even when <see cref="Categories"/> has looked at
    /// it, because the memory is the caller's and may have changed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no whole number from 0 to <paramref name="count"/> - 1.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Category(float value, int count, int column)
    {
        if (!IsCategory(value, count))
            ThrowCategory(value, count, column, "", "x");
        return (int)value;
    }

    /// <summary>A whole number from 0 to <paramref name="count"/> - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsCategory(float value, int count)
    {
        int row = (int)value;
        return (uint)row < (uint)count && row == value;
    }

    /// <summary>The same for every input in <paramref name="xs"/>, before the state changes.</summary>
    /// <param name="xs">Inputs of <paramref name="inputSize"/> values.</param>
    /// <param name="inputSize">Values of an input.</param>
    /// <param name="column">Which of them is the category.</param>
    /// <param name="count">How many categories there are.</param>
    /// <param name="argument">What the inputs are called.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is no whole number from 0 to count - 1; the message names its place.</exception>
    public static void Categories(
        ReadOnlySpan<float> xs, int inputSize, int column, int count, [CallerArgumentExpression(nameof(xs))] string argument = "x")
    {
        for (int i = column; i < xs.Length; i += inputSize)
        {
            float value = xs[i];
            if (!IsCategory(value, count))
                ThrowCategory(value, count, column, xs.Length == inputSize ? "" : $" in step {i / inputSize}", argument);
        }
    }

    [DoesNotReturn]
    private static void ThrowCategory(float value, int count, int column, string where, string argument) =>
        throw new ArgumentOutOfRangeException(
            argument, value, $"Value {column} of the input is {value}{where}, but it is a category: a whole number from 0 to {count - 1}.");
}

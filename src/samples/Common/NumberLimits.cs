using System.CommandLine;
using System.Globalization;

namespace TinyRnn.Samples;

/// <summary>Whole numbers from here to there.</summary>
internal static class NumberLimits
{
    /// <summary>
    /// Says what is wrong with a value. The text is looked at, because a validator that asks for the value of what is no number gets an exception.
    /// </summary>
    /// <param name="option">Of whole numbers.</param>
    /// <param name="low">The lowest.</param>
    /// <param name="high">The highest.</param>
    /// <param name="message">What to say of numbers outside.</param>
    public static void Add(Option option, int low, int high, string message) => option.Validators.Add(result =>
    {
        if (result.Tokens is not [{ Value: var text }])
            return;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            result.AddError($"{option.Name} is a whole number, and '{text}' is none.");
        else if (number < low || number > high)
            result.AddError(message);
    });
}

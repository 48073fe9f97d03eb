namespace TinyRnn;

/// <summary>Ranges of settings. They are checked as floats, because the arithmetic is done in floats: 1e-60 is 0 there, and 1e60 infinite.</summary>
internal static class SettingRange
{
    public static void AtLeastZero(string name, double value)
    {
        if (!(value >= 0 && float.IsFinite((float)value)))
            Throw(name, value, "finite and at least 0");
    }

    public static void Positive(string name, double value)
    {
        if (!((float)value > 0 && float.IsFinite((float)value)))
            Throw(name, value, "finite and, as a float, greater than 0");
    }

    /// <summary>1 would never forget, and what follows 1 grows without bound.</summary>
    public static void Smoothing(string name, double value)
    {
        if (!(value >= 0 && (float)value < 1))
            Throw(name, value, "at least 0 and, as a float, less than 1");
    }

    public static void Inside(string name, double value)
    {
        if (!((float)value > 0 && (float)value < 1))
            Throw(name, value, "between 0 and 1");
    }

    public static void Steps(string name, long value)
    {
        if (value < 1)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but must be at least 1.");
    }

    /// <summary>A schedule whose constructor did not run: <see langword="default"/>, or <c>new</c> without arguments.</summary>
    /// <param name="schedule">Its name.</param>
    /// <param name="arguments">What its constructor takes.</param>
    public static InvalidOperationException NotMade(string schedule, string arguments) =>
        new($"This {schedule} is a default value and has no rate. Make it by its constructor: new {schedule}({arguments}).");

    /// <summary>The error of a number that nothing reads and that is not what it is if nobody sets it: given, it was meant to do something.</summary>
    /// <param name="name">The number's.</param>
    /// <param name="value">Its value.</param>
    /// <param name="preset">What it is when nobody sets it.</param>
    /// <param name="user">What does not use it: an optimizer, a loss.</param>
    /// <param name="users">What does.</param>
    public static ArgumentOutOfRangeException Unused(string name, double value, double preset, string user, string users)
    {
        string message =
            FormattableString.Invariant($"{name} is {value}, but {user} does not use it: {users}. Leave it at {preset}, or train with one that uses it.");
        return new(name, value, message);
    }

    private static void Throw(string name, double value, string range) =>
        throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} is {value}, but must be {range}."));
}

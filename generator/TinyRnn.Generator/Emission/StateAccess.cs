namespace TinyRnn.Generator.Emission;

/// <summary>How emitted code reaches what a state holds.</summary>
internal static class StateAccess
{
    /// <summary>Expression of an integer in a state.</summary>
    public static string In(StateCounter counter, string state = "state") => $"InState(ref {state}).{counter.Name}";

    /// <summary>Expression of a reference to the vector as it is now.</summary>
    public static string Current(StateVector vector, string state = "state") =>
        vector.Turn is { } turn ? At(vector, $"({In(turn, state)} & 1)", state) : $"StateAt(ref {state}, {vector.Range.Offset})";

    /// <summary>Expression of a reference to the copy that is current when <paramref name="turn"/> is 0 or 1.</summary>
    public static string At(StateVector vector, string turn, string state = "state") =>
        vector.Range.Offset == 0
            ? $"StateAt(ref {state}, {turn} * {vector.Padded})"
            : $"StateAt(ref {state}, {vector.Range.Offset} + ({turn} * {vector.Padded}))";
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TinyRnn.Generator.Diagnostics;

/// <summary>The one place where diagnostics are made: what a user wrote is shown with nothing hidden in it.</summary>
internal static class Message
{
    /// <summary>Property of a diagnostic: what its code fix writes.</summary>
    public const string Remedy = "Remedy";

    public static Diagnostic Create(DiagnosticDescriptor descriptor, Location location, params object[] arguments) =>
        Diagnostic.Create(descriptor, location, [.. arguments.Select(Shown)]);

    /// <summary>A diagnostic that a code fix can mend.</summary>
    /// <param name="descriptor">What is wrong.</param>
    /// <param name="location">Where.</param>
    /// <param name="place">Where the remedy belongs.</param>
    /// <param name="remedy">What to write there, if it is not to be seen in the source.</param>
    /// <param name="arguments">Of the message.</param>
    public static Diagnostic Mendable(DiagnosticDescriptor descriptor, Location location, Location place, string? remedy, params object[] arguments) =>
        Diagnostic.Create(
            descriptor, location, [place], ImmutableDictionary<string, string?>.Empty.Add(Remedy, remedy), [.. arguments.Select(Shown)]);

    private static object Shown(object argument) => argument switch
    {
        string text => Visible.Text(text),
        ForeignText text => Visible.Text(text.Raw),
        _ => argument,
    };
}

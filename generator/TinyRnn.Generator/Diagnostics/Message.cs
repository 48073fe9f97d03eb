using Microsoft.CodeAnalysis;

namespace TinyRnn.Generator.Diagnostics;

/// <summary>The one place where diagnostics are made: what a user wrote is shown with nothing hidden in it.</summary>
internal static class Message
{
    public static Diagnostic Create(DiagnosticDescriptor descriptor, Location location, params object[] arguments) =>
        Diagnostic.Create(descriptor, location, [.. arguments.Select(Shown)]);

    private static object Shown(object argument) => argument switch
    {
        string text => Visible.Text(text),
        ForeignText text => Visible.Text(text.Raw),
        _ => argument,
    };
}

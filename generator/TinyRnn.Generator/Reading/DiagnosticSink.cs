using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Diagnostics;

namespace TinyRnn.Generator.Reading;

/// <summary>Collects what is wrong with one class.</summary>
internal sealed class DiagnosticSink
{
    private readonly List<Diagnostic> _diagnostics = [];

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    public bool HasErrors { get; private set; }

    public void Report(DiagnosticDescriptor descriptor, Location location, params object[] arguments)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        _diagnostics.Add(Message.Create(descriptor, location, arguments));
    }

    /// <summary>Reports what a code fix can mend.</summary>
    /// <param name="descriptor">What is wrong.</param>
    /// <param name="location">Where.</param>
    /// <param name="place">Where the remedy belongs.</param>
    /// <param name="remedy">What to write there, if it is not to be seen in the source.</param>
    /// <param name="arguments">Of the message.</param>
    public void ReportMendable(DiagnosticDescriptor descriptor, Location location, Location place, string? remedy, params object[] arguments)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        _diagnostics.Add(Message.Mendable(descriptor, location, place, remedy, arguments));
    }
}

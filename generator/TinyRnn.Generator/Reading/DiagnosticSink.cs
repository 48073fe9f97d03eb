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
}

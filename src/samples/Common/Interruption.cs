using System.Runtime.InteropServices;
using Spectre.Console;

namespace TinyRnn.Samples;

/// <summary>
/// Ctrl+C while something goes on that hides the cursor. A first one only asks to stop, if there is something to keep; otherwise, and the second time, the
/// program ends as it always would, with its cursor.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly PosixSignalRegistration _registration;
    private readonly CancellationTokenSource _source = new();
    private volatile bool _isAsked;

    /// <param name="canWait">Whoever goes on looks at <see cref="IsAsked"/>.</param>
    public Interruption(bool canWait) => _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
    {
        context.Cancel = canWait && !_isAsked;
        _isAsked = true;
        _source.Cancel();
        if (!context.Cancel && SampleScreen.IsTerminal)
            AnsiConsole.Cursor.Show();
    });

    /// <summary>Somebody wants this to stop.</summary>
    public bool IsAsked => _isAsked;

    /// <summary>The same, for who waits for it.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}

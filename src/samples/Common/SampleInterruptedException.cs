namespace TinyRnn.Samples;

/// <summary>Somebody stopped a training; what can be kept is kept.</summary>
internal sealed class SampleInterruptedException(string message) : Exception(message)
{
    /// <summary>What shells expect of a program that Ctrl+C ended: 128 and the signal's number.</summary>
    public const int ExitCode = 130;
}

namespace TinyRnn.Formats;

/// <summary>
/// A file that cannot be read at all: it is damaged, of no known format, or contradicts itself. The message is one line: what was found, what
/// was expected, what to do.
/// </summary>
public sealed class SourceFormatException : FormatException
{
    /// <summary>An error without a text.</summary>
    public SourceFormatException()
    {
    }

    /// <param name="message">One line.</param>
    public SourceFormatException(string message)
        : base(message)
    {
    }

    /// <param name="message">One line.</param>
    /// <param name="inner">The cause.</param>
    public SourceFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

namespace TinyRnn.Weights;

/// <summary>A weight file is malformed or damaged; nothing has been loaded.</summary>
public sealed class WeightFormatException : FormatException
{
    /// <summary>An exception without a message.</summary>
    public WeightFormatException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public WeightFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public WeightFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

namespace TinyRnn.Weights;

/// <summary>A weight file is malformed or damaged; nothing has been loaded.</summary>
/// <example>
/// <code>
/// try
/// {
///     GestureNet net = GestureNet.Load("model.safetensors");
/// }
/// catch (WeightFormatException problem)
/// {
///     Console.Error.WriteLine(problem.Message);     // damaged, cut off, or of another format
/// }
/// </code>
/// </example>
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

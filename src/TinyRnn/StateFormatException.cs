namespace TinyRnn;

/// <summary>Bytes that should be a model's state are damaged, or the state of another model; no state has been made of them.</summary>
/// <example>
/// <code>
/// GestureNet.State state = default;
/// try
/// {
///     state = GestureNet.State.ReadFrom(File.ReadAllBytes("client.state"));
/// }
/// catch (StateFormatException)
/// {
///     // damaged, or of a model with other layers: begin anew
/// }
/// </code>
/// </example>
public sealed class StateFormatException : FormatException
{
    /// <summary>An exception without a message.</summary>
    public StateFormatException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public StateFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public StateFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

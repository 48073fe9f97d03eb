namespace TinyRnn;

/// <summary>
/// A model gives other values than the original did. The message names the file, the sequence, the step, the unit, both values and the allowed distance.
/// </summary>
public sealed class ModelProofException : Exception
{
    /// <summary>An error without a text.</summary>
    public ModelProofException()
    {
    }

    /// <param name="message">What differs, and where.</param>
    public ModelProofException(string message)
        : base(message)
    {
    }

    /// <param name="message">What differs, and where.</param>
    /// <param name="inner">The cause.</param>
    public ModelProofException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

namespace TinyRnn.Weights;

/// <summary>A valid weight file whose tensors are not those of the model; nothing has been loaded. The message lists every difference.</summary>
/// <example>
/// <code>
/// try
/// {
///     GestureNet net = GestureNet.Load("model.safetensors");
/// }
/// catch (WeightMismatchException problem)
/// {
///     Console.Error.WriteLine(problem.Message);     // every difference, and what is likely
/// }
/// </code>
/// </example>
public sealed class WeightMismatchException : Exception
{
    /// <summary>A file can hold as many as it likes.</summary>
    internal const int MostUnexpected = 1000;

    /// <summary>An exception without a message.</summary>
    public WeightMismatchException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public WeightMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public WeightMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Tensors that the model needs and the file lacks.</summary>
    public IReadOnlyList<string> Missing { get; internal init; } = [];

    /// <summary>Tensors of the file that the model does not know: the first 1000 of them.</summary>
    public IReadOnlyList<string> Unexpected { get; internal init; } = [];

    /// <summary>Tensors whose shape differs.</summary>
    public IReadOnlyList<string> WrongShape { get; internal init; } = [];

    /// <summary>Tensors whose elements are no floats.</summary>
    public IReadOnlyList<string> WrongType { get; internal init; } = [];
}

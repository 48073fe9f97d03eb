namespace TinyRnn;

/// <summary>
/// What every generated state offers, so that generic code (session stores, servers) keeps states of any model: it asks for <c>where TState : unmanaged,
/// IStreamState&lt;TState&gt;</c>.
/// </summary>
/// <typeparam name="TSelf">The state.</typeparam>
/// <example>
/// <code>
/// GestureNet.State state = default;
/// byte[] bytes = new byte[GestureNet.State.ByteCount];
/// state.WriteTo(bytes);
/// GestureNet.State again = GestureNet.State.ReadFrom(bytes);
/// Console.WriteLine(again == state);
/// </code>
/// </example>
public interface IStreamState<TSelf> : IEquatable<TSelf>
    where TSelf : unmanaged, IStreamState<TSelf>
{
    /// <summary>Bytes that <see cref="WriteTo"/> writes: the same for all states of a model, on every machine.</summary>
    static abstract int ByteCount { get; }

    /// <summary>
    /// Writes what the stream remembers, to be read by <see cref="ReadFrom"/>, by another process or on another machine. Equal states give equal bytes.
    /// </summary>
    /// <param name="destination">Exactly <see cref="ByteCount"/> bytes.</param>
    /// <exception cref="ArgumentException">Another length, or the memory of the state itself.</exception>
    /// <exception cref="InvalidOperationException">The state's memory was overwritten with what is no state.</exception>
    void WriteTo(Span<byte> destination);

    /// <summary>The state that <see cref="WriteTo"/> wrote.</summary>
    /// <param name="source">Exactly <see cref="ByteCount"/> bytes, from anywhere.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    /// <exception cref="StateFormatException">No state of this model, or a damaged one.</exception>
    static abstract TSelf ReadFrom(ReadOnlySpan<byte> source);
}

using System.ComponentModel;

namespace TinyRnn.Runtime.States;

/// <summary>
/// A part of a state, which is floats and, after them, counters: where its memory lies and which of it counts. Places are numbers of 32-bit words. Counters may
/// hold anything: the words that are named always lie inside the part.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StatePart
{
    private enum Keeping
    {
        Vector,
        Twice,
        Window,
        Ring,
        History,
    }

    private readonly Keeping _keeping;
    private readonly int _place;
    private readonly int _size;
    private readonly int _steps;
    private readonly int _counter;
    private readonly int _slots;

    private StatePart(Keeping keeping, int place, int size, int steps, int counter, int slots = 0)
    {
        _keeping = keeping;
        _place = place;
        _size = size;
        _steps = steps;
        _counter = counter;
        _slots = slots;
    }

    /// <summary>A vector, and padding after it that does not count.</summary>
    /// <param name="place">Where it begins.</param>
    /// <param name="length">Floats that count.</param>
    public static StatePart Vector(int place, int length) => new(Keeping.Vector, place, length, 0, 0);

    /// <summary>A vector that is kept twice, as it was before the last step and as it is now.</summary>
    /// <param name="place">Where the first copy begins.</param>
    /// <param name="padded">Floats from one copy to the other.</param>
    /// <param name="length">Floats that count.</param>
    /// <param name="turn">Counter whose last bit says which copy is current.</param>
    public static StatePart Twice(int place, int padded, int length, int turn) => new(Keeping.Twice, place, length, padded, turn);

    /// <summary>The ring of <see cref="StepBuffers.PushWindow"/>.</summary>
    /// <param name="place">Where it begins.</param>
    /// <param name="steps">Length of the window.</param>
    /// <param name="size">Floats of an input.</param>
    /// <param name="position">Counter that says where the newest input is.</param>
    public static StatePart Window(int place, int steps, int size, int position) => new(Keeping.Window, place, size, steps, position, steps);

    /// <summary>
    /// The ring of <see cref="StepBuffers.PushRing"/>, of which the newest inputs count: a convolution has room for those that come with them.
    /// </summary>
    /// <param name="place">Where it begins.</param>
    /// <param name="steps">Inputs that count.</param>
    /// <param name="size">Floats of an input.</param>
    /// <param name="position">Counter that says where the newest input is.</param>
    /// <param name="slots">Inputs that the ring has room for, more than <paramref name="steps"/>.</param>
    public static StatePart Ring(int place, int steps, int size, int position, int slots) => new(Keeping.Ring, place, size, steps, position, slots);

    /// <summary>The inputs of <see cref="StepBuffers.PushHistory"/>.</summary>
    /// <param name="place">Where the buffer begins.</param>
    /// <param name="maxSteps">Capacity.</param>
    /// <param name="size">Floats of an input.</param>
    /// <param name="count">Counter of the inputs that it holds.</param>
    public static StatePart History(int place, int maxSteps, int size, int count) => new(Keeping.History, place, size, maxSteps, count);

    /// <summary>How many inputs there are differs from state to state: their number counts too.</summary>
    internal bool IsCounted => _keeping == Keeping.History;

    /// <summary>Most inputs of a part that <see cref="IsCounted"/>.</summary>
    internal int MaxSteps => _steps;

    /// <summary>Words that count, at most.</summary>
    internal int Length => _keeping is Keeping.Window or Keeping.Ring or Keeping.History ? _steps * _size : _size;

    /// <summary>The number of inputs, as it stands there.</summary>
    internal int Count(ReadOnlySpan<int> state) => state[_counter];

    /// <summary>The words that count: a window's and a history's inputs newest first.</summary>
    /// <param name="state">All words of a state.</param>
    /// <param name="count">The number of inputs of a part that <see cref="IsCounted"/>, by <see cref="Count"/>.</param>
    internal ReadOnlySpan<int> Of(ReadOnlySpan<int> state, int count) => _keeping switch
    {
        Keeping.Twice => state.Slice(_place + ((state[_counter] & 1) * _steps), _size),
        Keeping.Window or Keeping.Ring => state.Slice(_place + (StepBuffers.Slot(state[_counter], _slots) * _size), Length),
        Keeping.History => state.Slice(_place, Length)[((_steps - Math.Clamp(count, 0, _steps)) * _size)..],
        _ => state.Slice(_place, _size),
    };

    /// <summary>Room in a zero state for words that <see cref="Of"/> named.</summary>
    /// <param name="state">All words of the state.</param>
    /// <param name="count">The number of inputs of a part that <see cref="IsCounted"/>: 0 to <see cref="MaxSteps"/>.</param>
    internal Span<int> Begin(Span<int> state, int count)
    {
        if (!IsCounted)
            return state.Slice(_place, Length);
        state[_counter] = count;
        return state.Slice(_place, Length)[((_steps - count) * _size)..];
    }

    /// <summary>The words are in their place: a ring keeps them once more.</summary>
    internal void End(Span<int> state)
    {
        if (_keeping is Keeping.Window or Keeping.Ring)
            state.Slice(_place, Length).CopyTo(state.Slice(_place + (_slots * _size), Length));
    }
}

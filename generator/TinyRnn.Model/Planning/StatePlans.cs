namespace TinyRnn.Model.Planning;

/// <summary>What a vector of the state is to the user.</summary>
internal enum StateMeaning
{
    /// <summary>Nothing: the layer's own business.</summary>
    Private,

    /// <summary>Hidden state h.</summary>
    Hidden,

    /// <summary>Cell state c.</summary>
    Cell,
}

/// <summary>A vector in the state.</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Name">Name of the property.</param>
/// <param name="Range">Place in the state's floats; <see cref="Extent.Length"/> is what the user sees.</param>
/// <param name="Padded">Floats that it takes.</param>
/// <param name="Meaning">What it is to the user.</param>
/// <param name="Turn">The vector is kept twice, as it was before the last step and as it is now; this counter of steps tells which is which.</param>
/// <param name="Queue">The vector is inputs, newest first.</param>
internal sealed record StateVector(
    string Layer, string Name, Extent Range, int Padded, StateMeaning Meaning, StateCounter? Turn = null, StateQueue? Queue = null)
{
    /// <summary>32-bit words that a stream remembers of it, at most.</summary>
    public long Remembered => Queue is null ? Range.Length : ((long)Queue.Steps * Queue.Size) + (Queue.IsCounted ? 1 : 0);
}

/// <summary>An integer in the state.</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Name">Name of the field, and of the property.</param>
/// <param name="Most">Its largest value, if the user sees it: a number of inputs held; otherwise <see langword="null"/>.</param>
internal sealed record StateCounter(string Layer, string Name, int? Most);

/// <summary>How inputs are kept in the state.</summary>
internal enum QueueKind
{
    /// <summary>A ring that holds each of the last inputs twice.</summary>
    Window,

    /// <summary>A ring with room for more inputs than are remembered, whose beginning is there once more behind its end.</summary>
    Ring,

    /// <summary>All inputs so far, from the end of a buffer.</summary>
    History,
}

/// <summary>Inputs in the state.</summary>
/// <param name="Kind">How they are kept.</param>
/// <param name="Steps">Inputs, at most.</param>
/// <param name="Size">Floats of an input.</param>
/// <param name="Counter">Says where the newest one is.</param>
/// <param name="Slots">Inputs that a ring has room for.</param>
internal sealed record StateQueue(QueueKind Kind, int Steps, int Size, StateCounter Counter, int Slots = 0)
{
    /// <summary>How many there are differs from state to state.</summary>
    public bool IsCounted => Kind == QueueKind.History;
}

/// <summary>A hidden vector and its cell vector, if it has one.</summary>
internal sealed record HiddenPlan(StateVector Hidden, StateVector? Cell);

/// <summary>One direction of a layer that reads sequences: its own weights and state.</summary>
/// <param name="IsReverse">It reads the sequence from its end.</param>
/// <param name="Parameters">Place in the parameter block.</param>
/// <param name="Packed">Place in the packed block, in bytes.</param>
/// <param name="Hidden">Hidden state.</param>
/// <param name="Cell">Cell state, if the cell has one.</param>
/// <param name="InitialHidden">Place among the parameters of the hidden state that a fresh stream starts from; <see langword="null"/>: zeros.</param>
/// <param name="InitialCell">The same for the cell state.</param>
internal sealed record DirectionPlan(
    bool IsReverse, Extent Parameters, Extent Packed, StateVector Hidden, StateVector? Cell, int? InitialHidden = null, int? InitialCell = null)
{
    /// <summary>Place of the matrix that makes h_t of the cell's output; <see langword="null"/>: that is h_t.</summary>
    public int? Projection { get; init; }

    /// <summary>Units of the cell: more than h_t has after a projection.</summary>
    public int Units => (Cell ?? Hidden).Range.Length;

    /// <summary>The vectors of the state that start from parameters, and the places of these.</summary>
    public IEnumerable<(StateVector Vector, int Parameters)> Initials
    {
        get
        {
            if (InitialHidden is { } hidden)
                yield return (Hidden, hidden);
            if (InitialCell is { } cell)
                yield return (Cell!, cell);
        }
    }
}

/// <summary>The end of what a layer can read without a new state.</summary>
/// <param name="Steps">Counts the steps in the state.</param>
/// <param name="Most">Steps, at most.</param>
internal sealed record SequenceLimit(StateCounter Steps, int Most);

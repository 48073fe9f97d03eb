namespace TinyRnn.Model.Planning;

/// <summary>Hands out consecutive ranges of a block and notes what one layer took.</summary>
internal sealed class Allocator
{
    private long _next;

    /// <summary>Length of the block so far; beyond <see cref="int.MaxValue"/> the model is refused before its plan is used.</summary>
    public long Total => _next;

    /// <summary>Where the current layer begins.</summary>
    public int Start { get; private set; }

    /// <summary>What the current layer has taken.</summary>
    public int Taken => unchecked((int)(_next - Start));

    public void BeginLayer() => Start = unchecked((int)_next);

    public Extent Take(long length, int alignment = 1)
    {
        _next = (_next + alignment - 1) / alignment * alignment;
        Extent extent = new(unchecked((int)_next), unchecked((int)length));
        _next += length;
        return extent;
    }
}

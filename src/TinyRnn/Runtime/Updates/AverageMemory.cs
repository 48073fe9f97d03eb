using TinyRnn.Runtime.Packing;

namespace TinyRnn.Runtime.Updates;

/// <summary>An average of weights, in the training layout. It is there only where one is kept.</summary>
/// <param name="length">Floats of the block of weights.</param>
internal sealed class AverageMemory(int length)
{
    public ParameterBlock Block { get; } = new(length);

    /// <summary>How many updates' weights are in it.</summary>
    public long Updates { get; set; }

    public void CopyTo(AverageMemory other)
    {
        Block.Span.CopyTo(other.Block.Span);
        other.Updates = Updates;
    }
}

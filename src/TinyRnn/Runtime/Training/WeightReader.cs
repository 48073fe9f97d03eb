namespace TinyRnn.Runtime;

/// <summary>A call that reads weights, which stay as they are until it is disposed of.</summary>
public readonly ref struct WeightReader
{
    private readonly WeightSet _set;
    private readonly ReaderSlot _slot;

    internal WeightReader(WeightSet set, ReaderSlot slot)
    {
        _set = set;
        _slot = slot;
    }

    /// <summary>The first packed weight.</summary>
    public ref float Packed => ref _set.Packed.GetReference();

    /// <summary>The first parameter.</summary>
    public ref float Parameters => ref _set.Parameters.GetReference();

    /// <summary>Ends the reading.</summary>
    public void Dispose() => Volatile.Write(ref _slot.Reads, 0);
}

namespace TinyRnn.Runtime;

/// <summary>Lays parameters out as the kernels walk them.</summary>
/// <param name="parameters">In the order of files.</param>
/// <param name="packed">In panels.</param>
public delegate void WeightPacking(ReadOnlySpan<float> parameters, Span<float> packed);

/// <summary>
/// The weights of a model that can be trained while it serves: two sets, of which one is read and the other one free to be written. A call that reads announces which set (<see cref="WeightReader"/>);
/// publishing writes the free set, makes it the one to read, and the next publishing waits for the calls that still read the other.
/// </summary>
/// <remarks>
/// Readers pay two plain stores and two loads and share no cache line with each other: the expensive half of the handshake, a memory barrier in all threads, is the
/// publisher's (hazard pointers with an asymmetric fence; Michael 2004).
/// </remarks>
public sealed class PublishedWeights
{
    private readonly WeightPacking _pack;
    private WeightSet _current;
    private WeightSet _free;

    /// <summary>Both sets, the first of them filled.</summary>
    /// <param name="parameters">The parameters; the block becomes part of a set.</param>
    /// <param name="packedLength">Floats of the packed block.</param>
    /// <param name="pack">The model's packing.</param>
    public PublishedWeights(ParameterBlock parameters, int packedLength, WeightPacking pack)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(pack);
        _pack = pack;
        _current = new WeightSet(parameters, new ParameterBlock(packedLength));
        _free = new WeightSet(new ParameterBlock(parameters.Length), new ParameterBlock(packedLength));
        pack(parameters.Span, _current.Packed.Span);
    }

    /// <summary>The parameters that are read now. The span's content changes with the publishing after the next.</summary>
    public ReadOnlySpan<float> Parameters => Volatile.Read(ref _current).Parameters.Span;

    /// <summary>Begins to read; <see cref="WeightReader.Dispose"/> ends it.</summary>
    public WeightReader Read()
    {
        ReaderSlot slot = ReaderSlot.OfThisThread;
        while (true)
        {
            WeightSet set = Volatile.Read(ref _current);
            Volatile.Write(ref slot.Reads, set.Id);

            // If it has not been replaced meanwhile, the publisher that replaces it later finds the announcement.
            if (Volatile.Read(ref _current) == set)
                return new WeightReader(set, slot);
        }
    }

    /// <summary>Makes parameters the ones to read.</summary>
    /// <param name="parameters">All of them; they are copied.</param>
    public void Publish(ReadOnlySpan<float> parameters)
    {
        Require.Length(parameters.Length, _free.Parameters.Length, nameof(parameters), "ParameterCount");
        lock (_pack)
        {
            WeightSet set = _free;
            ReaderSlot.WaitUntilNobodyReads(set.Id);
            parameters.CopyTo(set.Parameters.Span);
            _pack(parameters, set.Packed.Span);
            _free = _current;
            Volatile.Write(ref _current, set);

            // Behind this barrier every thread has either announced that it reads the old set, or sees the new one.
            Interlocked.MemoryBarrierProcessWide();
        }
    }
}

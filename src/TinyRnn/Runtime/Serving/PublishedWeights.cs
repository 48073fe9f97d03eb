using System.ComponentModel;
using TinyRnn.Runtime.Doors;
using TinyRnn.Runtime.Packing;

namespace TinyRnn.Runtime.Serving;

/// <summary>
/// The weights of a model that can be trained while it serves: two sets, of which one is read and the other one free to be written. A call that reads announces
/// which set (<see cref="WeightReader"/>); publishing writes the free set, makes it the one to read, and the next publishing waits for the calls
/// that still read the other.
/// For emitted code.
/// </summary>
/// <remarks>
/// Readers pay two plain stores and two loads and share no cache line with each other: the expensive half of the handshake, a memory barrier in all threads, is
/// the publisher's (hazard pointers with an asymmetric fence; Michael 2004).
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PublishedWeights
{
    private readonly WeightPacking _pack;

    // Of its own: the delegate of the packing is one object for all models of a class, and what waits for a reader of one model must not keep
    // another from publishing.
    private readonly Lock _publishing = new();
    private WeightSet _current;
    private WeightSet _free;
    private long _exchanges;

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
        Order = _current.Id;
        pack(parameters.Span, _current.Packed.Span);
    }

    /// <summary>
    /// The parameters that are read now, as they were published: a copy that never changes, whatever is published later. It is made once for each publication
    /// that is asked for it; as long as nothing is published, asking again allocates nothing.
    /// </summary>
    public ReadOnlySpan<float> Parameters
    {
        get
        {
            using WeightReader reader = Read();
            return reader.Snapshot;
        }
    }

    /// <summary>Begins to read; <see cref="WeightReader.Dispose"/> ends it.</summary>
    public WeightReader Read() => Read(ref ReaderSlot.OfThisThread.Announced.Reads);

    /// <summary>Begins to read beside the set of another model, as the parts of an encoder-decoder do.</summary>
    public WeightReader ReadBeside() => Read(ref ReaderSlot.OfThisThread.Announced.ReadsBeside);

    /// <summary>The parameters that are read now, for a file.</summary>
    public float[] Copy()
    {
        using WeightReader reader = Read();
        return reader.AllParameters.ToArray();
    }

    /// <summary>Makes parameters the ones to read. Waits for calls that still read the older set, which is the one to be written.</summary>
    /// <param name="parameters">All of them; they are copied.</param>
    public void Publish(ReadOnlySpan<float> parameters)
    {
        lock (_publishing)
        {
            Prepare(parameters);
            Exchange();

            // After this barrier every thread has either announced that it reads the old set, or sees the new one.
            Interlocked.MemoryBarrierProcessWide();
        }
    }

    /// <summary>Held by whoever publishes; of several, the one of the lowest order is taken first.</summary>
    internal Lock Lock => _publishing;

    /// <summary>Unique in the process.</summary>
    internal long Order { get; }

    /// <summary>
    /// Of the model that is first in order: odd while the two parts of an encoder-decoder are exchanged, whichever object joins them
    /// (<see cref="PublishedPair"/>).
    /// </summary>
    internal ref long Exchanges => ref _exchanges;

    /// <summary>Fills the free set; readers do not notice.</summary>
    internal void Prepare(ReadOnlySpan<float> parameters)
    {
        Require.Length(parameters.Length, _free.Parameters.Length, nameof(parameters), "ParameterCount");
        ReaderSlot.WaitUntilNobodyReads(_free.Id);
        _free.ForgetSnapshot();
        parameters.CopyTo(_free.Parameters.Span);
        _pack(_free.Parameters.Span, _free.Packed.Span);
    }

    /// <summary>New readers get the set that has been filled. A barrier in all threads must follow before anything is prepared again.</summary>
    internal void Exchange()
    {
        WeightSet set = _free;
        _free = _current;
        Volatile.Write(ref _current, set);
    }

    private WeightReader Read(ref long announced)
    {
        while (true)
        {
            WeightSet set = Volatile.Read(ref _current);
            Volatile.Write(ref announced, set.Id);

            // If it has not been replaced meanwhile, the publisher that replaces it later finds the announcement.
            if (Volatile.Read(ref _current) == set)
                return new WeightReader(set, ref announced);
        }
    }
}

using System.ComponentModel;

namespace TinyRnn.Weights;

/// <summary>
/// Where a model keeps its metadata, and a trainer that of the weights that it has: what stands in a slot is exchanged as a whole, so that threads that ask
/// meanwhile get the old or the new. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public class MetadataSlot
{
    private readonly MetadataSizes _sizes;
    private readonly MetadataSlot? _behind;
    private HeldMetadata? _held;

    /// <summary>An empty one.</summary>
    /// <param name="sizes">What it must fit.</param>
    public MetadataSlot(MetadataSizes sizes) => _sizes = sizes;

    private protected MetadataSlot(MetadataSlot behind) => (_sizes, _behind) = (behind._sizes, behind);

    /// <summary>What stands in it; texts of a file are read when this is asked for the first time.</summary>
    /// <exception cref="WeightFormatException">A text of the file is not what its key stands for.</exception>
    /// <exception cref="ArgumentException">What is given does not fit the model.</exception>
    internal ModelMetadata Value
    {
        get
        {
            if (Volatile.Read(ref _held) is not { } held)
                return _behind?.Value ?? ModelMetadata.None;
            if (held is GivenMetadata given)
                return given.Read();

            // Of two threads that read at once, both give the first one's.
            GivenMetadata read = new(held.Read());
            return Interlocked.CompareExchange(ref _held, read, held) == held ? read.Read() : Value;
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Require(_sizes, value, nameof(value));
            Volatile.Write(ref _held, new GivenMetadata(value));
        }
    }

    /// <summary>The model's name.</summary>
    internal string Model => _sizes.Model;

    private HeldMetadata? Held => Volatile.Read(ref _held) ?? _behind?.Held;

    /// <summary>Keeps what another one was filled with, of a pair's parts as well.</summary>
    /// <param name="other">Of the same model.</param>
    public void Keep(MetadataSlot other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Volatile.Write(ref _held, other._held);
        KeepParts(other);
    }

    /// <summary>
    /// Takes what stands in another one, of a pair's parts as well. Where nothing does, what is here stays: weights that come without metadata, from memory or
    /// another program's file, do not take away what is known.
    /// </summary>
    /// <param name="other">Of the same model.</param>
    public void Take(MetadataSlot other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Held is { IsEmpty: false } held)
            Volatile.Write(ref _held, held);
        TakeParts(other);
    }

    /// <summary>An empty one, through which this one is seen until it is given something.</summary>
    internal virtual MetadataSlot InFront() => new(this);

    /// <summary>Gives what stands in it to the slot behind it, and is empty then.</summary>
    internal virtual void Release()
    {
        if (Interlocked.Exchange(ref _held, null) is { } held)
            Volatile.Write(ref _behind!._held, held);
    }

    /// <summary>Takes the texts of a file, or of a checkpoint, whose lists have the model's lengths.</summary>
    /// <param name="header">The file's metadata.</param>
    /// <param name="prefix">
    /// What the names of the model's tensors begin with in the file. A part of a larger file has its metadata there as well, if it has any of its own;
    /// otherwise the file's are the model's.
    /// </param>
    /// <param name="source">What messages call the file.</param>
    /// <exception cref="WeightFormatException">What should be a list is none.</exception>
    /// <exception cref="WeightMismatchException">A list has another length.</exception>
    internal void Fill(HeaderMetadata header, string prefix, string source)
    {
        string start = (header.ContainsKey(MetadataKeys.Checkpoint) ? MetadataKeys.InCheckpoint : "") + prefix;
        Hold(header, header.HasPrefix(start) ? start : start[..^prefix.Length], source);
    }

    /// <summary>Writes what stands in it, and in those of a pair's parts.</summary>
    /// <param name="texts">The metadata of a file.</param>
    /// <param name="prefix">What its keys begin with there.</param>
    internal virtual void Write(IDictionary<string, string> texts, string prefix) => Held?.Write(texts, prefix);

    /// <summary>Takes the texts of a file under keys that begin so.</summary>
    internal virtual void Hold(HeaderMetadata header, string start, string source, bool isPair = false)
    {
        _sizes.Require(header, start, source);
        _held = new FileMetadata(header, start, isPair, source);
    }

    private protected virtual void KeepParts(MetadataSlot other)
    {
    }

    private protected virtual void TakeParts(MetadataSlot other)
    {
    }

    private protected virtual void Require(MetadataSizes sizes, ModelMetadata metadata, string argument) =>
        sizes.Require(metadata, argument);
}

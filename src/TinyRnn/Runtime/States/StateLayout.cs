using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;
using TinyRnn.Runtime.Doors;
using TinyRnn.Weights;

namespace TinyRnn.Runtime.States;

/// <summary>
/// What a model's states remember, for emitted code: whether two remember the same, and their form as bytes. Everything goes through spans, so that states of
/// any content, and bytes of any, do no harm.
/// </summary>
/// <remarks>
/// The bytes, little-endian: "TRS" and the version of this form; 64 bits that name the model's layers; of each part its words (a history: the number of its
/// inputs, the inputs newest first, zeros up to its capacity); CRC-32C of all bytes before. Neither padding nor the stale copy of a vector nor
/// where a ring stands is in it.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StateLayout
{
    private const int Version = 1;
    private const int SignaturePlace = sizeof(int);
    private const int HeaderLength = SignaturePlace + sizeof(ulong);

    private static readonly byte[] s_magic = [(byte)'T', (byte)'R', (byte)'S'];

    private readonly string _model;
    private readonly ulong _signature;
    private readonly StatePart[] _parts;
    private readonly int _byteCount;

    /// <summary>A layout.</summary>
    /// <param name="model">Name of the model, for messages.</param>
    /// <param name="signature">Names its layers.</param>
    /// <param name="parts">What is remembered, in the order of the bytes.</param>
    public StateLayout(string model, ulong signature, params StatePart[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _model = model;
        _signature = signature;
        _parts = parts;
        _byteCount = HeaderLength + sizeof(uint);
        foreach (StatePart part in parts)
            _byteCount += sizeof(int) * (part.Length + (part.IsCounted ? 1 : 0));
    }

    /// <summary>Both remember the same, bit for bit.</summary>
    public bool AreEqual<TState>(in TState left, in TState right)
        where TState : unmanaged
    {
        ReadOnlySpan<int> a = Words(in left);
        ReadOnlySpan<int> b = Words(in right);
        foreach (StatePart part in _parts)
        {
            int count = part.IsCounted ? part.Count(a) : 0;
            if (part.IsCounted && part.Count(b) != count)
                return false;
            if (!part.Of(a, count).SequenceEqual(part.Of(b, count)))
                return false;
        }

        return true;
    }

    /// <summary>The same for states that are equal.</summary>
    public int Hash<TState>(in TState state)
        where TState : unmanaged
    {
        ReadOnlySpan<int> words = Words(in state);
        HashCode hash = default;
        foreach (StatePart part in _parts)
        {
            int count = part.IsCounted ? part.Count(words) : 0;
            hash.Add(count);
            hash.AddBytes(MemoryMarshal.AsBytes(part.Of(words, count)));
        }

        return hash.ToHashCode();
    }

    /// <summary>Writes the bytes of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="destination">As many bytes as it takes.</param>
    public void Write<TState>(in TState state, Span<byte> destination)
        where TState : unmanaged
    {
        RequireLength(destination.Length, nameof(destination));
        ReadOnlySpan<int> words = Words(in state);
        if (MemoryMarshal.AsBytes(words).Overlaps(destination))
            throw new ArgumentException($"destination is memory of the state of {_model} that is to be written. Pass memory of its own.", nameof(destination));
        RequireCounts(words);
        s_magic.CopyTo(destination);
        destination[SignaturePlace - 1] = Version;
        BinaryPrimitives.WriteUInt64LittleEndian(destination[SignaturePlace..], _signature);
        Span<byte> rest = destination[HeaderLength..^sizeof(uint)];
        foreach (StatePart part in _parts)
        {
            int count = 0;
            if (part.IsCounted)
            {
                count = part.Count(words);
                BinaryPrimitives.WriteInt32LittleEndian(rest, count);
                rest = rest[sizeof(int)..];
            }

            ReadOnlySpan<int> remembered = part.Of(words, count);
            Span<int> target = MemoryMarshal.Cast<byte, int>(rest[..(sizeof(int) * part.Length)]);
            CopyLittleEndian(remembered, target);
            target[remembered.Length..].Clear();
            rest = rest[(sizeof(int) * part.Length)..];
        }

        BinaryPrimitives.WriteUInt32LittleEndian(destination[^sizeof(uint)..], ChecksumOf(destination));
    }

    /// <summary>The state of such bytes.</summary>
    /// <param name="source">As many bytes as a state takes.</param>
    public TState Read<TState>(ReadOnlySpan<byte> source)
        where TState : unmanaged
    {
        RequireLength(source.Length, nameof(source));
        RequireHeader(source);
        TState state = default;
        Span<int> words = MemoryMarshal.Cast<TState, int>(new Span<TState>(ref state));
        ReadOnlySpan<byte> rest = source[HeaderLength..^sizeof(uint)];
        foreach (StatePart part in _parts)
        {
            int count = 0;
            if (part.IsCounted)
            {
                count = BinaryPrimitives.ReadInt32LittleEndian(rest);
                if ((uint)count > (uint)part.MaxSteps)
                    throw Damaged($"its history holds {Counted.Of(count, "input")}, of at most {part.MaxSteps}");
                rest = rest[sizeof(int)..];
            }

            Span<int> target = part.Begin(words, count);
            ReadOnlySpan<int> remembered = MemoryMarshal.Cast<byte, int>(rest[..(sizeof(int) * part.Length)]);
            CopyLittleEndian(remembered[..target.Length], target);
            if (remembered[target.Length..].ContainsAnyExcept(0))
                throw Damaged("something stands in its history where no input is");
            part.End(words);
            rest = rest[(sizeof(int) * part.Length)..];
        }

        return state;
    }

    /// <summary>Before the first byte is written: a history may be said to hold what it cannot.</summary>
    private void RequireCounts(ReadOnlySpan<int> words)
    {
        foreach (StatePart part in _parts)
        {
            if (part.IsCounted && (uint)part.Count(words) > (uint)part.MaxSteps)
                Require.ThrowHistory(part.Count(words), 0, part.MaxSteps);
        }
    }

    private void RequireLength(int actual, string argument)
    {
        if (actual != _byteCount)
        {
            throw new ArgumentException(
                $"{argument} has {Counted.Of(actual, "byte")}, but a state of {_model} has {_byteCount}: {_model}.State.ByteCount. Pass a span of exactly "
                + $"that length; bytes of another number are another model's, or not complete.",
                argument);
        }
    }

    private void RequireHeader(ReadOnlySpan<byte> source)
    {
        if (!source.StartsWith(s_magic))
            throw new StateFormatException(
                $"These bytes are no state of {_model}: they do not begin as WriteTo begins. Pass what WriteTo wrote, or begin anew (state = default).");
        int version = source[SignaturePlace - 1];
        if (version != Version)
            throw new StateFormatException(
                $"This state of {_model} is written in form {version}, and form {Version} is expected. Read it by the version of TinyRnn that wrote it, or "
                + $"begin anew (state = default).");
        if (BinaryPrimitives.ReadUInt32LittleEndian(source[^sizeof(uint)..]) != ChecksumOf(source))
            throw Damaged("its checksum does not fit");
        if (BinaryPrimitives.ReadUInt64LittleEndian(source[SignaturePlace..]) != _signature)
            throw new StateFormatException(
                $"This is the state of another model than {_model}: its input or its layers differ. Read it by the model that wrote it, or begin anew (state "
                + $"= default).");
    }

    private StateFormatException Damaged(string how) =>
        new($"This state of {_model} is damaged: {how}. Take another copy of it, or begin anew (state = default).");

    /// <summary>Of everything in front of the place where it stands.</summary>
    private static uint ChecksumOf(ReadOnlySpan<byte> bytes)
    {
        Checksum checksum = default;
        checksum.Add(bytes[..^sizeof(uint)]);
        return checksum.Value;
    }

    /// <summary>A state without memory is a byte, and no word.</summary>
    private static ReadOnlySpan<int> Words<TState>(in TState state)
        where TState : unmanaged => MemoryMarshal.Cast<TState, int>(new ReadOnlySpan<TState>(in state));

    private static void CopyLittleEndian(ReadOnlySpan<int> source, Span<int> target)
    {
        if (BitConverter.IsLittleEndian)
            source.CopyTo(target);
        else
            BinaryPrimitives.ReverseEndianness(source, target);
    }
}

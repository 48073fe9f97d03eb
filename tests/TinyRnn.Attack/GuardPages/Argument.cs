namespace TinyRnn.Attack.GuardPages;

/// <summary>What a parameter of a call is given: memory at a forbidden page, or a value.</summary>
internal sealed unsafe class Argument
{
    /// <summary>Memory; <see langword="null"/> for a value.</summary>
    public Mapping? Mapping { get; init; }

    public byte* Pointer { get; init; }

    public int Bytes { get; init; }

    /// <summary>Elements of a span.</summary>
    public int Length { get; init; }

    /// <summary>The call may write to it.</summary>
    public bool IsWritable { get; init; }

    /// <summary>Of ids and states: somebody else writes to it while the call runs.</summary>
    public bool IsContested { get; set; }

    /// <summary>Another argument, made before this one, in whose memory this one lies.</summary>
    public Argument? Over { get; init; }

    /// <summary>In words.</summary>
    public required string Text { get; init; }

    public object? Value { get; init; }

    /// <summary>What it holds after the call is nobody's concern.</summary>
    public bool IsScratch { get; init; }

    /// <summary>The parts of options.</summary>
    public IReadOnlyList<Argument> Parts { get; init; } = [];

    /// <summary>Content before the call.</summary>
    public byte[] Before { get; private set; } = [];

    public Span<byte> Content => new(Pointer, Bytes);

    public IEnumerable<Argument> AllMemory => Mapping is not null ? [this] : Parts.SelectMany(part => part.AllMemory);

    /// <summary>The two have bytes in common.</summary>
    public bool Meets(Argument other) => Bytes > 0 && other.Bytes > 0 && Pointer < other.Pointer + other.Bytes && other.Pointer < Pointer + Bytes;

    public void Remember() => Before = Content.ToArray();
}

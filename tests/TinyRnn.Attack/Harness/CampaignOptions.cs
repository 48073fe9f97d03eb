namespace TinyRnn.Attack.Harness;

/// <summary>How long, from where and how an attack runs.</summary>
internal sealed record CampaignOptions
{
    /// <summary>What all random numbers follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Ends the run, if it is given.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Ends the run after so many cases, if it is given.</summary>
    public long? Cases { get; init; }

    /// <summary>This one case only.</summary>
    public long? Case { get; init; }

    /// <summary>Where findings are written; <see langword="null"/>: nowhere.</summary>
    public string? Out { get; init; }

    /// <summary>Cases at the same time, where cases do not disturb each other.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Largest input, in bytes, where an attack makes large ones.</summary>
    public int LargestInput { get; init; } = 256 << 10;

    /// <summary>States of random bits are among the arguments.</summary>
    public bool RandomStates { get; init; } = true;

    /// <summary>The process that is killed: compiled natively, if that is possible, or by the just-in-time compiler.</summary>
    public bool NativeChild { get; init; }
}

namespace TinyRnn.Attack.Harness;

/// <summary>
/// Random numbers of one case, from the seed of the run and the number of the case alone: each case can be repeated without those before
/// it.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Nothing odd is wanted.</summary>
    public bool IsCalm { get; set; }

    public static Dice Of(ulong seed, long number) => new(Mix(seed ^ Mix((ulong)number + 1)));

    public ulong Next()
    {
        // SplitMix64 (Steele, Lea and Flood 2014).
        _state += 0x9E3779B97F4A7C15;
        return Mix(_state);
    }

    /// <summary>0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>Both ends included.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool OneIn(int count) => Below(count) == 0;

    /// <summary>Something odd, if odd things are wanted.</summary>
    public bool Rarely(int oneIn) => !IsCalm && OneIn(oneIn);

    public T Pick<T>(params IReadOnlyList<T> from) => from[Below(from.Count)];

    public float Single() => ((int)(Next() >> 40) - (1 << 23)) / (float)(1 << 23);

    public void Fill(Span<byte> bytes)
    {
        foreach (ref byte each in bytes)
            each = (byte)Next();
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

namespace TinyRnn;

/// <summary>
/// A seedable random number generator that is a value: copy it to repeat a draw, keep it in a file to go on later. SplitMix64 (Steele, Lea
/// and Flood 2014): period 2^64, the same numbers on every machine.
/// </summary>
/// <param name="seed">Any number; equal seeds give equal sequences.</param>
/// <example>
/// <code>
/// RandomState random = new(seed: 1);
/// RandomState copy = random;
/// Console.WriteLine(random.NextSingle() == copy.NextSingle());     // a copy repeats the draws: True
/// </code>
/// </example>
public struct RandomState(ulong seed)
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>The whole state: <c>new RandomState(s.Value)</c> goes on where <c>s</c> is.</summary>
    public ulong Value { get; private set; } = seed;

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        Value += Increment;
        ulong z = Value;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1): a multiple of 2^-24.</summary>
    public float NextSingle() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [0, 1): a multiple of 2^-53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>Standard normal, by the polar form of Box and Muller (Marsaglia and Bray 1964).</summary>
    public double NextNormal()
    {
        while (true)
        {
            double u = (2 * NextDouble()) - 1;
            double v = (2 * NextDouble()) - 1;
            double s = (u * u) + (v * v);
            if (s is > 0 and < 1)
                return u * Math.Sqrt(-2 * Math.Log(s) / s);
        }
    }
}

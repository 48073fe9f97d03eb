namespace TinyRnn.Conformance;

/// <summary>A sampling is a value whose default is what its constructor says.</summary>
internal static class SamplingChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("A default sampling has temperature 1", Default),
        new("A sampling keeps the bits that it is given", Bits),
        new("A sampling is a record still", Record),
    ];

    private static void Default()
    {
        foreach (Sampling sampling in (Sampling[])[new Sampling(), default, new Sampling(1), new Sampling(TopK: 0), .. new Sampling[1]])
        {
            Verify.Equal(1f, sampling.Temperature, "temperature");
            Verify.Equal(0, sampling.TopK, "TopK");
            Verify.Equal(new Sampling(), sampling, "sampling");
        }

        Verify.Equal(0f, Sampling.Greedy.Temperature, "temperature of Greedy");

        // And it draws: of two equal scores both.
        RandomState random = new(1);
        int ones = 0;
        for (int n = 0; n < 100; n++)
            ones += TokenSampler.Draw([1f, 1f], new Sampling(), ref random);
        Verify.That(ones is > 20 and < 80, $"{ones} of 100 draws from two equal scores took the second");
    }

    private static void Bits()
    {
        RandomState random = new(5);
        List<uint> all = [0, 0x80000000, 0x3F800000, 0xBF800000, 1, 0x7F800000, 0xFF800000, 0x7FC00000, 0x7F800001, 0xFFFFFFFF, 0x00800000];
        for (int n = 0; n < 10_000; n++)
            all.Add((uint)random.NextUInt64());
        foreach (uint bits in all)
        {
            float value = BitConverter.UInt32BitsToSingle(bits);
            Same(bits, new Sampling(value).Temperature);
            Same(bits, (new Sampling(3, 4) with { Temperature = value }).Temperature);
            (float temperature, int k) = new Sampling(value, 7);
            Same(bits, temperature);
            Verify.Equal(7, k, "TopK");
        }

        // The bits and not the number: a NaN keeps its payload, as far as the processor hands it on.
        static void Same(uint bits, float value) =>
            Verify.Equal(BitConverter.SingleToUInt32Bits(BitConverter.UInt32BitsToSingle(bits)), BitConverter.SingleToUInt32Bits(value), $"bits {bits:X8}");
    }

    private static void Record()
    {
        Verify.That(new Sampling(0.5f, 3) == new Sampling(0.5f, 3) && new Sampling(0.5f, 3) != new Sampling(0.5f) && new Sampling(0.5f) != default, "equality");
        Verify.That(new Sampling(0f) == new Sampling(-0f) && new Sampling(float.NaN) == new Sampling(float.NaN), "equality of floats");
        Verify.Equal(new Sampling(0f).GetHashCode(), new Sampling(-0f).GetHashCode(), "hash");
        Verify.Equal(new Sampling(2, 5).GetHashCode(), (default(Sampling) with { Temperature = 2, TopK = 5 }).GetHashCode(), "hash");
        Verify.Equal("Sampling { Temperature = 2, TopK = 5 }", new Sampling(2, 5).ToString(), "text");
        Verify.Throws<ArgumentOutOfRangeException>(() => new Sampling(float.NaN).Validate(), "Temperature is NaN");
        Verify.Throws<ArgumentOutOfRangeException>(() => new Sampling(1, -2).Validate(), "TopK is -2");
        Sampling.Greedy.Validate();
        default(Sampling).Validate();
    }
}

namespace TinyRnn;

/// <summary>
/// How the next token is drawn from a model's scores. <see langword="default"/>, <c>new Sampling()</c> and <c>new Sampling(1)</c> are the same: the model's own
/// distribution. The best token is <see cref="Greedy"/>, or temperature 0.
/// </summary>
/// <param name="Temperature">Scores are divided by it first: below 1 sharpens, above 1 flattens, 0 always takes the best one. Finite and at least 0.</param>
/// <param name="TopK">Only the k best tokens can be drawn (ties at the border by lower id); 0: all of them.</param>
/// <example>
/// <code>
/// TextNet net = TextNet.Create(seed: 1);
/// TextNet.State state = default;
/// RandomState random = new(seed: 1);
/// int[] tokens = new int[100];
/// int written = net.Generate(ref state, first: 0, tokens, new Sampling(0.8f, TopK: 5), ref random);
/// </code>
/// </example>
public readonly record struct Sampling(float Temperature = 1, int TopK = 0)
{
    private const int BitsOfOne = 0x3F800000;

    // A struct's default is zeros, and the default temperature is 1: so what is kept is how the bits differ from those of 1.
    private readonly int _temperature = BitConverter.SingleToInt32Bits(Temperature) ^ BitsOfOne;

    /// <summary>Scores are divided by it first: below 1 sharpens, above 1 flattens, 0 always takes the best one. Finite and at least 0.</summary>
    public float Temperature
    {
        get => BitConverter.Int32BitsToSingle(_temperature ^ BitsOfOne);
        init => _temperature = BitConverter.SingleToInt32Bits(value) ^ BitsOfOne;
    }

    /// <summary>Only the k best tokens can be drawn (ties at the border by lower id); 0: all of them.</summary>
    public int TopK { get; init; } = TopK;

    /// <summary>Always the token with the highest score (the lowest id among equals): temperature 0.</summary>
    public static Sampling Greedy => new(0);

    /// <summary>Checks both numbers. Whatever draws tokens does so before anything changes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Temperature negative or not finite, or k negative.</exception>
    public void Validate()
    {
        if (!(Temperature >= 0) || float.IsInfinity(Temperature))
        {
            throw new ArgumentOutOfRangeException(
                "sampling", Temperature,
                FormattableString.Invariant($"Temperature is {Temperature}, but must be finite and at least 0 (0 takes the best token)."));
        }

        if (TopK < 0)
            throw new ArgumentOutOfRangeException("sampling", TopK, $"TopK is {TopK}, but must be at least 0 (0 keeps all tokens).");
    }

    /// <summary>Equal numbers; as among floats, 0 and -0 are equal, and a NaN equals itself.</summary>
    public bool Equals(Sampling other) => Temperature.Equals(other.Temperature) && TopK == other.TopK;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Temperature, TopK);
}

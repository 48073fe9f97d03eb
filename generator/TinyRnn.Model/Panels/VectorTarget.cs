namespace TinyRnn.Model.Panels;

/// <summary>A family of processors that the kernels are written for.</summary>
/// <param name="Name">Suffix of the kernel's methods.</param>
/// <param name="Lanes">Floats in a vector.</param>
/// <param name="Registers">Vector registers.</param>
internal sealed record VectorTarget(string Name, int Lanes, int Registers)
{
    /// <summary>Widest first: the first one that the processor has is taken. The last one needs nothing.</summary>
    public static readonly IReadOnlyList<VectorTarget> All =
    [
        new("Vector512", 16, 32),
        new("Vector256", 8, 16),
        new("Neon", 4, 32),
        new("Vector128", 4, 16),
    ];

    /// <summary>Those whose code can do without fused multiply-adds and by-lane products, which only some have.</summary>
    public static readonly IReadOnlyList<VectorTarget> WithoutFusing = [.. All.Where(target => !target.HasMultiplyByLane)];

    /// <summary>Every processor has it.</summary>
    public bool IsBaseline => Name == "Vector128";

    /// <summary>A multiply-add can take one lane of a vector as its factor, so that one load serves four rows and nothing has to be broadcast.</summary>
    public bool HasMultiplyByLane => Name == "Neon";

    /// <summary>A weight can be an operand in memory; otherwise it passes through a register.</summary>
    public bool HasMemoryOperands => Name != "Neon";

    /// <summary>
    /// The kinds of cores that run this variant, each with its rates for vectors of <paramref name="lanes"/> floats. Which of them it will be is not known
    /// when the code is emitted.
    /// </summary>
    /// <param name="lanes">Floats in a vector, at most <see cref="Lanes"/>.</param>
    public IReadOnlyList<CoreRates> Cores(int lanes) => Name switch
    {
        "Vector512" => lanes == 16 ? [CoreRates.Full, CoreRates.Halved] : [CoreRates.Full, CoreRates.Full],
        _ => [CoreRates.Full],
    };
}

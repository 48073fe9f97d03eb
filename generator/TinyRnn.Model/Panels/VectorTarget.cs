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

    /// <summary>The same where there are sums of integers, for which a family has several instructions: the best first.</summary>
    private static readonly IReadOnlyList<VectorTarget> s_integers =
    [
        new("Vnni512", 16, 32) { Integers = IntegerProducts.Vnni },
        new("Vector512", 16, 32) { Integers = IntegerProducts.Pairs },
        new("Vnni256", 8, 16) { Integers = IntegerProducts.Vnni },
        new("Vector256", 8, 16) { Integers = IntegerProducts.Pairs },
        new("NeonDot", 4, 32) { Integers = IntegerProducts.Dot },
        new("Neon", 4, 32) { Integers = IntegerProducts.Widening },
        new("Vector128", 4, 16) { Integers = IntegerProducts.Pairs },
    ];

    private static readonly IReadOnlyList<VectorTarget> s_integersWithoutFusing = [.. s_integers.Select(target => target with { IsFused = false })];

    /// <summary>The targets of a product.</summary>
    public static IReadOnlyList<VectorTarget> For(ProductPlan product)
    {
        if (!product.HasIntegers)
            return product.IsReproducible ? WithoutFusing : All;
        IReadOnlyList<VectorTarget> targets = product.IsReproducible ? s_integersWithoutFusing : s_integers;

        // There is no dot product of 16 bits.
        if (product.IntegerFormat == WeightFormat.Int16)
            targets = [.. targets.Where(target => target.Integers != IntegerProducts.Dot)];

        // One sum a unit is too few to fill the time until a sum of four products is there: two instructions of 512 bits, each with a short wait, are faster.
        return product.Sums.Count > 1 ? targets : [.. targets.Where(target => target.Lanes < 16 || target.Integers != IntegerProducts.Vnni)];
    }

    /// <summary>How it adds products of integers; <see cref="IntegerProducts.None"/> where there are none.</summary>
    public IntegerProducts Integers { get; private init; }

    /// <summary>Multiply-adds of floats may be fused.</summary>
    private bool IsFused { get; init; } = true;

    /// <summary>Every processor has it.</summary>
    public bool IsBaseline => Name == "Vector128";

    /// <summary>ARM64.</summary>
    public bool IsNeon => Name is "Neon" or "NeonDot";

    /// <summary>A multiply-add can take one lane of a vector as its factor, so that one load serves four rows and nothing has to be broadcast.</summary>
    public bool HasMultiplyByLane => IsNeon && IsFused;

    /// <summary>
    /// Places of integers that are best taken together: a load of the input serves four of them; two products of bytes fit into one sum of 16 bits.
    /// </summary>
    public int IntegersTogether => Integers is IntegerProducts.Dot or IntegerProducts.Widening ? 4 : 1;

    /// <summary>A weight can be an operand in memory; otherwise it passes through a register.</summary>
    public bool HasMemoryOperands => !IsNeon;

    /// <summary>The widest vector of integers that products are added to.</summary>
    public int IntegerLanes => Integers == IntegerProducts.Vnni ? 8 : Lanes;

    /// <summary>
    /// The kinds of cores that run this variant, each with its rates for vectors of <paramref name="lanes"/> floats. Which of them it will be is not known
    /// when the code is emitted.
    /// </summary>
    /// <param name="lanes">Floats in a vector, at most <see cref="Lanes"/>.</param>
    public IReadOnlyList<CoreRates> Cores(int lanes) => Name switch
    {
        "Vector512" or "Vnni512" => lanes == 16 ? [CoreRates.Full, CoreRates.Halved] : [CoreRates.Full, CoreRates.Full],
        _ => [CoreRates.Full],
    };
}

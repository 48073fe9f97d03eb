namespace TinyRnn.Runtime.Vectors;

/// <summary>How a formula is rounded: its products fused with the sums around them where the processor can, or everything one by one.</summary>
internal interface IArithmetic
{
    /// <summary>a b + c.</summary>
    static abstract TFloats MultiplyAdd<TFloats>(TFloats a, TFloats b, TFloats c)
        where TFloats : struct, IFloats<TFloats>;

    /// <summary>e^x for -87.3 &lt;= x &lt;= 0.</summary>
    static abstract TFloats ExpBelow<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats>;

    /// <summary>1 / (1 + e^-x).</summary>
    static abstract TFloats Sigmoid<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats>;

    /// <summary>tanh x.</summary>
    static abstract TFloats Tanh<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats>;
}

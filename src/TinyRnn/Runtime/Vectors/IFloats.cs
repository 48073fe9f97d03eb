namespace TinyRnn.Runtime.Vectors;

/// <summary>
/// 4, 8 or 16 floats that are computed as one, so that a loop is written once for all widths and reads like its equations: the type parameter is a struct, and
/// the compiler makes code of its own for each.
/// </summary>
/// <remarks>
/// An element gets the same bits at every width. <see cref="VectorMath"/> and the cells have overloads instead: a method of many cells
/// has no inlining to spare.
/// </remarks>
internal interface IFloats<TSelf>
    where TSelf : struct, IFloats<TSelf>
{
    /// <summary>The number of floats.</summary>
    static abstract int Count { get; }

    /// <summary>1 in every element.</summary>
    static abstract TSelf One { get; }

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, float b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>a b + c, fused where the hardware can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The same for one number a: a vector of it that is made here stays in its register, where one that comes as a value is copied.</summary>
    static abstract TSelf MultiplyAdd(float a, TSelf b, TSelf c);

    /// <summary>Equal elements.</summary>
    static abstract TSelf Fill(float value);

    /// <summary>Equal elements, of a number in memory.</summary>
    static abstract TSelf Broadcast(ref float value);

    /// <summary>The floats that begin <paramref name="offset"/> floats after <paramref name="source"/>.</summary>
    static abstract TSelf Load(ref float source, nint offset);

    /// <summary>Stores to where <see cref="Load"/> reads.</summary>
    void Store(ref float destination, nint offset);

    /// <summary>All bits of an element where a is less than b, otherwise none.</summary>
    static abstract TSelf LessThan(TSelf a, TSelf b);

    /// <summary>a where the mask has the bits of an element, otherwise b.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>This where <paramref name="test"/> is positive or NaN, otherwise 0.</summary>
    TSelf WherePositive(TSelf test);

    /// <summary>|x|.</summary>
    TSelf Abs();

    /// <summary>|x| with the signs of others.</summary>
    TSelf CopySign(TSelf sign);

    /// <summary>max(x, 0); NaN stays.</summary>
    TSelf AtLeastZero();

    /// <summary>x, held between two numbers; NaN stays.</summary>
    TSelf Clamp(float low, float high);

    /// <summary>The root.</summary>
    TSelf Sqrt();

    /// <summary>
    /// 2^n for an integer n from -126 to 127 that stands in the low bits of a float, as adding <see cref="VectorMath.RoundingShift"/>
    /// leaves it; infinity for 128.
    /// </summary>
    TSelf PowerOfTwo();

    /// <summary>n and m of x = m 2^n, m from sqrt(1/2) to sqrt(2), for a normal x above 0.</summary>
    /// <param name="exponent">n, as a float.</param>
    TSelf Mantissa(out TSelf exponent);

    /// <summary><see cref="VectorMath.Exp(float)"/>.</summary>
    TSelf Exp();

    /// <summary><see cref="VectorMath.Relu(float)"/>.</summary>
    TSelf Relu();

    /// <summary><see cref="VectorMath.Sigmoid(float)"/>.</summary>
    TSelf Sigmoid();

    /// <summary><see cref="VectorMath.Tanh(float)"/>.</summary>
    TSelf Tanh();

    /// <summary>The sum of all elements.</summary>
    float Sum();
}

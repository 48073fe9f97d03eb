using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>A function of each value by itself, written once for all widths and both arithmetics. A struct, so that each gets loops of its own.</summary>
internal interface IPointwise
{
    /// <summary>The function.</summary>
    TFloats Of<TFloats, TArithmetic>(TFloats x)
        where TFloats : struct, IFloats<TFloats>
        where TArithmetic : struct, IArithmetic;
}

namespace TinyRnn.Model.Panels;

/// <summary>How a processor multiplies integers of 8 bits and adds four products to a sum of 32 bits, or two products of 16 bits.</summary>
internal enum IntegerProducts
{
    /// <summary>It is not asked to.</summary>
    None,

    /// <summary>
    /// Products of unsigned and signed bytes, added in pairs to 16 bits (<c>pmaddubsw</c>), and those in pairs to 32 (<c>pmaddwd</c>). Inputs are taken as
    /// magnitudes, and their signs are given to the weights: then no pair exceeds 16 bits. Of 16-bit integers, only the second is needed.
    /// </summary>
    Pairs,

    /// <summary>
    /// Four products of unsigned and signed bytes in one instruction of 256 bits (AVX-VNNI), with inputs offset by 128; or two of 16-bit integers.
    /// </summary>
    Vnni,

    /// <summary>Four products of signed bytes in one instruction (ARM's dot product).</summary>
    Dot,

    /// <summary>Products of signed bytes, widened to 16 bits, of which two fit, and added in pairs to 32 (NEON); of 16-bit integers, widened to 32.</summary>
    Widening,
}

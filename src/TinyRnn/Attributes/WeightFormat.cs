using System.Diagnostics.CodeAnalysis;

namespace TinyRnn;

/// <summary>How a model's weights are stored for its kernels. Files keep float32 whatever it is.</summary>
/// <remarks>
/// Integers have a scale for each row (a unit's weights of one gate), and are for products with values in [-1, 1], such as the hidden states of LSTM and GRU:
/// the value is rounded, the sum is exact. Everything else stays in float32: biases, cells, states, products with inputs of any size.
/// </remarks>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "What formats of numbers are called.")]
public enum WeightFormat
{
    /// <summary>IEEE 754 single precision, 4 bytes a weight.</summary>
    Float32,

    /// <summary>8-bit integers, 1 byte a weight; values are rounded to 1/127. The fastest.</summary>
    Int8,

    /// <summary>8-bit integers, 1 byte a weight; values are rounded to 1/16383, where 8 bits of state are too few.</summary>
    Int8x16,

    /// <summary>16-bit integers, 2 bytes a weight; values are rounded to 1/16383. The nearest to float32.</summary>
    Int16,
}

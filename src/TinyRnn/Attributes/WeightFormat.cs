using System.Diagnostics.CodeAnalysis;

namespace TinyRnn;

/// <summary>How a model's weights are stored for its kernels. Files keep float32 whatever it is.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "What formats of numbers are called.")]
public enum WeightFormat
{
    /// <summary>IEEE 754 single precision, 4 bytes a weight.</summary>
    Float32,

    /// <summary>
    /// 8-bit integers, 1 byte a weight, with a scale for each row (a unit's weights of one gate). Products with values in [-1, 1], such as the hidden states of
    /// LSTM and GRU, are sums of integers: the value is rounded to 1/127, the sum is exact. Everything else stays in float32: biases, cells, states, products
    /// with inputs of any size.
    /// </summary>
    Int8,
}

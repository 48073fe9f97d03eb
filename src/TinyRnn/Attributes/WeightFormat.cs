using System.Diagnostics.CodeAnalysis;

namespace TinyRnn;

/// <summary>How a model's weights are stored for its kernels. Files keep float32 whatever it is.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "What formats of numbers are called.")]
public enum WeightFormat
{
    /// <summary>IEEE 754 single precision, 4 bytes a weight.</summary>
    Float32,
}

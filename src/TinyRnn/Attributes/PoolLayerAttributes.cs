namespace TinyRnn;

/// <summary>
/// One output for every few steps: of each value, the largest, as PyTorch's <c>nn.MaxPool1d(steps)</c> gives it. A NaN among
/// them is the largest. The layers behind see only the outputs: <c>Step</c> says whether it gave one, and
/// <c>Run</c> gives T / steps of them.
/// </summary>
/// <param name="steps">Steps of a group, 2 to 65,536: from one output to the next.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Conv1D(16, kernel: 5)]
/// [MaxPool1D(2)]     // an output every second step
/// [Gru(32)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class MaxPool1DAttribute(int steps) : LayerAttribute
{
    /// <summary>Steps of a group.</summary>
    public int Steps { get; } = steps;

    /// <summary>By which later layers read the output (<see cref="LayerAttribute.From"/>, <see cref="ConcatAttribute"/>).</summary>
    public string? Name { get; set; }
}

/// <summary>
/// One output for every few steps: of each value, the mean, as PyTorch's <c>nn.AvgPool1d(steps)</c> gives
/// it. The layers behind see only the outputs: <c>Step</c> says whether it gave one, and
/// <c>Run</c> gives T / steps of them.
/// </summary>
/// <param name="steps">Steps of a group, 2 to 65,536: from one output to the next.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [AveragePool1D(4)]     // an output every fourth step
/// [Gru(32)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class AveragePool1DAttribute(int steps) : LayerAttribute
{
    /// <summary>Steps of a group.</summary>
    public int Steps { get; } = steps;

    /// <summary>By which later layers read the output (<see cref="LayerAttribute.From"/>, <see cref="ConcatAttribute"/>).</summary>
    public string? Name { get; set; }
}

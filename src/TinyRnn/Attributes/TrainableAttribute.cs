namespace TinyRnn;

/// <summary>
/// Gives a model a <c>Trainer</c>: forward and backward passes over batches of sequences, with all memory taken once. Without it a model carries no training
/// code. An <see cref="EncoderDecoderAttribute{TEncoder, TDecoder}"/> class takes its sizes and its loss from its parts, which have the attribute too, and only
/// the optimizer from its own.
/// </summary>
/// <example>
/// <code>
/// Net net = Net.Create(seed: 1);
/// Net.Trainer trainer = new(net) { LearningRate = 0.003 };
///
/// [RecurrentModel(inputSize: 3, Mode = SequenceMode.ManyToOne)]
/// [Lstm(32)]
/// [Dense(6)]
/// [Trainable(MaxSteps = 50, MaxBatch = 32, Loss = Loss.CrossEntropy)]
/// public sealed partial class Net;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TrainableAttribute : Attribute
{
    /// <summary>The longest sequence of a training step, or chunk of a longer one (truncated back-propagation through time).</summary>
    public int MaxSteps { get; set; } = 64;

    /// <summary>Most sequences of a training step.</summary>
    public int MaxBatch { get; set; } = 1;

    /// <summary>What is minimised.</summary>
    public Loss Loss { get; set; } = Loss.MeanSquaredError;

    /// <summary>The rule of updates.</summary>
    public Optimizer Optimizer { get; set; } = Optimizer.Adam;

    /// <summary>
    /// One bias per gate, as in Keras. By default a gate's bias is trained as the sum of PyTorch's two, <c>bias_ih</c> and <c>bias_hh</c>, which
    /// takes the steps of both.
    /// </summary>
    public bool SingleBias { get; set; }
}

namespace TinyRnn.Formats;

/// <summary>A convolution's numbers.</summary>
/// <param name="Weights">[O, I, K].</param>
/// <param name="Bias">[O].</param>
internal sealed record ConvolutionWeights(SourceTensor Weights, SourceTensor? Bias);

/// <summary>A dense layer's numbers.</summary>
/// <param name="Weights">[O, I].</param>
/// <param name="Bias">[O].</param>
internal sealed record DenseWeights(SourceTensor Weights, SourceTensor? Bias);

/// <summary>
/// RNNoise 0.2's network, however its numbers came. Its convolutions begin with zeros, both of them, as the library has it.
/// </summary>
/// <param name="First">The convolution that reads the features.</param>
/// <param name="Second">The convolution behind it.</param>
/// <param name="Recurrent">The three GRUs.</param>
/// <param name="GainHead">Gains of the bands.</param>
/// <param name="VoiceHead">Voice activity.</param>
internal sealed record RnnoiseNetwork(
    ConvolutionWeights First, ConvolutionWeights Second, IReadOnlyList<DirectionWeights> Recurrent, DenseWeights GainHead, DenseWeights VoiceHead)
{
    public const string Conv1 = "conv1";
    public const string Conv2 = "conv2";
    public const string Gains = "dense_out";
    public const string Voice = "vad_dense";

    public static IReadOnlyList<string> Grus { get; } = ["gru1", "gru2", "gru3"];

    /// <summary>The model; sizes have to fit.</summary>
    public SourceModel Model(string format)
    {
        int features = First.Weights.Shape[1];
        NodeChain chain = new(features);
        AddConvolution(chain, Conv1, First);
        List<int> read = [AddConvolution(chain, Conv2, Second)];
        for (int k = 0; k < Grus.Count; k++)
            read.Add(chain.Add(new RecurrentNode(Grus[k], chain.Input, CellKind.Gru, [Recurrent[k]])));
        int together = chain.Add(new CombineNode("layers", read, Combination.Concatenate, read.Sum(chain.SizeOf)));
        int gains = AddHead(chain, Gains, together, GainHead);
        int voice = AddHead(chain, Voice, together, VoiceHead);
        return new SourceModel
        {
            Format = format,
            InputSize = features,
            InputName = "features",
            Nodes = chain.Nodes,
            Outputs = [gains, voice],
            OutputNames = ["gains", "vad"],
        };
    }

    private static int AddConvolution(NodeChain chain, string name, ConvolutionWeights numbers)
    {
        chain.Add(new ConvNode(name, chain.Input, numbers.Weights, numbers.Bias, Dilation: 1, Groups: 1));
        return AddFunction(chain, name, SourceActivation.Tanh);
    }

    private static int AddHead(NodeChain chain, string name, int input, DenseWeights numbers)
    {
        chain.Add(new DenseNode(name, [input], numbers.Weights, numbers.Bias));
        return AddFunction(chain, name, SourceActivation.Sigmoid);
    }

    private static int AddFunction(NodeChain chain, string name, SourceActivation function) =>
        chain.Add(new ActivationNode($"{name}_activation", chain.Input, function, chain.Size));
}

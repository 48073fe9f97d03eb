namespace TinyRnn;

/// <summary>
/// Makes a partial class a sequence model: the layer attributes below it, in their order, are its layers, and the generator
/// writes its state, its forward pass and its weight files.
/// </summary>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3, Mode = SequenceMode.ManyToOne)]
/// [Lstm(32)]
/// [Dense(6, Activation.Softmax)]
/// public sealed partial class Net;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RecurrentModelAttribute : Attribute
{
    /// <summary>A model that reads token ids; its first layer is an <see cref="EmbeddingAttribute"/> or a <see cref="OneHotAttribute"/>.</summary>
    public RecurrentModelAttribute() => InputSize = 1;

    /// <summary>A model that reads <paramref name="inputSize"/> numbers a step.</summary>
    /// <param name="inputSize">Input size I, 1 to 65,536.</param>
    public RecurrentModelAttribute(int inputSize) => InputSize = inputSize;

    /// <summary>Values read at each step: numbers, or one token id.</summary>
    public int InputSize { get; }

    /// <summary>What <c>Run</c> takes and gives.</summary>
    public SequenceMode Mode { get; set; } = SequenceMode.ManyToMany;

    /// <summary>What <c>Generate</c> reads after the first step.</summary>
    public Feedback Feedback { get; set; }

    /// <summary>What a many-to-one head reads of a bidirectional layer.</summary>
    public Summary Summary { get; set; }

    /// <summary>
    /// Steps and sequences give the same bits on every processor, NaN's payload excepted: sums are added in one order and multiplications are not fused, at the
    /// cost of speed. Without it results agree within rounding. Training is not affected.
    /// </summary>
    public bool Reproducible { get; set; }

    /// <summary>
    /// How weights are stored, of layers whose attribute does not say it: <see cref="WeightFormat.Int8"/> makes large layers several times as fast, and their
    /// products less exact. What cannot be in integers stays in float32; the table in the class's documentation says which layers are.
    /// </summary>
    public WeightFormat Weights { get; set; }

    /// <summary>
    /// The model has <c>Replace</c>: it takes the weights of another while other threads call it, and every call reads one whole set. Costs a second set of
    /// memory, and each call announces what it reads, as in models with <see cref="TrainableAttribute"/>, which publish in the same way.
    /// </summary>
    public bool Replaceable { get; set; }
}

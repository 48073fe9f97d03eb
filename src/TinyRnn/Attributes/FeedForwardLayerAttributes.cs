namespace TinyRnn;

/// <summary>Fully connected layer: y = f(W x + b).</summary>
/// <param name="units">Output size, 1 to 65,536.</param>
/// <param name="activation">The function f.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Lstm(32)]
/// [Dense(16, Activation.Relu)]
/// [Dense(6, Activation.Softmax)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class DenseAttribute(int units, Activation activation = Activation.Identity) : LayerAttribute
{
    /// <summary>Output size.</summary>
    public int Units { get; } = units;

    /// <summary>The function after the product.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>
    /// The slope of <see cref="Activation.LeakyRelu"/> below 0, or that of <see cref="Activation.Elu"/> just below 0, at least 0. Not set: their defaults.
    /// </summary>
    public float Slope { get; set; } = float.NaN;

    /// <summary>
    /// A bias b is added to the product. <see langword="false"/>, PyTorch's <c>bias=False</c>: there is none, neither in weight files nor to be learnt.
    /// </summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// Name of an <see cref="EmbeddingAttribute"/> whose table is this layer's matrix, too (weight tying, Press and Wolf 2017): a language model whose scores
    /// are products with the vectors of its tokens. The layer has as many units as there are tokens and inputs of the embedding's size; in training both give
    /// to one gradient, and the matrix is frozen with the embedding. In files either name will do. Fresh ones begin as a dense layer's matrix does.
    /// </summary>
    public string? TiedTo { get; set; }

    /// <summary>How its weights are stored; not set: as the model says (<see cref="RecurrentModelAttribute.Weights"/>).</summary>
    public WeightFormat Weights { get; set; }

    /// <summary>
    /// Of integer weights: the largest magnitude of the input's values, over which these are rounded; larger ones count as the largest. With it, the input's
    /// matrix can be integers where nothing bounds the values; not set: it is where they are in [-1, 1]. <c>tinyrnn quantize --calibrate</c> finds it.
    /// </summary>
    public float InputRange { get; set; }

    /// <summary>Prefix of the tensors in weight files (<c>fc.weight</c>, <c>fc.bias</c>). Default: <c>fc</c>, then <c>fc2</c>, ...</summary>
    public string? Name { get; set; }
}

/// <summary>A function of each value, as a layer of its own: after a recurrent layer, or between any two. It has no weights.</summary>
/// <param name="activation">The function; <see cref="Activation.Softmax"/> in the last layer only.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Gru(32)]
/// [Activation(Activation.Relu)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class ActivationAttribute(Activation activation) : LayerAttribute
{
    /// <summary>The function.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>
    /// The slope of <see cref="Activation.LeakyRelu"/> below 0, or that of <see cref="Activation.Elu"/> just below 0, at least 0. Not set: their defaults.
    /// </summary>
    public float Slope { get; set; } = float.NaN;

    /// <summary>By which later layers read the output (<see cref="LayerAttribute.From"/>, <see cref="ConcatAttribute"/>).</summary>
    public string? Name { get; set; }
}

/// <summary>
/// Looks a token id up in a table: the first layer of a model that reads tokens, or, with <see cref="Column"/>, a category among the numbers of an input. Costs
/// one row, whatever the vocabulary.
/// </summary>
/// <param name="vocabulary">Number of tokens V; ids are 0 to V - 1.</param>
/// <param name="size">Numbers in an embedding vector.</param>
/// <example>
/// <code>
/// [RecurrentModel]
/// [Embedding(vocabulary: 50, size: 16)]     // each step is a token id, 0 to 49
/// [Lstm(32)]
/// [Dense(50)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class EmbeddingAttribute(int vocabulary, int size) : LayerAttribute
{
    /// <summary>Number of tokens V.</summary>
    public int Vocabulary { get; } = vocabulary;

    /// <summary>Numbers in an embedding vector.</summary>
    public int Size { get; } = size;

    /// <summary>
    /// In a model that reads numbers: which value of the model's input is the token id, counted from 0. It is a whole number from 0 to V - 1, and anything else
    /// is refused. The other values are what <see cref="SliceAttribute"/> takes. -1: the model reads tokens and nothing else.
    /// </summary>
    public int Column { get; set; } = -1;

    /// <summary>
    /// How the table is stored; not set: as the model says (<see cref="RecurrentModelAttribute.Weights"/>). Tables of fewer than 2,097,152 numbers stay in
    /// float32: their rows are read where they lie, which is faster as long as caches hold them.
    /// </summary>
    public WeightFormat Weights { get; set; }

    /// <summary>Prefix of the table in weight files (<c>embedding.weight</c>).</summary>
    public string? Name { get; set; }
}

/// <summary>
/// Token ids as one-hot vectors: the first layer of a model that reads tokens, in front of an <see cref="LstmAttribute"/>, <see cref="GruAttribute"/> or
/// <see cref="RnnAttribute"/> of one direction. That layer's <c>weight_ih</c> is <c>[G H, V]</c> as in PyTorch, but the product costs one row, whatever the
/// vocabulary. It has no weights of its own.
/// </summary>
/// <param name="vocabulary">Number of tokens V, 1 to 65,536; ids are 0 to V - 1.</param>
/// <example>
/// <code>
/// [RecurrentModel]
/// [OneHot(vocabulary: 50)]     // each step is a token id, 0 to 49
/// [Lstm(32)]
/// [Dense(50)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class OneHotAttribute(int vocabulary) : LayerAttribute
{
    /// <summary>Number of tokens V.</summary>
    public int Vocabulary { get; } = vocabulary;
}

/// <summary>
/// The last <c>steps</c> inputs side by side, newest first: block k of the output is x_{t-k}, zeros before the sequence began. With a
/// <see cref="DenseAttribute"/> an autoregressive model of time span tau; with one step a Markov model.
/// </summary>
/// <param name="steps">Time span tau in steps.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 1)]
/// [Window(24)]     // the last 24 steps, newest first
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class WindowAttribute(int steps) : LayerAttribute
{
    /// <summary>Time span tau in steps.</summary>
    public int Steps { get; } = steps;

    /// <summary>By which later layers read the output (<see cref="LayerAttribute.From"/>, <see cref="ConcatAttribute"/>).</summary>
    public string? Name { get; set; }
}

/// <summary>
/// All inputs since the sequence began, newest first, for the <see cref="DenseAttribute"/> layer that must follow: one weight block per lag, of which only
/// the lags that exist are computed. The naive sequence model, whose cost grows with t.
/// </summary>
/// <param name="maxSteps">The longest sequence; a step more is an error.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 1)]
/// [History(maxSteps: 1000)]     // all steps so far
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class HistoryAttribute(int maxSteps) : LayerAttribute
{
    /// <summary>The longest sequence.</summary>
    public int MaxSteps { get; } = maxSteps;
}

/// <summary>Adds the input of the preceding layers to their output: y = f(x) + x.</summary>
/// <param name="layers">How many preceding layers the connection bridges.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 1)]
/// [Lstm(16)]
/// [Dense(1)]
/// [Residual(2)]     // adds what went into the LSTM to what came out of the dense layer
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class ResidualAttribute(int layers = 1) : LayerAttribute
{
    /// <summary>How many preceding layers the connection bridges.</summary>
    public int Layers { get; } = layers;

    /// <summary>
    /// How many leading values are added. 0: all, and both sizes must be equal. Set it to add, say, only the audio channel of an
    /// input that also carries control values.
    /// </summary>
    public int Channels { get; set; }

    /// <summary>By which later layers read the output (<see cref="LayerAttribute.From"/>, <see cref="ConcatAttribute"/>).</summary>
    public string? Name { get; set; }
}

/// <summary>
/// Dropout (Srivastava et al. 2014): while a trainer learns, each value is 0 with probability <paramref name="rate"/> and else divided by 1 - rate. A model
/// that serves leaves the values as they are.
/// </summary>
/// <param name="rate">Probability, at least 0 and below 1.</param>
/// <example>
/// <code>
/// [RecurrentModel(inputSize: 3)]
/// [Lstm(32)]
/// [Dropout(0.2f)]     // only while training
/// [Dense(6)]
/// public sealed partial class Net;
/// </code>
/// </example>
public sealed class DropoutAttribute(float rate) : LayerAttribute
{
    /// <summary>Probability that a value is dropped.</summary>
    public float Rate { get; } = rate;
}

namespace TinyRnn.CodeFixes;

/// <summary>What PyTorch and Keras call the things that TinyRnn has. The page <c>docs/migrating.md</c> is the same for people.</summary>
internal static class ForeignWords
{
    /// <summary>Layers whose first argument in PyTorch is the size of their input, which is known here.</summary>
    public static readonly IReadOnlyCollection<string> WithInputSize = ["Linear", "LSTM", "GRU", "RNN"];

    /// <summary>Names of layers, without regard to case; a text with brackets is a whole attribute.</summary>
    public static readonly IReadOnlyDictionary<string, string> Layers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Linear"] = "Dense",
        ["FullyConnected"] = "Dense",
        ["Lstm"] = "Lstm",
        ["Gru"] = "Gru",
        ["Rnn"] = "Rnn",
        ["SimpleRnn"] = "Rnn",
        ["Dense"] = "Dense",
        ["Conv1D"] = "Conv1D",
        ["Embedding"] = "Embedding",
        ["Dropout"] = "Dropout",
        ["OneHot"] = "OneHot",
        ["Concatenate"] = "Concat",
        ["Cat"] = "Concat",
        ["LayerNorm"] = "LayerNorm",
        ["LayerNormalization"] = "LayerNorm",
        ["BatchNorm1d"] = "BatchNorm",
        ["BatchNormalization"] = "BatchNorm",
        ["MaxPooling1D"] = "MaxPool1D",
        ["AvgPool1d"] = "AveragePool1D",
        ["AveragePooling1D"] = "AveragePool1D",
        ["GlobalAveragePooling1D"] = "MeanOverTime",
        ["GlobalMaxPooling1D"] = "MaxOverTime",
        ["PRelu"] = "PRelu",
        ["ReLU"] = "Activation(Activation.Relu)",
        ["Tanh"] = "Activation(Activation.Tanh)",
        ["Sigmoid"] = "Activation(Activation.Sigmoid)",
        ["Softmax"] = "Activation(Activation.Softmax)",
        ["LogSoftmax"] = "Activation(Activation.LogSoftmax)",
        ["SiLU"] = "Activation(Activation.Silu)",
        ["Swish"] = "Activation(Activation.Silu)",
        ["GELU"] = "Activation(Activation.Gelu)",
        ["ELU"] = "Activation(Activation.Elu)",
        ["LeakyReLU"] = "Activation(Activation.LeakyRelu)",
        ["Hardtanh"] = "Activation(Activation.HardTanh)",
        ["Softplus"] = "Activation(Activation.Softplus)",
    };

    /// <summary>Settings of layers and of training that have another name, without regard to case and underscores.</summary>
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["bidirectional"] = "Bidirectional",
        ["bias"] = "Bias",
        ["useBias"] = "Bias",
        ["projSize"] = "Projection",
        ["resetAfter"] = "ResetAfter",
        ["activation"] = "Activation",
        ["nonlinearity"] = "Nonlinearity",
        ["dilation"] = "Dilation",
        ["dilationRate"] = "Dilation",
        ["groups"] = "Groups",
        ["stride"] = "Stride",
        ["strides"] = "Stride",
        ["batchSize"] = "MaxBatch",
        ["sequenceLength"] = "MaxSteps",
        ["loss"] = "Loss",
        ["optimizer"] = "Optimizer",
        ["mode"] = "Mode",
        ["feedback"] = "Feedback",
        ["name"] = "Name",
    };

    /// <summary>Settings that belong elsewhere, or nowhere: where that is.</summary>
    public static readonly IReadOnlyDictionary<string, string> Elsewhere = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["learningRate"] = "set trainer.LearningRate",
        ["lr"] = "set trainer.LearningRate",
        ["weightDecay"] = "set trainer.Settings",
        ["momentum"] = "set trainer.Settings",
        ["epochs"] = "epochs are a loop of yours",
        ["gradientClipping"] = "set trainer.Clipping",
        ["batchFirst"] = "sequences always stand one after another",
        ["stateful"] = "a State is given to each call",
        ["inputSize"] = "it is the size of what stands before",
        ["inputShape"] = "it is the size of what stands before",
    };

    /// <summary>Members of the enumerations.</summary>
    public static readonly IReadOnlyDictionary<string, string> Members = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Optimizer.RMSprop"] = "RmsProp",
        ["Optimizer.SGD"] = "Sgd",
        ["Optimizer.Adam"] = "Adam",
        ["Optimizer.Nadam"] = "NAdam",
        ["Optimizer.AMSGrad"] = "AmsGrad",
        ["Optimizer.AdamW"] = "AdamW",
        ["Loss.MSE"] = "MeanSquaredError",
        ["Loss.MSELoss"] = "MeanSquaredError",
        ["Loss.MeanSquaredError"] = "MeanSquaredError",
        ["Loss.MAE"] = "MeanAbsoluteError",
        ["Loss.L1Loss"] = "MeanAbsoluteError",
        ["Loss.HuberLoss"] = "Huber",
        ["Loss.CrossEntropyLoss"] = "CrossEntropy",
        ["Loss.NLLLoss"] = "CrossEntropy",
        ["Loss.CategoricalCrossEntropy"] = "CrossEntropy",
        ["Loss.SparseCategoricalCrossEntropy"] = "CrossEntropy",
        ["Loss.QuantileLoss"] = "Quantile",
        ["Loss.PinballLoss"] = "Quantile",
        ["Loss.FocalLoss"] = "Focal",
        ["Loss.CategoricalFocalCrossEntropy"] = "Focal",
        ["Loss.BinaryFocalCrossEntropy"] = "BinaryFocal",
        ["Loss.BCELoss"] = "BinaryCrossEntropy",
        ["Loss.BCEWithLogitsLoss"] = "BinaryCrossEntropy",
        ["Activation.Linear"] = "Identity",
        ["Activation.None"] = "Identity",
        ["Activation.ReLU"] = "Relu",
        ["Activation.TanH"] = "Tanh",
        ["Activation.SoftMax"] = "Softmax",
        ["Activation.LogSoftMax"] = "LogSoftmax",
        ["Activation.Logistic"] = "Sigmoid",
        ["Activation.SiLU"] = "Silu",
        ["Activation.Swish"] = "Silu",
        ["Activation.GELU"] = "Gelu",
        ["Activation.ELU"] = "Elu",
        ["Activation.LeakyReLU"] = "LeakyRelu",
        ["Nonlinearity.ReLU"] = "Relu",
        ["Nonlinearity.TanH"] = "Tanh",
        ["SequenceMode.SequenceToSequence"] = "ManyToMany",
        ["SequenceMode.SequenceToOne"] = "ManyToOne",
    };

    /// <summary>A word as the tables have it.</summary>
    public static string Plain(string word) => word.Replace("_", "");
}

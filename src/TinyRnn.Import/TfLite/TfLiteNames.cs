namespace TinyRnn.Import.TfLite;

/// <summary>Operators by their numbers in TensorFlow's schema (BuiltinOperator), those that are read and those that people meet.</summary>
internal static class TfLiteNames
{
    public const int Add = 0;
    public const int Concatenation = 2;
    public const int Dequantize = 6;
    public const int FullyConnected = 9;
    public const int Logistic = 14;
    public const int Mul = 18;
    public const int Relu = 19;
    public const int Relu6 = 21;
    public const int Reshape = 22;
    public const int Softmax = 25;
    public const int Tanh = 28;
    public const int Gather = 36;
    public const int Transpose = 39;
    public const int SequenceLstm = 44;
    public const int StridedSlice = 45;
    public const int Cast = 53;
    public const int Custom = 32;

    private static readonly Dictionary<int, string> s_names = new()
    {
        [Add] = "ADD", [1] = "AVERAGE_POOL_2D", [Concatenation] = "CONCATENATION", [3] = "CONV_2D", [4] = "DEPTHWISE_CONV_2D",
        [Dequantize] = "DEQUANTIZE", [7] = "EMBEDDING_LOOKUP", [FullyConnected] = "FULLY_CONNECTED", [Logistic] = "LOGISTIC",
        [16] = "LSTM", [17] = "MAX_POOL_2D", [Mul] = "MUL", [Relu] = "RELU", [20] = "RELU_N1_TO_1", [Relu6] = "RELU6",
        [Reshape] = "RESHAPE", [24] = "RNN", [Softmax] = "SOFTMAX", [27] = "SVDF", [Tanh] = "TANH", [35] = "UNIDIRECTIONAL_SEQUENCE_RNN",
        [Gather] = "GATHER", [Transpose] = "TRANSPOSE", [40] = "MEAN", [41] = "SUB", [42] = "DIV", [43] = "SQUEEZE",
        [SequenceLstm] = "UNIDIRECTIONAL_SEQUENCE_LSTM", [StridedSlice] = "STRIDED_SLICE", [46] = "BIDIRECTIONAL_SEQUENCE_RNN",
        [47] = "EXP", [49] = "SPLIT", [52] = "BIDIRECTIONAL_SEQUENCE_LSTM", [Cast] = "CAST", [70] = "EXPAND_DIMS", [77] = "SHAPE",
        [83] = "PACK", [85] = "ONE_HOT", [88] = "UNPACK", [94] = "FILL", [98] = "LEAKY_RELU", [102] = "SPLIT_V", [105] = "REVERSE_V2",
        [111] = "ELU", [114] = "QUANTIZE", [117] = "HARD_SWISH", [118] = "IF", [119] = "WHILE", [126] = "BATCH_MATMUL",
        [129] = "CALL_ONCE", [142] = "VAR_HANDLE", [143] = "READ_VARIABLE", [144] = "ASSIGN_VARIABLE", [150] = "GELU",
    };

    public static string Of(TfLiteOperator call) => call.Code == Custom
        ? $"custom operator {call.Custom}"
        : s_names.GetValueOrDefault(call.Code) ?? $"operator {call.Code}";

    /// <summary>ActivationFunctionType; <see langword="null"/>: unknown.</summary>
    public static SourceActivation? Fused(int number) => number switch
    {
        0 => new(ActivationKind.Identity),
        1 => new(ActivationKind.Relu),
        2 => new(ActivationKind.Clip, -1, 1),
        3 => new(ActivationKind.Clip, 0, 6),
        4 => SourceActivation.Tanh,
        _ => null,
    };
}

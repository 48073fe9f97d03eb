namespace TinyRnn.Formats;

/// <summary>The numbers of an array, as its head says them.</summary>
internal enum BlobType
{
    Float = 0,
    Int = 1,
    Int8 = 3,
}

/// <summary>The arrays that a blob of RNNoise 0.2 can have, and their types.</summary>
internal static class BlobNames
{
    public const string Bias = "_bias";
    public const string BiasOfUnsigned = "_subias";
    public const string Scale = "_scale";
    public const string Floats = "_weights_float";
    public const string Bytes = "_weights_int8";
    public const string Index = "_weights_idx";
    public const string Diagonal = "_weights_diag";

    private static readonly string[] s_dense = [Bias, BiasOfUnsigned, Scale, Floats, Bytes];
    private static readonly string[] s_input = [.. s_dense, Index];
    private static readonly string[] s_recurrent = [.. s_input, Diagonal];

    private static readonly Dictionary<string, BlobType> s_types = All();

    /// <summary>The type of an array; none, if there is no such array.</summary>
    public static BlobType? TypeOf(string name) => s_types.TryGetValue(name, out BlobType type) ? type : null;

    private static Dictionary<string, BlobType> All()
    {
        Dictionary<string, BlobType> types = new(StringComparer.Ordinal);
        foreach (string layer in new[] { RnnoiseNetwork.Conv1, RnnoiseNetwork.Conv2, RnnoiseNetwork.Gains, RnnoiseNetwork.Voice })
            Add(types, layer, s_dense);
        foreach (string gru in RnnoiseNetwork.Grus)
        {
            Add(types, InputOf(gru), s_input);
            Add(types, RecurrentOf(gru), s_recurrent);
        }

        return types;
    }

    /// <summary>The layer that has a GRU's products with its input.</summary>
    public static string InputOf(string gru) => gru + "_input";

    /// <summary>The layer that has a GRU's products with its state.</summary>
    public static string RecurrentOf(string gru) => gru + "_recurrent";

    private static void Add(Dictionary<string, BlobType> types, string layer, string[] endings)
    {
        foreach (string ending in endings)
            types.Add(layer + ending, ending == Bytes ? BlobType.Int8 : ending == Index ? BlobType.Int : BlobType.Float);
    }
}

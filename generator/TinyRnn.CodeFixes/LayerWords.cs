namespace TinyRnn.CodeFixes;

/// <summary>What fixes have to know of layers as they are written.</summary>
internal static class LayerWords
{
    /// <summary>The first argument is the size of the output, and the only one that says it.</summary>
    public static readonly IReadOnlyCollection<string> Sized = ["Dense", "Lstm", "Gru", "Rnn", "Conv1D"];

    /// <summary>A function of all values can be its second argument.</summary>
    public const string EndsInFunction = "Dense";

    /// <summary>A function, and nothing else.</summary>
    public const string Function = "Activation";

    /// <summary>Joins several outputs, and is none itself.</summary>
    public const string Outputs = "Outputs";
}

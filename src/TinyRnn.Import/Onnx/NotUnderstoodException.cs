namespace TinyRnn.Import.Onnx;

/// <summary>A node of the graph that cannot be described; it becomes a <see cref="SourceProblem"/>, and reading goes on.</summary>
internal sealed class NotUnderstoodException(string what, string remedy) : Exception(what)
{
    /// <summary>What can be done.</summary>
    public string Remedy { get; } = remedy;
}

namespace TinyRnn.Import.Onnx;

/// <summary>A node of the graph that cannot be described; it becomes a <see cref="SourceProblem"/>, and reading goes on.</summary>
/// <param name="what">What is wrong or not supported.</param>
/// <param name="remedy">What can be done.</param>
/// <param name="isAxes">Whether it may be that axes were taken for others: then another meaning of the input's axes is likelier.</param>
internal sealed class NotUnderstoodException(string what, string remedy, bool isAxes = false) : Exception(what)
{
    /// <summary>Whether axes may have been taken for others.</summary>
    public bool IsAxes { get; } = isAxes;

    /// <summary>What can be done.</summary>
    public string Remedy { get; } = remedy;
}

namespace TinyRnn.Generator.Emission;

/// <summary>
/// The methods of one variant of a kernel that compute a tile for some of its inputs: where registers do not suffice for the sums of all of them, a panel is
/// walked once for each pair, and the walk is printed once. They are inlined: a call would save and load more than its few rows take. The variant, which looks
/// short with them, is not: what calls it has cells of its own to inline.
/// </summary>
/// <param name="kernel">Name of the variant's method.</param>
/// <param name="isForStreams">It computes several streams: such a kernel is left to the tiers of compilation, which make it faster.</param>
internal sealed class TileMethods(string kernel, bool isForStreams)
{
    private readonly List<(string Name, string Title, string Parameters, Action<SourceWriter> Body)> _methods = [];

    /// <summary>Adds a method, once.</summary>
    /// <param name="suffix">What is left of the name after the kernel's.</param>
    /// <param name="title">What it computes.</param>
    /// <param name="parameters">Parameter list.</param>
    /// <param name="body">Prints it.</param>
    /// <returns>Name of the method.</returns>
    public string Add(string suffix, string title, string parameters, Action<SourceWriter> body)
    {
        string name = kernel + suffix;
        if (!_methods.Exists(method => method.Name == name))
            _methods.Add((name, title, parameters, body));
        return name;
    }

    /// <summary>The variant's method, and those that it calls.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="isCalled">It must stay a call: its tiles serve some of the inputs only, or what calls it has no inlining to spare.</param>
    /// <param name="parameters">Parameter list of the variant.</param>
    /// <param name="body">Prints the variant's body.</param>
    public void Emit(SourceWriter writer, bool isCalled, string parameters, Action body)
    {
        if (isCalled || !isForStreams)
            writer.Line(isForStreams ? FileFrame.Called : isCalled ? FileFrame.CompiledAndCalled : FileFrame.Compiled);
        using (writer.Block($"private static void {kernel}({parameters})"))
            body();
        EmitTiles(writer);
    }

    /// <summary>The methods that the variant calls.</summary>
    public void EmitTiles(SourceWriter writer)
    {
        // A tile's method may ask for others.
        for (int index = 0; index < _methods.Count; index++)
        {
            (string name, string title, string parameters, Action<SourceWriter> body) = _methods[index];
            writer.Line();
            writer.Line($"// {title}");
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            using (writer.Block($"private static void {name}({parameters})"))
                body(writer);
        }
    }
}

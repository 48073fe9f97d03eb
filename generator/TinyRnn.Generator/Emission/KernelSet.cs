namespace TinyRnn.Generator.Emission;

/// <summary>The kernels that the printed methods call: who calls one asks for it here, and those that nobody asks for are not printed.</summary>
/// <param name="className">Name of the class with the kernels.</param>
/// <param name="comment">What stands in front of it.</param>
internal sealed class KernelSet(string className, string comment)
{
    private const string Panels =
        """
        // Weights come in panels of 16, 8 or 4 units, or 32 where a unit has one sum. A panel's rows are [bias][input 0..I-1][hidden 0..H-1], a row holds the gates one after another,
        // a lane each unit, so that w walks through memory in one straight line. The sums of a tile stay in registers until the cell has used them.
        // Every offset is a constant inside the model's blocks, whose lengths the constructor fixed, or inside spans whose lengths the caller checked.
        """;

    private const string Sequences =
        """
        // One sequence alone: a kernel has the loop over its steps. Forward, w walks along panels that hold the gates of some units, a lane each, and the sums of a tile stay in registers until
        // the cell has used them. Backward, rows of the matrix are multiplied with the gradients of all gates. Rows of the arrays follow each other, and none is left: places are the plan's.
        """;

    private readonly Dictionary<string, KernelEmitter> _kernels = [];

    /// <summary>The kernels of steps.</summary>
    public static KernelSet OfSteps() => new("Kernels", Panels);

    /// <summary>The kernels that learn from one sequence alone.</summary>
    public static KernelSet OfSequences() => new("SequenceKernels", Sequences);

    /// <summary>Expression of the kernel's method, in front of its arguments.</summary>
    /// <exception cref="InvalidOperationException">Another kernel has its name: one of both would be called for the other.</exception>
    public string Call(KernelEmitter kernel)
    {
        if (!_kernels.TryGetValue(kernel.Name, out KernelEmitter? known))
            _kernels.Add(kernel.Name, kernel);
        else if (!known.Identity.Equals(kernel.Identity))
            throw new InvalidOperationException($"Two kernels that differ are called {kernel.Name}.");
        return $"{className}.{kernel.Name}";
    }

    /// <summary>The class with the kernels, in the order of the layers.</summary>
    public void Emit(SourceWriter writer)
    {
        if (_kernels.Count == 0)
            return;
        writer.Line();
        writer.Lines(comment);
        using (writer.Block($"private static class {className}"))
        {
            foreach (KernelEmitter kernel in _kernels.Values.OrderBy(kernel => kernel.Layer).ThenBy(kernel => kernel.Part))
                kernel.Emit(writer);
        }
    }
}

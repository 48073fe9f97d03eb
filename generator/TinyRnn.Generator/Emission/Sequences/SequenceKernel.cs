namespace TinyRnn.Generator.Emission.Sequences;

/// <summary>A kernel with the loop over the steps of one sequence.</summary>
internal abstract class SequenceKernel(SequenceCell cell) : KernelEmitter
{
    public sealed override string Name => cell.Name + Direction;

    public sealed override int Layer => cell.Layer;

    /// <summary>The name says it all: the cell and its units.</summary>
    public sealed override object Identity => Name;

    protected SequenceCell Cell => cell;

    protected abstract string Direction { get; }

    protected abstract IEnumerable<string> Equations { get; }

    protected abstract IReadOnlyList<SequenceArray> Arrays { get; }

    /// <summary>The processors with a variant of their own, best first.</summary>
    protected abstract IReadOnlyList<VectorTarget> Targets { get; }

    /// <summary>Every other step goes through the weights backwards.</summary>
    protected abstract bool Zigzags { get; }

    /// <summary>Expression of an array's row of the next step.</summary>
    protected abstract string Next(SequenceArray array);

    protected abstract void EmitVariant(SourceWriter writer, VectorTarget target, string method);

    public sealed override void Emit(SourceWriter writer)
    {
        writer.Line();
        writer.Line($"// {cell.Title}, one sequence {Direction.ToLowerInvariant()}.");
        foreach (string equation in Equations)
            writer.Line($"//   {equation}");
        string forwarded = string.Join(", ", Arrays.Select(array => $"ref {array.Name}").Append("length"));
        TargetChoice.Emit(writer, Name, Parameters, forwarded, Targets);
        foreach (VectorTarget target in Targets)
        {
            writer.Line();
            EmitVariant(writer, target, Name + target.Name);
        }
    }

    /// <summary>The method of a variant around what a step does.</summary>
    protected void EmitMethod(SourceWriter writer, string method, Action step)
    {
        writer.Line(FileFrame.CompiledAndCalled);
        using (writer.Block($"private static void {method}({Parameters})"))
        using (writer.Block("for (int step = 0; step < length; step++)"))
        {
            if (Zigzags)
                writer.Line("int turn = step & 1;");
            step();
            writer.Line();
            foreach (SequenceArray array in Arrays.Where(array => array.Stride > 0))
                writer.Line($"{array.Name} = ref {Next(array)};");
        }
    }

    private string Parameters => string.Join(", ", Arrays.Select(array => $"ref float {array.Name}").Append("int length"));
}

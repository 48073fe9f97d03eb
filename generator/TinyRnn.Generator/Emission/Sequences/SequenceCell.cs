namespace TinyRnn.Generator.Emission.Sequences;

/// <summary>How a cell learns from one sequence alone, where a step waits for the one before: what the kernels forward and backward print for it.</summary>
internal abstract class SequenceCell
{
    /// <summary>Begins the names of its kernels: cells of one name are equal.</summary>
    public abstract string Name { get; }

    /// <summary>For comments: <c>LSTM, 32 units</c>.</summary>
    public abstract string Title { get; }

    /// <summary>Units, padded to whole vectors of four.</summary>
    public abstract int Padded { get; }

    /// <summary>Position of the layer.</summary>
    public abstract int Layer { get; }

    /// <summary>What the kernel forward is given.</summary>
    public abstract IReadOnlyList<SequenceArray> ForwardArrays { get; }

    public abstract IReadOnlyList<ForwardPass> ForwardPasses { get; }

    /// <summary>What the kernel backward is given.</summary>
    public abstract IReadOnlyList<SequenceArray> BackwardArrays { get; }

    public abstract IReadOnlyList<BackwardPass> BackwardPasses { get; }

    /// <summary>1 of a vector's type.</summary>
    protected static string One(PanelVector v) => $"{v.Type}<float>.One";

    /// <summary>The derivative of a sigmoid that has the value of a variable.</summary>
    protected static string SigmoidSlope(PanelVector v, string s) => $"({s} * ({One(v)} - {s}))";

    /// <summary>The derivative of a tanh that has the value of a variable.</summary>
    protected static string TanhSlope(PanelVector v, string t) => $"(({One(v)} - {t}) * ({One(v)} + {t}))";

    /// <summary>Declares variables of a vector.</summary>
    protected static void Declare(SourceWriter writer, PanelVector v, params (string Name, string Value)[] variables) =>
        writer.Line($"{v.Type}<float> {string.Join(", ", variables.Select(variable => $"{v.Name(variable.Name)} = {variable.Value}"))};");
}

namespace TinyRnn.Generator.Emission;

/// <summary>
/// Prints a loop over steps or streams whose inputs are looked through for subnormal numbers. A recurrent step waits for the one before, and the search in it
/// is done meanwhile; other models wait for nothing, so their inputs, where they are small, are looked through several at once: a search costs hardly more for
/// a whole vector than for one number.
/// </summary>
/// <param name="writer">Where to.</param>
/// <param name="plan">The model.</param>
internal sealed class QuietLoop(SourceWriter writer, ModelPlan plan)
{
    /// <summary>One vector of AVX-512.</summary>
    private const int Vector = 16;

    /// <summary>A loop with one call for several inputs, and one for each that is left over.</summary>
    /// <param name="index">Its variable, which it declares.</param>
    /// <param name="count">Expression of the number of inputs.</param>
    /// <param name="input">Reference to the input at the variable, and whatever a search of several rows takes after it.</param>
    /// <param name="several">Statement for several inputs, where that is faster.</param>
    /// <param name="one">Statement for one input, which looks through it itself.</param>
    public void Emit(string index, string count, string input, string? several, string one)
    {
        bool isDeclared = several is not null;
        if (several is null)
        {
            isDeclared = EmitPieces(index, count, "IsAmong", input, one);
        }
        else
        {
            writer.Line($"int {index} = 0;");
            using (writer.Block($"for (; {index} <= {count} - {RowsScope.Count}; {index} += {RowsScope.Count})"))
                EmitChoice($"IsAmong({input}, {RowsScope.Count * plan.InputSize})", several, QuietInput.NameOf(several));
        }

        writer.Line(Rest(index, count, isDeclared));
        writer.Line($"    {one}");
    }

    /// <summary>A loop over the steps of several streams.</summary>
    /// <param name="index">Its variable, which it declares.</param>
    /// <param name="count">Expression of the number of steps.</param>
    /// <param name="rows">Reference to the first stream's input at the variable, and the distance to the next stream's.</param>
    /// <param name="several">Statement for a step of all of them.</param>
    public void EmitStreams(string index, string count, string rows, string several)
    {
        bool isDeclared = EmitPieces(index, count, "IsAmongFour", rows, several);
        using (writer.Block(Rest(index, count, isDeclared)))
            EmitStep(rows, several);
    }

    /// <summary>A step of several streams.</summary>
    public void EmitStep(string rows, string several) =>
        EmitChoice($"IsAmongFour({rows}, {plan.InputSize})", several, QuietInput.NameOf(several));

    private static string Rest(string index, string count, bool isDeclared) => $"for ({(isDeclared ? "" : $"int {index} = 0")}; {index} < {count}; {index}++)";

    /// <summary>As many inputs of a model that waits for nothing as fit into a vector are looked through at once.</summary>
    /// <returns>There is such a loop, which declares the variable.</returns>
    private bool EmitPieces(string index, string count, string search, string input, string call)
    {
        int piece = plan.ReadsTokens || plan.Layers.Any(layer => layer.IsRecurrent) ? 1 : Vector / plan.InputSize;
        if (piece <= 1)
            return false;
        writer.Line($"int {index} = 0;");
        using (writer.Block($"while ({index} <= {count} - {piece})"))
        {
            writer.Line($"int end = {index} + {piece};");
            EmitChoice($"{search}({input}, {piece * plan.InputSize})", Each(QuietInput.LayersNameOf(call)), Each(QuietInput.NameOf(call)));
        }

        return true;

        string Each(string statement) => $"for (; {index} < end; {index}++)\n    {statement.Replace("\n", "\n    ")}";
    }

    private void EmitChoice(string search, string usual, string quiet)
    {
        if (plan.ReadsTokens)
        {
            writer.Lines(usual);
            return;
        }

        EmitBranch($"if (!Rnn::Vectors.Subnormal.{search})", usual);
        EmitBranch("else", quiet);
    }

    private void EmitBranch(string condition, string statement)
    {
        writer.Line(condition);
        foreach (string line in statement.Split('\n'))
            writer.Line($"    {line}");
    }
}

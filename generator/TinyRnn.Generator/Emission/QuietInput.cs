
namespace TinyRnn.Generator.Emission;

/// <summary>
/// Prints what becomes of subnormal numbers in the input of a method: a second one, <c>Quiet...</c>, calls it with a copy in which they are 0. That one is
/// cold, so that the usual way has no memory to clear. A step that is called alone looks for them itself (<see cref="EmitCheck"/>) and computes the layers in
/// another method (<c>StepLayers</c> of <c>StepCore</c>); loops look through several inputs at once (<see cref="QuietLoop"/>).
/// </summary>
/// <param name="writer">Where to.</param>
/// <param name="plan">The model.</param>
/// <param name="method">Name of the method.</param>
/// <param name="rows">Rows of input that it takes: 1, or <see cref="RowsScope.Count"/>.</param>
/// <param name="hasStride">Its rows are streams with a state each, and begin <c>xStride</c> floats apart; otherwise they come one after the other.</param>
/// <param name="hasOutput">It writes outputs, to <c>y</c>.</param>
internal sealed class QuietInput(SourceWriter writer, ModelPlan plan, string method, int rows, bool hasStride, bool hasOutput)
{
    /// <summary>Copies of up to so many floats (16 KiB) lie on the stack, larger ones in a pooled array.</summary>
    private const int MostOnStack = 4096;

    private const string Why =
        "// The same where the input holds subnormal numbers: a processor may take a hundred cycles for each operation with one, so they are 0.";

    private int Length => rows * plan.InputSize;

    /// <summary>Name, or call, of the cold method.</summary>
    public static string NameOf(string method) => "Quiet" + method;

    /// <summary>Name, or call, of the method that takes no subnormal numbers: those of several rows leave the search to whoever calls them.</summary>
    public static string LayersNameOf(string method) => method.StartsWith("Four", StringComparison.Ordinal) ? method : method.Replace("Core", "Layers");

    /// <summary>The method itself, where it is a search and a call. Inlined, so that the search comes before registers are saved.</summary>
    public void EmitCheck()
    {
        string arguments = $"(ref state, ref x{Output}{WeightAccess.Argument(plan)});";
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        string parameters = $"ref State state, ref float x{(hasOutput ? ", ref float y" : "")}{WeightAccess.Parameter(plan)}";
        using (writer.Block($"private {StepResult.Type(plan)} {method}({parameters})"))
        {
            writer.Line($"if (!Rnn::Vectors.Subnormal.IsAmong(ref x, {Length}))");
            writer.Line($"    {StepResult.Return(plan)}{LayersNameOf(method)}{arguments}");
            writer.Line("else");
            writer.Line($"    {StepResult.Return(plan)}{NameOf(method)}{arguments}");
        }

        writer.Line();
    }

    /// <summary>The cold method.</summary>
    public void EmitMethod()
    {
        if (plan.ReadsTokens)
            return;
        string output = hasOutput ? ", ref float y" + (hasStride ? ", int yStride" : "") : "";
        writer.Line();
        writer.Line(Why);
        writer.Line(FileFrame.Called);
        using (writer.Block(
            $"private {StepResult.Type(plan)} {NameOf(method)}({States("ref State ")}, ref float x{(hasStride ? ", int xStride" : "")}{output}{WeightAccess.Parameter(plan)})"))
        {
            EmitMemory(writer, Length, Length.ToString(), EmitCall);
        }
    }

    /// <summary>The cold method of one that takes up to so many inputs, <c>xs</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The model.</param>
    /// <param name="method">Name of the method.</param>
    /// <param name="most">Inputs at most.</param>
    /// <param name="result">What it gives.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="arguments">From the expression of the inputs to its arguments.</param>
    public static void EmitUpTo(
        SourceWriter writer, ModelPlan plan, string method, int most, string result, string parameters, Func<string, string> arguments)
    {
        if (plan.ReadsTokens)
            return;
        writer.Line();
        writer.Line(Why);
        writer.Line(FileFrame.Called);
        using (writer.Block($"private {result} {NameOf(method)}({parameters})"))
        {
            EmitMemory(writer, most * plan.InputSize, "xs.Length", memory =>
            {
                string copy = most * plan.InputSize <= MostOnStack ? "quiet[..xs.Length]" : "quiet";
                writer.Line($"Span<float> quiet = {memory};");
                writer.Line($"Rnn::Vectors.Subnormal.CopyToZero(ref MemoryMarshal.GetReference(xs), InputSize, InputSize, {copy});");
                writer.Line($"{(result == "void" ? "" : "return ")}{method}({arguments(copy)});");
            });
        }
    }

    /// <summary>What needs memory for a copy of the input: on the stack, or in a pooled array.</summary>
    private static void EmitMemory(SourceWriter writer, int most, string length, Action<string> emit)
    {
        if (most <= MostOnStack)
        {
            emit($"stackalloc float[{most}]");
            return;
        }

        writer.Line($"float[] rented = global::System.Buffers.ArrayPool<float>.Shared.Rent({length});");
        using (writer.Block("try"))
            emit($"rented.AsSpan(0, {length})");
        using (writer.Block("finally"))
            writer.Line("global::System.Buffers.ArrayPool<float>.Shared.Return(rented);");
    }

    private string States(string kind) =>
        hasStride ? string.Join(", ", PanelWalk.Letters(rows).Select(letter => $"{kind}state{letter}")) : kind + "state";

    private string Output => hasOutput ? ", ref y" + (hasStride ? ", yStride" : "") : "";

    private void EmitCall(string memory)
    {
        string stride = hasStride ? "xStride" : plan.InputSize.ToString();
        writer.Line($"Span<float> quiet = {memory};");
        writer.Line(
            $"{StepResult.Return(plan)}{LayersNameOf(method)}({States("ref ")}, ref Rnn::Vectors.Subnormal.CopyToZero(ref x, {stride}, {plan.InputSize}, quiet){(hasStride ? $", {plan.InputSize}" : "")}{Output}{WeightAccess.Argument(plan)});");
    }
}

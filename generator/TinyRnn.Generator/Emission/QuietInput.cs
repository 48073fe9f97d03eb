using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Emission;

/// <summary>
/// Prints what a method does with subnormal numbers in its input: it looks for them, and if there are any, calls itself through a method of its own with a copy in which they are 0. That one is cold,
/// so that the usual way has no memory to clear.
/// </summary>
/// <param name="writer">Where to.</param>
/// <param name="plan">The model.</param>
/// <param name="method">Name of the method.</param>
/// <param name="rows">Rows of input that it takes: 1, or <see cref="RowsScope.Count"/>.</param>
/// <param name="hasStride">Its rows begin <c>xStride</c> floats apart, otherwise one behind the other.</param>
/// <param name="hasOutput">It writes outputs, to <c>y</c>.</param>
internal sealed class QuietInput(SourceWriter writer, ModelPlan plan, string method, int rows, bool hasStride, bool hasOutput)
{
    /// <summary>Copies of up to so many floats (16 KiB) lie on the stack, larger ones in a pooled array.</summary>
    private const int MostOnStack = 4096;

    private int Length => rows * plan.InputSize;

    /// <summary>Name of the cold method.</summary>
    public static string NameOf(string method) => "Quiet" + method;

    /// <summary>The beginning of the method.</summary>
    public void EmitCheck()
    {
        if (plan.ReadsTokens)
            return;
        string found = hasStride ? $"IsAmongFour(ref x, xStride, {plan.InputSize})" : $"IsAmong(ref x, {Length})";
        using (writer.Block($"if (Rnn::Vectors.Subnormal.{found})"))
        {
            writer.Line($"{NameOf(method)}(ref state, ref x{(hasStride ? ", xStride" : "")}{Output}{WeightAccess.Argument(plan)});");
            writer.Line("return;");
        }
    }

    /// <summary>The cold method.</summary>
    public void EmitMethod()
    {
        if (plan.ReadsTokens)
            return;
        string output = hasOutput ? ", ref float y" + (hasStride ? ", int yStride" : "") : "";
        writer.Line();
        writer.Line("// The same where the input holds subnormal numbers: a processor may take a hundred cycles for each operation with one, so they are 0.");
        writer.Line("[MethodImpl(MethodImplOptions.NoInlining)]");
        using (writer.Block($"private void {NameOf(method)}(ref State state, ref float x{(hasStride ? ", int xStride" : "")}{output}{WeightAccess.Parameter(plan)})"))
        {
            if (Length <= MostOnStack)
            {
                EmitCall($"stackalloc float[{Length}]");
                return;
            }

            writer.Line($"float[] rented = global::System.Buffers.ArrayPool<float>.Shared.Rent({Length});");
            using (writer.Block("try"))
                EmitCall($"rented.AsSpan(0, {Length})");
            using (writer.Block("finally"))
                writer.Line("global::System.Buffers.ArrayPool<float>.Shared.Return(rented);");
        }
    }

    private string Output => hasOutput ? ", ref y" + (hasStride ? ", yStride" : "") : "";

    private void EmitCall(string memory)
    {
        string stride = hasStride ? "xStride" : plan.InputSize.ToString();
        writer.Line($"Span<float> quiet = {memory};");
        writer.Line($"{method}(ref state, ref Rnn::Vectors.Subnormal.CopyToZero(ref x, {stride}, {plan.InputSize}, quiet){(hasStride ? $", {plan.InputSize}" : "")}{Output}{WeightAccess.Argument(plan)});");
    }
}

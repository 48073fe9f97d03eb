using TinyRnn.Generator.Emission.Layers;

namespace TinyRnn.Generator.Emission;

/// <summary>
/// Prints the methods that compute consecutive steps of one segment layer by layer, so that weights which need not wait for the step before are
/// read once for all of them.
/// </summary>
internal sealed class SegmentSteps(SourceWriter writer, ModelPlan plan, SegmentPlan segment, KernelSet kernels)
{
    private const string Why = "// Consecutive steps, layer by layer, so that weights that need not wait for the step before are read once for all of them.";

    private static IReadOnlyList<string> Letters => PanelWalk.Letters(RowsScope.Count);

    /// <summary>Name of the method for a direction of a bidirectional layer.</summary>
    public static string NameOf(LayerPlan layer, DirectionPlan direction) => $"{layer.Id}{(direction.IsReverse ? "Reverse" : "")}Steps";

    /// <summary>The method for a segment that goes forward.</summary>
    /// <param name="method">Name of the method.</param>
    /// <param name="end">After the last layer that is computed.</param>
    /// <param name="hasOutput">The last layer's output goes to <c>y</c>.</param>
    public void Emit(string method, int end, bool hasOutput)
    {
        bool readsTokens = plan.ReadsTokens && segment.First == 0;
        string input = readsTokens ? "ReadOnlySpan<int> tokens" : "ref float x";
        string imports = string.Concat(segment.Imports.Select(value => $", ref float {StepScope.ImportName(value)}"));
        string output = hasOutput ? ", ref float y" : "";
        // Who calls it has looked for subnormal numbers; in a model with bidirectional layers, Run has seen to the whole sequence, and with strides to a piece.
        QuietInput? quiet = plan.IsBidirectional || plan.Stride > 1 ? null : new(writer, plan, method, Letters.Count, hasStride: false, hasOutput);
        writer.Line();
        writer.Line(Why);
        writer.Line(FileFrame.Compiled);
        using (writer.Block($"private void {method}(ref State state, {input}{imports}{output}{WeightAccess.Parameter(plan)})"))
        {
            WeightAccess.Emit(writer, plan, segment.First, end);
            // A row of a layer with a stride begins at the first of the steps that it takes.
            int size = plan.SizeOf(segment.First) * plan.Layers[segment.First].StepsPerOutput;
            writer.Line(readsTokens ? $"int {Each(row => $"token{Letters[row]} = tokens[{row}]")};" : References("x", size));
            foreach (int value in segment.Imports)
                writer.Line(References(StepScope.ImportName(value), plan.SizeOf(value)));
            if (hasOutput)
                writer.Line(References("y", plan.SizeOf(end)));
            new RowsScope(writer, plan, segment, kernels, end, hasOutput, isTime: true).Emit();
        }

        quiet?.EmitMethod();
    }

    /// <summary>A loop over the steps, several at a time where that is faster.</summary>
    /// <param name="count">Expression of their number.</param>
    /// <param name="several">Statement for several steps from <c>t</c> on.</param>
    /// <param name="one">Statement for step <c>t</c>.</param>
    public void EmitLoop(string count, string several, string one)
    {
        if (!plan.BlocksSteps(segment))
        {
            writer.Line($"for (int t = 0; t < {count}; t++)");
            writer.Line("    " + one);
            return;
        }

        using (writer.Block())
        {
            writer.Line("int t = 0;");
            writer.Line($"for (; t + {RowsScope.Count} <= {count}; t += {RowsScope.Count})");
            writer.Line("    " + several);
            writer.Line($"for (; t < {count}; t++)");
            writer.Line("    " + one);
        }
    }

    /// <summary>A method for each direction of a bidirectional layer: from a step on, in the direction's own order.</summary>
    public void EmitDirections(LayerPlan layer)
    {
        foreach (DirectionPlan direction in layer.Directions)
        {
            int units = direction.Hidden.Range.Length;
            int sign = direction.IsReverse ? -1 : 1;
            string name = char.ToLowerInvariant(layer.Id[0]) + layer.Id.Substring(1);
            writer.Line();
            writer.Line(Why);
            writer.Line(FileFrame.Compiled);
            using (writer.Block($"private void {NameOf(layer, direction)}(ref State state, ref float x, ref float y{WeightAccess.Parameter(plan)})"))
            {
                WeightAccess.Emit(writer, plan, segment.First, segment.End);
                writer.Line(References("x", sign * layer.InputSize));
                writer.Line($"// {layer.Id}, {(direction.IsReverse ? "last to first step" : "first to last step")}: {LayerEmitters.LastEquation(layer)}");
                LayerEmitters.Of(layer).EmitDirection(
                    layer, direction, writer, kernels, [.. Letters.Select(letter => "x" + letter)], [.. Letters.Select(letter => name + letter)]);
                for (int row = 0; row < Letters.Count; row++)
                {
                    int half = (row * sign * layer.OutputSize) + (direction.IsReverse ? units : 0);
                    writer.Line($"Rnn::States.StepBuffers.Copy(ref {name}{Letters[row]}, ref {(half == 0 ? "y" : $"Unsafe.Add(ref y, {half})")}, {units});");
                }
            }
        }
    }

    private static string References(string array, int stride) =>
        $"ref float {Each(row => $"{array}{Letters[row]} = ref {(row == 0 ? array : $"Unsafe.Add(ref {array}, {row * stride})")}")};";

    private static string Each(Func<int, string> declaration) => string.Join(", ", Enumerable.Range(0, Letters.Count).Select(declaration));
}

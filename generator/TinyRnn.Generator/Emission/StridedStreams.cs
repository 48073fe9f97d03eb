namespace TinyRnn.Generator.Emission;

/// <summary>
/// Prints a step of several streams of a model with strides: rate after rate. Streams can have seen different numbers of steps since their last output, so
/// behind each stride those that have one there are gathered, wherever their states lie, and computed several at once.
/// </summary>
internal sealed class StridedStreams(SourceWriter writer, ModelPlan plan, StridedStreamsPlan streams, KernelSet kernels)
{
    private const string Method = "Streams";

    private static IReadOnlyList<string> Letters => PanelWalk.Letters(RowsScope.Count);

    private RateMethods Methods => new(writer, plan, kernels);

    private string Reader => WeightAccess.Argument(plan);

    private string Element => InputElement.Of(plan);

    public void Emit()
    {
        string parameters = $"Span<State> states, ReadOnlySpan<{Element}> xs, ref float y, Span<bool> hasOutput{WeightAccess.Parameter(plan)}";
        writer.Line();
        writer.Line("// A step of some streams: rate after rate, of the streams that have an output there.");
        using (writer.Block($"private int {Method}({parameters})"))
            EmitBody();
        QuietInput.EmitUpTo(writer, plan, Method, streams.Most, "int", parameters, copy => $"states, {copy}, ref y, hasOutput{Reader}");
        foreach (RatePlan rate in streams.Rates)
            EmitStreams(rate);
    }

    private void EmitBody()
    {
        if (!plan.ReadsTokens)
            writer.Line("ref float x = ref MemoryMarshal.GetReference(xs);");
        foreach (RatePlan rate in streams.Rates.Where(rate => !IsLast(rate)))
        {
            LayerPlan layer = plan.Layers[rate.Layers.End - 1];
            string value = Output(rate);
            writer.Line($"Span<float> {value}Values = stackalloc float[states.Length * {layer.OutputSize}];   // output of {layer.Id}");
            writer.Line($"ref float {value} = ref MemoryMarshal.GetReference({value}Values);");
        }

        writer.Line($"Span<byte> going = stackalloc byte[{streams.Most}];   // the streams that have an output");
        if (streams.Rates.Any(HasRows))
            writer.Line($"Span<byte> rows = stackalloc byte[{streams.Most}];   // and where the inputs are that they read for it");
        writer.Line("int count = states.Length;");
        writer.Line("int next, i;");
        writer.Line("for (int b = 0; b < count; b++)");
        writer.Line("    going[b] = (byte)b;");
        string input = "x";
        foreach (RatePlan rate in streams.Rates)
        {
            writer.Line();
            writer.Line($"// {plan.Layers[rate.Layers.First].Id}{(rate.Layers.End - rate.Layers.First == 1 ? "" : $" to {plan.Layers[rate.Layers.End - 1].Id}")}");
            EmitRate(rate, input);
            input = Output(rate);
        }

        writer.Line();
        writer.Lines(
            """
            hasOutput.Clear();
            for (i = 0; i < count; i++)
                hasOutput[going[i]] = true;
            return count;
            """);
    }

    private void EmitRate(RatePlan rate, string input)
    {
        int size = plan.SizeOf(rate.Layers.First);
        if (rate.Steps > 1)
        {
            writer.Line("next = 0;");
            using (writer.Block("for (i = 0; i < count; i++)"))
            {
                writer.Line($"if ({RateMethods.NameOf(rate)}Take(ref states[going[i]], {At(input, "i", size)}))");
                using (writer.Block())
                {
                    if (HasRows(rate))
                        writer.Line("rows[next] = (byte)i;");
                    writer.Line("going[next++] = going[i];");
                }
            }

            writer.Line();
            writer.Line("count = next;");
        }

        string[] places = [.. Enumerable.Range(0, RowsScope.Count).Select(row => row == 0 ? "i" : $"i + {row}")];
        string x = Methods.ReadsInput(rate) ? string.Concat(places.Select(place => $",\n    {X(place)}")) : "";
        string states = string.Join(", ", places.Select(place => $"ref states[going[{place}]]"));
        string y = string.Join(", ", places.Select(Y));
        writer.Line($"for (i = 0; i <= count - {RowsScope.Count}; i += {RowsScope.Count})");
        using (writer.Block())
            writer.Lines($"{RateMethods.NameOf(rate)}Streams(\n    {states}{x},\n    {y}{Reader});");
        writer.Line();
        writer.Line("for (; i < count; i++)");
        writer.Line("    " + Methods.Give(rate, "ref states[going[i]]", X("i"), Y("i")));

        string X(string place) => plan.ReadsTokens && rate.Layers.First == 0 ? $"xs[{place}]"
            : At(input, HasRows(rate) ? $"rows[{place}]" : place, size);

        string Y(string place) => At(Output(rate), IsLast(rate) ? $"going[{place}]" : place, plan.SizeOf(rate.Layers.End));
    }

    /// <summary>A step of four streams, wherever they are.</summary>
    private void EmitStreams(RatePlan rate)
    {
        bool readsTokens = plan.ReadsTokens && rate.Layers.First == 0;
        string x = Methods.ReadsInput(rate) ? $", {Each(readsTokens ? "int token" : "ref float x")}" : "";
        writer.Line();
        writer.Line("// One output of each of several streams, layer by layer.");
        using (writer.Block(
            $"private void {RateMethods.NameOf(rate)}Streams({Each("ref State state")}{x}, {Each("ref float y")}{WeightAccess.Parameter(plan)})"))
        {
            WeightAccess.Emit(writer, plan, rate.Layers.First, rate.Layers.End);
            new RowsScope(writer, plan, rate.Layers, kernels, rate.Layers.End, hasOutput: true, isTime: false).Emit();
        }
    }

    /// <summary>The input at the output's step is read again when the streams are gathered, which moves none of them.</summary>
    private bool HasRows(RatePlan rate) => rate.Steps > 1 && Methods.ReadsInput(rate);

    private bool IsLast(RatePlan rate) => rate.Layers.End == plan.Layers.Count;

    private string Output(RatePlan rate) => IsLast(rate) ? "y" : $"value{rate.Layers.End}";

    private static string Each(string declaration) => string.Join(", ", Letters.Select(letter => declaration + letter));

    private static string At(string array, string index, int size) =>
        $"ref Unsafe.Add(ref {array}, {(size == 1 ? index : index.Contains(" + ") && !index.EndsWith("]", StringComparison.Ordinal) ? $"({index}) * {size}" : $"{index} * {size}")})";
}

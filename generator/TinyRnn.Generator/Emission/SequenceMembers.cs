using TinyRnn.Generator.Emission.Layers;

namespace TinyRnn.Generator.Emission;

/// <summary>
/// Prints <c>Run</c> of a model with bidirectional layers: segment after segment over the whole sequence, with the values between them in
/// memory that grows with the sequence and that the caller can provide.
/// </summary>
internal sealed class SequenceMembers(SourceWriter writer, ModelPlan plan, KernelSet kernels)
{
    private string Name => plan.Type.Name;

    private bool IsManyToOne => plan.Spec.Mode == SequenceMode.ManyToOne;

    private SegmentPlan Last => plan.Segments[plan.Segments.Count - 1];

    /// <summary>
    /// The bidirectional layer that a many-to-one head, or the output itself, summarises; <see langword="null"/> if a layer with memory follows.
    /// </summary>
    private LayerPlan? Summarised => plan.SummarisedLayer;

    /// <summary>The segments whose output is kept for all steps.</summary>
    private IEnumerable<SegmentPlan> Kept =>
        plan.Segments.Where(segment => !segment.Equals(Last) || (Summarised is { } layer && segment.End == layer.Index + 1));

    public void Emit()
    {
        EmitScratchLength();
        EmitRun();
        for (int number = 0; number < plan.Segments.Count; number++)
        {
            SegmentPlan segment = plan.Segments[number];
            string name = $"Segment{number + 1}";
            SegmentSteps steps = new(writer, plan, segment, kernels);
            if (segment.IsBidirectional)
            {
                if (plan.BlocksSteps(segment))
                    steps.EmitDirections(plan.Layers[segment.First]);
                continue;
            }

            EmitSegment(name, segment, segment.End, hasOutput: true);
            bool hasAdvance = IsManyToOne && segment.Equals(Last) && plan.BodyEnd > segment.First;
            if (hasAdvance)
                EmitSegment($"{name}Advance", segment, plan.BodyEnd, hasOutput: false);
            if (!plan.BlocksSteps(segment))
                continue;
            if (hasAdvance)
                steps.Emit($"{name}AdvanceSteps", plan.BodyEnd, hasOutput: false);
            else if (!IsManyToOne || !segment.Equals(Last))
                steps.Emit($"{name}Steps", segment.End, hasOutput: true);
        }
    }

    /// <summary>
    /// Values of a step that have room in the scratch memory for the case that the input holds subnormal numbers: then a copy with
    /// zeros in their place is read.
    /// </summary>
    private int QuietSize => plan.ReadsTokens ? 0 : plan.InputSize;

    private void EmitScratchLength()
    {
        int aStep = Kept.Sum(segment => plan.Layers[segment.End - 1].OutputSize) + QuietSize;
        int once = Summarised is { } layer && plan.Spec.Summary == Summary.FinalStates ? layer.OutputSize : 0;
        writer.Lines(
            $$"""
            /// <summary>Floats that <c>Run</c> needs {{(QuietSize > 0 ? "between the layers, and for a copy of the inputs without subnormal numbers" : "between the layers")}} for a sequence.</summary>
            /// <param name="steps">Steps of the sequence.</param>
            /// <exception cref="ArgumentOutOfRangeException">A negative number.</exception>
            {{FileFrame.GeneratedCode}}
            public static int ScratchLength(int steps)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(steps);
                return checked({{(once > 0 ? $"(steps * {aStep}) + {once}" : $"steps * {aStep}")}});
            }
            """);
        writer.Line();
    }

    private void EmitRun()
    {
        string element = InputElement.Of(plan);
        string xs = plan.ReadsTokens ? "The token ids, <c>[T]</c>" : $"The inputs, <c>[T, {plan.InputSize}]</c>";
        string place = "; not the memory of <paramref name=\"xs\"/>";
        string ys = IsManyToOne ? $"The output, <c>[{plan.OutputSize}]</c>{place}." : $"The outputs, <c>[T, {plan.OutputSize}]</c>{place}.";
        string docs = $"""
            /// <param name="state">Before: where the forward directions begin at the first step, and the backward ones at the last. After: where they ended.</param>
            /// <param name="xs">{xs}{(IsManyToOne ? ", at least one step" : "")}.</param>
            /// <param name="ys">{ys}</param>
            """;
        writer.Lines(
            $$"""
            /// <summary>A whole sequence, with the memory between the layers from the shared array pool.</summary>
            {{docs}}
            /// <exception cref="ArgumentException">Lengths or memory that do not fit; nothing has been computed then.</exception>
            {{FileFrame.GeneratedCode}}
            public void Run(ref State state, ReadOnlySpan<{{element}}> xs, Span<float> ys)
            {
                {{StepCount}}
                float[] scratch = global::System.Buffers.ArrayPool<float>.Shared.Rent(ScratchLength(steps));
                try
                {
                    Run(ref state, xs, ys, scratch);
                }
                finally
                {
                    global::System.Buffers.ArrayPool<float>.Shared.Return(scratch);
                }
            }

            /// <summary>A whole sequence, with the memory between the layers from the caller: never allocates.</summary>
            {{docs}}
            /// <param name="scratch">At least <see cref="ScratchLength"/> floats of any content; not the memory of the other arguments.</param>
            /// <exception cref="ArgumentException">Lengths or memory that do not fit; nothing has been computed then.</exception>
            {{FileFrame.GeneratedCode}}
            """);
        writer.Line(FileFrame.Compiled);
        using (writer.Block($"public void Run(ref State state, ReadOnlySpan<{element}> xs, Span<float> ys, Span<float> scratch)"))
        {
            EmitChecks();
            EmitBuffers();
            for (int number = 0; number < plan.Segments.Count; number++)
            {
                SegmentPlan segment = plan.Segments[number];
                writer.Line();
                if (segment.IsBidirectional)
                    EmitBidirectional(segment);
                else
                    EmitStreaming(segment, $"Segment{number + 1}");
            }
        }
    }

    private string StepCount => plan.ReadsTokens
        ? "int steps = xs.Length;"
        : $"int steps = Rnn::Doors.Require.Steps(xs.Length, InputSize, nameof(xs), \"{Name}.InputSize\");";

    private void EmitChecks()
    {
        writer.Line(StepCount);
        foreach (string line in DoorChecks.Inputs(plan, "xs"))
            writer.Line(line);
        writer.Line("Rnn::Doors.Require.Apart(xs, ys, sameStartAllowed: false);");
        if (IsManyToOne)
        {
            writer.Line("Rnn::Doors.Require.AnyStep(steps, nameof(xs));");
            writer.Line($"Rnn::Doors.Require.Length(ys.Length, OutputSize, nameof(ys), \"{Name}.OutputSize\");");
        }
        else
        {
            writer.Line($"Rnn::Doors.Require.Outputs(ys.Length, steps, OutputSize, nameof(ys), \"{Name}.OutputSize\");");
        }

        writer.Line("Rnn::Doors.Require.AtLeast(scratch.Length, ScratchLength(steps), nameof(scratch));");
        writer.Line("scratch = scratch[..ScratchLength(steps)];");
        writer.Line("Rnn::Doors.Require.Apart(xs, scratch, sameStartAllowed: false);");
        writer.Line("Rnn::Doors.Require.Apart(ys, scratch, sameStartAllowed: false);");
        foreach (string line in DoorChecks.Apart(plan, "ref state", "xs", "ys", "scratch").Concat(DoorChecks.HistoryRoom(plan, "steps")))
            writer.Line(line);
    }

    private void EmitBuffers()
    {
        WeightAccess.Open(writer, plan);
        WeightAccess.Emit(writer, plan, 0, plan.Layers.Count);
        if (!plan.ReadsTokens)
        {
            writer.Line("ref float value0 = ref MemoryMarshal.GetReference(xs);");
            writer.Line("if (Rnn::Vectors.Subnormal.IsAmong(xs))");
            writer.Line("    value0 = ref Rnn::Vectors.Subnormal.CopyToZero(ref value0, InputSize, InputSize, scratch[^xs.Length..]);   // [T, I]");
        }

        writer.Line("ref float y = ref MemoryMarshal.GetReference(ys);");
        string next = "MemoryMarshal.GetReference(scratch)";
        foreach (SegmentPlan segment in Kept)
        {
            LayerPlan layer = plan.Layers[segment.End - 1];
            writer.Line($"ref float value{segment.End} = ref {next};   // output of {layer.Id}, [T, {layer.OutputSize}]");
            next = $"Unsafe.Add(ref value{segment.End}, steps * {layer.OutputSize})";
        }

        if (Summarised is not null && plan.Spec.Summary == Summary.FinalStates)
            writer.Line($"ref float summary = ref {next};");
        else if (Summarised is { } layer)
            writer.Line($"ref float summary = ref Unsafe.Add(ref value{layer.Index + 1}, (steps - 1) * {layer.OutputSize});");
    }

    private void EmitBidirectional(SegmentPlan segment)
    {
        LayerPlan layer = plan.Layers[segment.First];
        int units = layer.Directions[0].Hidden.Range.Length;
        string output = Kept.Contains(segment) ? $"value{segment.End}" : "y";
        foreach (DirectionPlan direction in layer.Directions)
        {
            writer.Line(direction.IsReverse ? $"// {layer.Id}, last to first step" : $"// {layer.Id}, first to last step: {LayerEmitters.LastEquation(layer)}");
            bool isBlocked = plan.BlocksSteps(segment);
            if (isBlocked)
            {
                string fours = direction.IsReverse
                    ? $"for (int t = steps - 1; t >= {RowsScope.Count - 1}; t -= {RowsScope.Count})"
                    : $"for (int t = 0; t + {RowsScope.Count} <= steps; t += {RowsScope.Count})";
                using (writer.Block(fours))
                    writer.Line(
                        $"{SegmentSteps.NameOf(layer, direction)}(ref state, ref Unsafe.Add(ref value{layer.InputValue}, t * {layer.InputSize}), ref Unsafe.Add(ref {output}, t * {layer.OutputSize}){Reader});");
            }

            string rest = isBlocked ? $"steps % {RowsScope.Count}" : "steps";
            string loop = direction.IsReverse
                ? $"for (int t = ({rest}) - 1; t >= 0; t--)"
                : $"for (int t = {(isBlocked ? $"steps - ({rest})" : "0")}; t < steps; t++)";
            using (writer.Block(loop.Replace("(steps) - 1", "steps - 1")))
            {
                writer.Line($"ref float x = ref Unsafe.Add(ref value{layer.InputValue}, t * {layer.InputSize});");
                LayerEmitters.Of(layer).EmitDirection(layer, direction, writer, kernels, ["x"], ["h"]);
                writer.Line(
                    $"Rnn::States.StepBuffers.Copy(ref h, ref Unsafe.Add(ref {output}, {(direction.IsReverse ? $"(t * {layer.OutputSize}) + {units}" : $"t * {layer.OutputSize}")}), {units});");
            }
        }

        if (Summarised?.Index != layer.Index)
            return;
        if (plan.Spec.Summary == Summary.FinalStates)
        {
            writer.Line();
            writer.Line("// What the head reads: the final state of each direction.");
            writer.Line($"state.{layer.Directions[0].Hidden.Name}.CopyTo(MemoryMarshal.CreateSpan(ref summary, {units}));");
            writer.Line($"state.{layer.Directions[1].Hidden.Name}.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref summary, {units}), {units}));");
        }

        if (segment.Equals(Last))
            writer.Line($"Rnn::States.StepBuffers.Copy(ref summary, ref y, {layer.OutputSize});");
    }

    private void EmitStreaming(SegmentPlan segment, string method)
    {
        string layers = string.Join(", ", plan.Layers.Skip(segment.First).Take(segment.End - segment.First).Select(layer => layer.Id));
        bool isLast = segment.Equals(Last);
        if (isLast && Summarised is not null)
        {
            writer.Line($"// {layers}: the head reads the summary, once.");
            writer.Line($"{method}(ref state, ref summary{Imports(segment, "(steps - 1)")}, ref y{Reader});");
            return;
        }

        writer.Line($"// {layers}");
        int outputSize = plan.Layers[segment.End - 1].OutputSize;
        if (isLast && IsManyToOne)
        {
            new SegmentSteps(writer, plan, segment, kernels).EmitLoop(
                "steps - 1",
                $"{method}AdvanceSteps(ref state, {Rows(segment)}{Imports(segment, "t")}{Reader});",
                $"{method}Advance(ref state, {Row(segment, "t")}{Imports(segment, "t")}{Reader});");
            writer.Line($"{method}(ref state, {Row(segment, "(steps - 1)")}{Imports(segment, "(steps - 1)")}, ref y{Reader});");
            return;
        }

        string output = isLast ? "y" : $"value{segment.End}";
        new SegmentSteps(writer, plan, segment, kernels).EmitLoop(
            "steps",
            $"{method}Steps(ref state, {Rows(segment)}{Imports(segment, "t")}, ref Unsafe.Add(ref {output}, t * {outputSize}){Reader});",
            $"{method}(ref state, {Row(segment, "t")}{Imports(segment, "t")}, ref Unsafe.Add(ref {output}, t * {outputSize}){Reader});");
    }

    private string Reader => WeightAccess.Argument(plan);

    private bool ReadsTokens(SegmentPlan segment) => plan.ReadsTokens && segment.First == 0;

    private string Row(SegmentPlan segment, string t) =>
        ReadsTokens(segment)
            ? $"xs[{t.Trim('(', ')')}]"
            : $"ref Unsafe.Add(ref value{segment.First}, {t} * {plan.SizeOf(segment.First)})";

    private string Rows(SegmentPlan segment) => ReadsTokens(segment) ? $"xs.Slice(t, {RowsScope.Count})" : Row(segment, "t");

    private string Imports(SegmentPlan segment, string t) =>
        string.Concat(segment.Imports.Select(value => $", ref Unsafe.Add(ref value{value}, {t} * {plan.SizeOf(value)})"));

    private void EmitSegment(string method, SegmentPlan segment, int end, bool hasOutput)
    {
        string input = ReadsTokens(segment) ? "int token" : "ref float x";
        string imports = string.Concat(segment.Imports.Select(value => $", ref float {StepScope.ImportName(value)}"));
        string output = hasOutput ? ", ref float y" : "";
        writer.Line();
        writer.Line("// One step, lengths checked.");
        writer.Line(FileFrame.Compiled);
        using (writer.Block($"private void {method}(ref State state, {input}{imports}{output}{WeightAccess.Parameter(plan)})"))
        {
            WeightAccess.Emit(writer, plan, segment.First, end);
            new StepScope(writer, plan, segment, kernels, end, hasOutput).Emit();
        }
    }
}


namespace TinyRnn.Generator.Emission;

/// <summary>Prints <c>StepMany</c> and <c>RunMany</c>: independent streams that share each reading of the weights.</summary>
internal sealed partial class StreamsMembers(SourceWriter writer, ModelPlan plan, KernelSet kernels)
{
    /// <summary>Name of the private method behind <c>RunMany</c>; a pair calls it, too.</summary>
    public const string RunManyCore = "RunManyCore";

    private string Name => plan.Type.Name;

    private string Element => InputElement.Of(plan);

    private string Reader => WeightAccess.Argument(plan);

    private bool IsManyToOne => plan.Spec.Mode == SequenceMode.ManyToOne;

    /// <summary>What several streams at once are good for, in words.</summary>
    /// <param name="plan">The model.</param>
    /// <param name="one">The method for one stream.</param>
    /// <param name="isShared">Several streams are computed at once.</param>
    public static string Sharing(ModelPlan plan, string one, bool isShared)
    {
        LayerPlan[] weighted = [.. plan.Layers.Where(layer => layer.Packing.Any())];
        LayerPlan[] sharing = [.. weighted.Where(layer => layer.StreamsShareWeights)];
        if (sharing.Length == 0 || !isShared)
            return $", one after another: the same as a <c>{one}</c> for each of them";
        string which = sharing.Length == weighted.Length ? "the weights" : "the weights of " + string.Join(", ", sharing.Select(layer => layer.Id));
        return $", which share each reading of {which}: the same as a <c>{one}</c> for each of them, in less time";
    }

    public void Emit()
    {
        EmitStepMany();
        EmitStepScattered();
        if (plan.Spec.Mode is SequenceMode.ManyToMany or SequenceMode.ManyToOne)
        {
            EmitRunMany();
            EmitRunLengths();
            EmitRunRest();
        }

        if (!plan.HasFourStreams)
            return;
        EmitFourStreams("FourStreams", plan.Layers.Count, hasOutput: true);
        if (IsManyToOne && plan.BodyEnd > 0)
            EmitFourStreams("FourStreamsAdvance", plan.BodyEnd, hasOutput: false);
    }

    private void EmitStepMany()
    {
        string x = plan.ReadsTokens ? "The token ids, <c>[B]</c>" : $"The inputs, <c>[B, {plan.InputSize}]</c>";
        string remarks = ", not the memory of <paramref name=\"xs\"/> or <paramref name=\"states\"/>";
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>One time step of B independent streams{{Sharing(plan, "Step", plan.HasFourStreams)}}.</summary>
            /// <param name="states">The streams' states, <c>[B]</c>, updated.</param>
            /// <param name="xs">{{x}}.</param>
            /// <param name="ys">The outputs, <c>[B, {{plan.OutputSize}}]</c>{{remarks}}.</param>
            /// <exception cref="ArgumentException">Lengths or memory that do not fit; nothing has been computed then.</exception>
            {{FileFrame.GeneratedCode}}
            """);
        using (writer.Block($"public void StepMany(Span<State> states, ReadOnlySpan<{Element}> xs, Span<float> ys)"))
        {
            writer.Line($"Rnn::Doors.Require.Streams(xs.Length, states.Length, {(plan.ReadsTokens ? "1" : "InputSize")}, nameof(xs), \"{Name}.InputSize\");");
            writer.Line($"Rnn::Doors.Require.Streams(ys.Length, states.Length, OutputSize, nameof(ys), \"{Name}.OutputSize\");");
            EmitInputChecks();
            EmitHistoryRoom("1");
            EmitReferences();
            WeightAccess.Open(writer, plan);
            new QuietLoop(writer, plan).Emit(
                "b",
                "states.Length",
                One("b", "InputSize"),
                plan.HasFourStreams
                    ? CallOfFour("FourStreams", Neighbours, FourArguments)
                    : null,
                $"StepCore(ref Unsafe.Add(ref state, b), {One("b", "InputSize")}, {At("y", "b", "OutputSize")}{Reader});");
        }
    }

    private void EmitStepScattered()
    {
        string x = plan.ReadsTokens ? "Their token ids, <c>[B]</c>" : $"Their inputs, <c>[B, {plan.InputSize}]</c>";
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>One time step of some of many independent streams, wherever their states lie{{Sharing(plan, "Step", plan.HasFourStreams)}}.</summary>
            /// <param name="states">The states of all streams, of which those named are updated.</param>
            /// <param name="streams">Which of them take a step, <c>[B]</c>: indices of <paramref name="states"/>, each at most once; in ascending order that is checked fastest.</param>
            /// <param name="xs">{{x}}, in the same order.</param>
            /// <param name="ys">Their outputs, <c>[B, {{plan.OutputSize}}]</c>, not the memory of <paramref name="streams"/>, <paramref name="xs"/> or <paramref name="states"/>.</param>
            /// <exception cref="ArgumentException">Indices, lengths or memory that do not fit; nothing has been computed then.</exception>
            {{FileFrame.GeneratedCode}}
            """);
        using (writer.Block($"public void StepMany(Span<State> states, ReadOnlySpan<int> streams, ReadOnlySpan<{Element}> xs, Span<float> ys)"))
        {
            writer.Line("Rnn::Doors.Require.EachOnce(streams, states.Length);");
            writer.Line($"Rnn::Doors.Require.Streams(xs.Length, streams.Length, {(plan.ReadsTokens ? "1" : "InputSize")}, nameof(xs), \"{Name}.InputSize\");");
            writer.Line($"Rnn::Doors.Require.Streams(ys.Length, streams.Length, OutputSize, nameof(ys), \"{Name}.OutputSize\");");
            EmitInputChecks();
            writer.Line("Rnn::Doors.Require.Apart(streams, ys, sameStartAllowed: false);");
            foreach (string line in DoorChecks.Apart(plan, "states", "streams"))
                writer.Line(line);
            foreach (SequenceLimit limit in plan.Limits)
            {
                string held = StateAccess.In(limit.Steps, "Rnn::Doors.Require.Stream(states, stream)");
                using (writer.Block("foreach (int stream in streams)"))
                    writer.Line($"Rnn::Doors.Require.HistoryRoom({held}, 1, {limit.Most});");
            }

            EmitInputReferences();
            WeightAccess.Open(writer, plan);
            new QuietLoop(writer, plan).Emit(
                "b",
                "streams.Length",
                One("b", "InputSize"),
                plan.HasFourStreams
                    ? CallOfFour("FourStreams", Each(row => OfStream(Plus("b", row))), FourArguments)
                    : null,
                $"StepCore({OfStream("b")}, {One("b", "InputSize")}, {At("y", "b", "OutputSize")}{Reader});");
        }
    }

    private void EmitRunMany()
    {
        string x = plan.ReadsTokens ? "The token ids, <c>[B, T]</c>" : $"The inputs, <c>[B, T, {plan.InputSize}]</c>";
        string y = IsManyToOne ? $"The outputs after the last step, <c>[B, {plan.OutputSize}]</c>" : $"The outputs, <c>[B, T, {plan.OutputSize}]</c>";
        string remarks = ", not the memory of <paramref name=\"xs\"/> or <paramref name=\"states\"/>";
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>Sequences of equal length for B independent streams{{Sharing(plan, "Run", plan.HasFourStreams)}}.</summary>
            /// <param name="states">The streams' states, <c>[B]</c>, before the first step, then after the last.</param>
            /// <param name="xs">{{x}}{{(IsManyToOne ? ", at least one step" : "")}}.</param>
            /// <param name="ys">{{y}}{{remarks}}.</param>
            /// <exception cref="ArgumentException">Lengths or memory that do not fit; nothing has been computed then.</exception>
            {{FileFrame.GeneratedCode}}
            """);
        using (writer.Block($"public void RunMany(Span<State> states, ReadOnlySpan<{Element}> xs, Span<float> ys)"))
        {
            EmitManySteps();
            EmitInputChecks();
            EmitHistoryRoom("steps");
            WeightAccess.Open(writer, plan);
            writer.Line($"{RunManyCore}(states, xs, ys, steps{Reader});");
        }

        writer.Line();
        writer.Line("// Sequences of several streams, lengths checked.");
        using (writer.Block(
            $"private void {RunManyCore}(Span<State> states, ReadOnlySpan<{Element}> xs, Span<float> ys, int steps{WeightAccess.Parameter(plan)})"))
        {
            EmitReferences();
            string xStride = plan.ReadsTokens ? "steps" : "steps * InputSize";
            writer.Line("int b = 0;");
            if (plan.HasFourStreams)
            {
                using IDisposable fours = writer.Block($"for (; b + {RowsScope.Count} <= states.Length; b += {RowsScope.Count})");
                EmitSteps(four: true, xStride);
            }

            writer.Line();
            using (writer.Block("for (; b < states.Length; b++)"))
                EmitSteps(four: false, xStride);
        }
    }

    private void EmitSteps(bool four, string xStride)
    {
        (string x, string y) = At(four, xStride);
        string method = four ? "FourStreams" : "StepCore";
        if (!IsManyToOne)
        {
            EmitTime("steps", Call(method, $"{x}, {y}"));
            return;
        }

        if (plan.BodyEnd > 0)
            EmitTime("steps - 1", Call(four ? "FourStreamsAdvance" : "AdvanceCore", x));

        string last = x.Replace("+ t)", "+ steps - 1)");
        string call = Call(method, $"{last}, ref Unsafe.Add(ref y, b * OutputSize){(four ? ", OutputSize" : "")}");
        if (four)
            new QuietLoop(writer, plan).EmitStep(last, call);
        else
            writer.Line(call);

        string Call(string name, string arguments) =>
            four ? CallOfFour(name, Neighbours, arguments) : $"{name}(ref Unsafe.Add(ref state, b), {arguments}{Reader});";

        void EmitTime(string count, string step)
        {
            if (four)
                new QuietLoop(writer, plan).EmitStreams("t", count, x, step);
            else
                new QuietLoop(writer, plan).Emit("t", count, x, null, step);
        }
    }

    /// <summary>Steps of a sequence for each of several streams, and the lengths of their memory.</summary>
    private void EmitManySteps()
    {
        writer.Line(
            $"int steps = Rnn::Doors.Require.StreamSteps(xs.Length, states.Length, {(plan.ReadsTokens ? "1" : "InputSize")}, nameof(xs), \"{Name}.InputSize\");");
        if (IsManyToOne)
        {
            writer.Line("if (states.Length > 0)");
            writer.Line("    Rnn::Doors.Require.AnyStep(steps, nameof(xs));");
            writer.Line($"Rnn::Doors.Require.Streams(ys.Length, states.Length, OutputSize, nameof(ys), \"{Name}.OutputSize\");");
        }
        else
        {
            writer.Line($"Rnn::Doors.Require.Outputs(ys.Length, checked(steps * states.Length), OutputSize, nameof(ys), \"{Name}.OutputSize\");");
        }
    }

    private void EmitInputChecks()
    {
        foreach (string line in DoorChecks.Inputs(plan, "xs"))
            writer.Line(line);
        EmitMemoryChecks();
    }

    private void EmitMemoryChecks()
    {
        writer.Line("Rnn::Doors.Require.Apart(xs, ys, sameStartAllowed: false);");
        foreach (string line in DoorChecks.Apart(plan, "states", "xs", "ys"))
            writer.Line(line);
    }

    private void EmitHistoryRoom(string steps)
    {
        foreach (SequenceLimit limit in plan.Limits)
        {
            using (writer.Block("foreach (ref State each in states)"))
                writer.Line($"Rnn::Doors.Require.HistoryRoom({StateAccess.In(limit.Steps, "each")}, {steps}, {limit.Most});");
        }
    }

    private void EmitReferences()
    {
        writer.Line("ref State state = ref MemoryMarshal.GetReference(states);");
        EmitInputReferences();
    }

    private void EmitInputReferences()
    {
        writer.Line($"ref {Element} x = ref MemoryMarshal.GetReference(xs);");
        writer.Line("ref float y = ref MemoryMarshal.GetReference(ys);");
    }

    /// <summary>Input and output of step t of stream b, or of the four from b on, with their distances.</summary>
    private (string X, string Y) At(bool four, string xStride)
    {
        string x = plan.ReadsTokens
            ? four ? "ref Unsafe.Add(ref x, (b * steps) + t), steps" : "Unsafe.Add(ref x, (b * steps) + t)"
            : $"ref Unsafe.Add(ref x, ((b * steps) + t) * InputSize){(four ? ", " + xStride : "")}";
        return (x, $"ref Unsafe.Add(ref y, ((b * steps) + t) * OutputSize){(four ? ", steps * OutputSize" : "")}");
    }

    private string At(string array, string index, string size) =>
        array == "x" && plan.ReadsTokens ? $"ref Unsafe.Add(ref x, {index})" : $"ref Unsafe.Add(ref {array}, {index} * {size})";

    private string Stride(string size) => plan.ReadsTokens ? "1" : size;

    private string One(string index, string size) => plan.ReadsTokens ? $"Unsafe.Add(ref x, {index})" : At("x", index, size);

    private void EmitFourStreams(string method, int end, bool hasOutput)
    {
        IReadOnlyList<string> letters = PanelWalk.Letters(RowsScope.Count);
        string output = hasOutput ? ", ref float y, int yStride" : "";
        QuietInput quiet = new(writer, plan, method, letters.Count, hasStride: true, hasOutput);
        writer.Line();
        writer.Line("// A step of several streams, layer by layer. Strides are the distances of their inputs and outputs.");
        string states = Each(row => $"ref State state{letters[row]}");
        using (writer.Block($"private void {method}({states}, ref {Element} x, int xStride{output}{WeightAccess.Parameter(plan)})"))
        {
            WeightAccess.Emit(writer, plan, 0, end);
            writer.Line(plan.ReadsTokens
                ? $"int {Each(row => $"token{letters[row]} = {Neighbour("x", "xStride", row)}")};"
                : $"ref float {Each(row => $"x{letters[row]} = ref {Neighbour("x", "xStride", row)}")};");
            if (hasOutput)
                writer.Line($"ref float {Each(row => $"y{letters[row]} = ref {Neighbour("y", "yStride", row)}")};");
            new RowsScope(writer, plan, plan.Segments[0], kernels, end, hasOutput, isTime: false).Emit();
        }

        quiet.EmitMethod();
    }

    /// <summary>A step of several streams: their states on a line of their own.</summary>
    private string CallOfFour(string method, string states, string arguments) => $"{method}(\n    {states},\n    {arguments}{Reader});";

    /// <summary>Inputs and outputs that lie side by side from stream b on.</summary>
    private string FourArguments => $"{At("x", "b", "InputSize")}, {Stride("InputSize")}, {At("y", "b", "OutputSize")}, OutputSize";

    /// <summary>Arguments: the states of neighbouring streams.</summary>
    private static string Neighbours => Each(row => $"ref Unsafe.Add(ref state, {Plus("b", row)})");

    /// <summary>Argument: the state of a stream that is named at a place.</summary>
    private static string OfStream(string place) => $"ref Rnn::Doors.Require.Stream(states, streams[{place}])";

    private static string Plus(string index, int row) => row == 0 ? index : $"{index} + {row}";

    private static string Each(Func<int, string> declaration) => string.Join(", ", Enumerable.Range(0, RowsScope.Count).Select(declaration));

    private static string Neighbour(string array, string stride, int row) => row == 0
        ? array
        : $"Unsafe.Add(ref {array}, {(row == 1 ? stride : $"{row} * {stride}")})";
}

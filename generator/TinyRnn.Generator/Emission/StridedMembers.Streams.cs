namespace TinyRnn.Generator.Emission;

/// <content>A step of several streams: of all, or of some wherever their states lie.</content>
internal sealed partial class StridedMembers
{
    private void EmitStepMany()
    {
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>One time step of B independent streams{{StreamsMembers.Sharing(plan, "Step", plan.StridedStreams is not null)}}.</summary>
            /// <param name="states">The streams' states, <c>[B]</c>, updated.</param>
            /// <param name="xs">The {{Inputs("B")}}.</param>
            /// <param name="ys">The outputs of the streams that give one, <c>[B, {{plan.OutputSize}}]</c>; those of the others stay as they are. Not the memory of the other arguments.</param>
            /// <param name="hasOutput">Receives which streams give one, <c>[B]</c>.</param>
            /// <returns>How many give one.</returns>
            /// <exception cref="ArgumentException">Lengths or memory that do not fit; nothing has been computed then.</exception>
            {{FileFrame.GeneratedCode}}
            """);
        writer.Line(FileFrame.Compiled);
        using (writer.Block($"public int StepMany(Span<State> states, ReadOnlySpan<{Element}> xs, Span<float> ys, Span<bool> hasOutput)"))
        {
            writer.Line($"Rnn::Doors.Require.Streams(xs.Length, states.Length, {(plan.ReadsTokens ? "1" : "InputSize")}, nameof(xs), \"{Name}.InputSize\");");
            writer.Line($"Rnn::Doors.Require.Streams(ys.Length, states.Length, OutputSize, nameof(ys), \"{Name}.OutputSize\");");
            writer.Line("Rnn::Doors.Require.Length(hasOutput.Length, states.Length, nameof(hasOutput), \"the number of states\");");
            EmitManyChecks();
            foreach (string memory in (string[])["states", "xs", "ys"])
                writer.Line($"Rnn::Doors.Require.FlagsApart(MemoryMarshal.AsBytes({memory}), hasOutput, \"{memory}\");");
            EmitReferences();
            writer.Line("int given = 0;");
            writer.Line("int b = 0;");
            if (plan.StridedStreams is { } streams)
                EmitGathers(streams);
            using (writer.Block("for (; b < states.Length; b++)"))
            {
                writer.Line($"bool isGiven = StepCore(ref states[b], {X("b")}, ref Unsafe.Add(ref y, b * OutputSize){Reader});");
                writer.Line("hasOutput[b] = isGiven;");
                writer.Line("given += isGiven ? 1 : 0;");
            }

            writer.Line("return given;");
        }
    }

    private void EmitStepScattered()
    {
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>One time step of some of many independent streams, wherever their states lie, one after another.</summary>
            /// <param name="states">The states of all streams, of which those named are updated.</param>
            /// <param name="streams">Which of them take a step, <c>[B]</c>: indices of <paramref name="states"/>, each at most once; in ascending order that is checked fastest.</param>
            /// <param name="xs">Their {{Inputs("B")}}, in the same order.</param>
            /// <param name="ys">The outputs of the streams that give one, <c>[B, {{plan.OutputSize}}]</c>; those of the others stay as they are. Not the memory of the other arguments.</param>
            /// <param name="hasOutput">Receives which of them give one, <c>[B]</c>.</param>
            /// <returns>How many give one.</returns>
            /// <exception cref="ArgumentException">Indices, lengths or memory that do not fit; nothing has been computed then.</exception>
            {{FileFrame.GeneratedCode}}
            """);
        using (writer.Block(
            $"public int StepMany(Span<State> states, ReadOnlySpan<int> streams, ReadOnlySpan<{Element}> xs, Span<float> ys, Span<bool> hasOutput)"))
        {
            writer.Line("Rnn::Doors.Require.EachOnce(streams, states.Length);");
            writer.Line($"Rnn::Doors.Require.Streams(xs.Length, streams.Length, {(plan.ReadsTokens ? "1" : "InputSize")}, nameof(xs), \"{Name}.InputSize\");");
            writer.Line($"Rnn::Doors.Require.Streams(ys.Length, streams.Length, OutputSize, nameof(ys), \"{Name}.OutputSize\");");
            writer.Line("Rnn::Doors.Require.Length(hasOutput.Length, streams.Length, nameof(hasOutput), \"the number of streams\");");
            EmitManyChecks();
            writer.Line("Rnn::Doors.Require.Apart(streams, ys, sameStartAllowed: false);");
            EmitApart("states", "streams");
            foreach (string memory in (string[])["states", "streams", "xs", "ys"])
                writer.Line($"Rnn::Doors.Require.FlagsApart(MemoryMarshal.AsBytes({memory}), hasOutput, \"{memory}\");");
            EmitReferences();
            writer.Line("int given = 0;");
            using (writer.Block("for (int b = 0; b < streams.Length; b++)"))
            {
                writer.Line(
                    $"bool isGiven = StepCore(ref Rnn::Doors.Require.Stream(states, streams[b]), {X("b")}, ref Unsafe.Add(ref y, b * OutputSize){Reader});");
                writer.Line("hasOutput[b] = isGiven;");
                writer.Line("given += isGiven ? 1 : 0;");
            }

            writer.Line("return given;");
        }
    }

    /// <summary>As many streams together as there is room for, and at least as many as can be computed at once.</summary>
    private void EmitGathers(StridedStreamsPlan streams)
    {
        using (writer.Block($"while (b <= states.Length - {RowsScope.Count})"))
        {
            string inputs = plan.ReadsTokens ? "b, count" : "b * InputSize, count * InputSize";
            writer.Line($"int count = Math.Min({streams.Most}, states.Length - b);");
            writer.Line($"ReadOnlySpan<{Element}> inputs = xs.Slice({inputs});");
            string arguments = $"(states.Slice(b, count), inputs, ref Unsafe.Add(ref y, b * OutputSize), hasOutput.Slice(b, count){Reader});";
            writer.Lines(plan.ReadsTokens
                ? $"given += Streams{arguments}"
                : $"if (!Rnn::Vectors.Subnormal.IsAmong(inputs))\n    given += Streams{arguments}\nelse\n    given += QuietStreams{arguments}");
            writer.Line("b += count;");
        }

        writer.Line();
    }
}

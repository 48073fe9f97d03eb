namespace TinyRnn.Generator.Emission;

/// <content><c>RunMany</c> of sequences of different lengths.</content>
internal sealed partial class StreamsMembers
{
    /// <summary>Fewest steps of a stream: where the last one is what is asked for, there must be one.</summary>
    private string Fewest => IsManyToOne ? "1" : "0";

    private void EmitRunLengths()
    {
        string x = plan.ReadsTokens ? "The token ids, <c>[B, T]</c>" : $"The inputs, <c>[B, T, {plan.InputSize}]</c>";
        string y = IsManyToOne
            ? $"The outputs after each stream's last step, <c>[B, {plan.OutputSize}]</c>"
            : $"The outputs, <c>[B, T, {plan.OutputSize}]</c>, zeros behind a stream's length";
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>Sequences of different lengths, padded to the longest, for B independent streams{{Sharing(plan, "Run", plan.HasFourStreams)}}. In order of length, that is fastest.</summary>
            /// <param name="states">The streams' states, <c>[B]</c>, before the first step, then after each stream's last.</param>
            /// <param name="xs">{{x}}; what lies behind a stream's length is not read.</param>
            /// <param name="lengths">Steps of each stream, <c>[B]</c>, {{Fewest}} to T.</param>
            /// <param name="ys">{{y}}, not the memory of the other arguments.</param>
            /// <exception cref="ArgumentException">Lengths or memory that do not fit; nothing has been computed then.</exception>
            {{FileFrame.GeneratedCode}}
            """);
        using (writer.Block($"public void RunMany(Span<State> states, ReadOnlySpan<{Element}> xs, ReadOnlySpan<int> lengths, Span<float> ys)"))
        {
            EmitManySteps();
            writer.Line($"Rnn::Doors.Require.Lengths(lengths, states.Length, {Fewest}, steps);");
            if (DoorChecks.Inputs(plan, "read").Any())
            {
                using IDisposable each = writer.Block("for (int s = 0; s < states.Length; s++)");
                writer.Line($"ReadOnlySpan<{Element}> read = {Inputs("s * steps", $"Rnn::Doors.Require.StepsOf(lengths, s, {Fewest}, steps)")};");
                foreach (string line in DoorChecks.Inputs(plan, "read"))
                    writer.Line(line);
            }

            writer.Line();
            EmitMemoryChecks();
            writer.Line("Rnn::Doors.Require.Apart(lengths, ys, sameStartAllowed: false);");
            foreach (string line in DoorChecks.Apart(plan, "states", "lengths"))
                writer.Line(line);
            foreach (SequenceLimit limit in plan.Limits)
            {
                writer.Line("for (int s = 0; s < states.Length; s++)");
                writer.Line($"    Rnn::Doors.Require.HistoryRoom({StateAccess.In(limit.Steps, "states[s]")}, Rnn::Doors.Require.StepsOf(lengths, s, {Fewest}, steps), {limit.Most});");
            }

            EmitReferences();
            WeightAccess.Open(writer, plan);
            writer.Line("int b = 0;");
            if (plan.HasFourStreams)
            {
                using IDisposable fours = writer.Block($"for (; b + {RowsScope.Count} <= states.Length; b += {RowsScope.Count})");
                string common = $"Rnn::Doors.Require.Common(lengths.Slice(b, {RowsScope.Count}), {Fewest}, steps)";
                writer.Line($"int together = {common}{(IsManyToOne ? " - 1" : "")};");
                EmitTogether("together", plan.ReadsTokens ? "steps" : "steps * InputSize");
                writer.Line();
                writer.Line($"for (int s = b; s < b + {RowsScope.Count}; s++)");
                writer.Line($"    RunRest(states, xs, lengths, ys, s, together, steps{Reader});");
            }

            writer.Line();
            writer.Line("for (; b < states.Length; b++)");
            writer.Line($"    RunRest(states, xs, lengths, ys, b, 0, steps{Reader});");
        }
    }

    /// <summary>Steps of four streams at once; in mode many-to-one without outputs.</summary>
    private void EmitTogether(string count, string xStride)
    {
        if (IsManyToOne && plan.BodyEnd == 0)
            return;
        (string x, string y) = At(four: true, xStride);
        new QuietLoop(writer, plan).EmitStreams(
            "t", count, x, IsManyToOne ? CallOfFour("FourStreamsAdvance", Neighbours, x) : CallOfFour("FourStreams", Neighbours, $"{x}, {y}"));
    }

    private void EmitRunRest()
    {
        string parameters = $"Span<State> states, ReadOnlySpan<{Element}> xs, ReadOnlySpan<int> lengths, Span<float> ys, int b, int done, int steps";
        writer.Line();
        writer.Line($"// A stream goes on alone from step \"done\" to the end of its sequence.");
        using (writer.Block($"private void RunRest({parameters}{WeightAccess.Parameter(plan)})"))
        {
            writer.Line($"int length = Rnn::Doors.Require.StepsOf(lengths, b, {Fewest}, steps);");
            writer.Line("int first = (b * steps) + done;");
            string y = IsManyToOne ? "ys[(b * OutputSize)..]" : "ys[(first * OutputSize)..]";
            writer.Line("if (length > done)");
            writer.Line($"    RunCore(ref states[b], {Inputs("first", "length - done")}, ref MemoryMarshal.GetReference({y}), length - done{Reader});");
            if (!IsManyToOne)
                writer.Line("ys.Slice(((b * steps) + length) * OutputSize, (steps - length) * OutputSize).Clear();");
        }
    }

    /// <summary>Expression of the inputs of some steps.</summary>
    private string Inputs(string first, string count) => plan.ReadsTokens
        ? $"xs.Slice({first}, {count})"
        : $"xs.Slice({Times(first)}, {Times(count)})";

    private static string Times(string steps) => $"{(steps.Contains(' ') && !steps.EndsWith(")") ? $"({steps})" : steps)} * InputSize";
}

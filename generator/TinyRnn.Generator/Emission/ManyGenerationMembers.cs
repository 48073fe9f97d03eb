namespace TinyRnn.Generator.Emission;

/// <summary>Prints <c>GenerateMany</c>: several streams that write tokens, four at a time as long as none of the four has ended.</summary>
internal sealed class ManyGenerationMembers(SourceWriter writer, ModelPlan plan)
{
    /// <summary>Name of the method behind the public ones; a pair calls it, too.</summary>
    public const string Core = "GenerateManyCore";

    private const string Draws = "global::TinyRnn.Sampling sampling, Span<global::TinyRnn.RandomState> random, int endToken";

    private static int Four => RowsScope.Count;

    private string Reader => WeightAccess.Argument(plan);

    /// <summary>Parameters of the core, after the states.</summary>
    public static string CoreParameters => $"ReadOnlySpan<int> first, Span<int> tokens, Span<int> counts, {Draws}";

    public void Emit()
    {
        EmitPublic();
        EmitCore();
    }

    /// <summary>Lines that refuse what cannot be, before anything has changed.</summary>
    /// <param name="streams">Expression of the number of streams.</param>
    /// <param name="vocabulary">Expression of the vocabulary's size.</param>
    public static IEnumerable<string> Checks(string streams, string vocabulary) =>
    [
        $"int steps = Rnn::Doors.Require.StreamSteps(tokens.Length, {streams}, 1, nameof(tokens), \"a token\");",
        $"Rnn::Doors.Require.Streams(first.Length, {streams}, 1, nameof(first), \"a token\");",
        $"Rnn::Doors.Require.Streams(counts.Length, {streams}, 1, nameof(counts), \"a count\");",
        $"Rnn::Doors.Require.Tokens(first, {vocabulary});",
        $"Rnn::Doors.TokenGeneration.Check(sampling, endToken, {vocabulary});",
        $"Rnn::Doors.TokenGeneration.Check(random, sampling, {streams}, first, tokens, counts);",
        "Rnn::Doors.Require.Apart(first, tokens);",
        "Rnn::Doors.Require.Apart(first, counts);",
        "Rnn::Doors.Require.Apart(counts, tokens);",
    ];

    /// <summary>What is said of the arguments, after the states.</summary>
    public const string Docs = """
        /// <param name="first">Id of the first token that each reads, <c>[B]</c>.</param>
        /// <param name="tokens">The ids written, <c>[B, T]</c>; what lies behind a stream's count stays as it is.</param>
        /// <param name="counts">Receives how many ids each stream wrote, <c>[B]</c>.</param>
        """;

    /// <summary>And after those, where tokens are drawn.</summary>
    public const string DrawDocs = """
        /// <param name="sampling">Temperature and number of candidates.</param>
        /// <param name="random">A source of draws for each stream, <c>[B]</c>, updated.</param>
        """;

    public const string EndDocs = """
        /// <param name="endToken">A stream stops after writing this id; -1: never.</param>
        /// <exception cref="ArgumentException">Something cannot be; nothing has changed then.</exception>
        /// <exception cref="InvalidOperationException">
        /// The scores of a step are no distribution, because weights or a state hold a NaN: the counts say what has been written until then.
        /// </exception>
        """;

    private void EmitPublic()
    {
        string sharing = StreamsMembers.Sharing(plan, "Generate", plan.HasFourStreams);
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>Tokens of B independent streams, each time the one with the highest score{{sharing}}.</summary>
            /// <param name="states">The streams' states, <c>[B]</c>, before the first step, then after each stream's last.</param>
            {{Docs}}
            {{EndDocs}}
            {{FileFrame.GeneratedCode}}
            public void GenerateMany(Span<State> states, ReadOnlySpan<int> first, Span<int> tokens, Span<int> counts, int endToken = -1) =>
                GenerateMany(states, first, tokens, counts, global::TinyRnn.Sampling.Greedy, default, endToken);

            /// <summary>Tokens of B independent streams, drawn from the model's scores{{sharing}}.</summary>
            /// <param name="states">The streams' states, <c>[B]</c>, before the first step, then after each stream's last.</param>
            {{Docs}}
            {{DrawDocs}}
            {{EndDocs}}
            {{FileFrame.GeneratedCode}}
            public void GenerateMany(Span<State> states, {{CoreParameters}} = -1)
            """);
        using (writer.Block())
        {
            foreach (string line in Checks("states.Length", "Vocabulary").Concat(DoorChecks.Apart(plan, "states", "first", "tokens", "counts", "random")))
                writer.Line(line);
            foreach (SequenceLimit limit in plan.Limits)
            {
                writer.Line("foreach (ref State each in states)");
                writer.Line($"    Rnn::Doors.Require.HistoryRoom({StateAccess.In(limit.Steps, "each")}, steps, {limit.Most});");
            }

            WeightAccess.Open(writer, plan);
            writer.Line($"{Core}(states, first, tokens, counts, sampling, random, endToken{Reader});");
        }
    }

    private void EmitCore()
    {
        writer.Line();
        writer.Line("// Several streams that write, what is passed being checked.");
        writer.Line($"private void {Core}(");
        writer.Line($"    Span<State> states, {CoreParameters}{WeightAccess.Parameter(plan)})");
        using (writer.Block())
        {
            writer.Line("counts.Clear();");
            writer.Line("if (tokens.IsEmpty)");
            writer.Line("    return;");
            writer.Line("int steps = tokens.Length / states.Length;");
            writer.Line("global::TinyRnn.RandomState none = default;   // nothing is drawn from it");
            writer.Line("int b = 0;");
            if (plan.HasFourStreams)
                EmitFours();
            writer.Line();
            using (writer.Block("for (; b < states.Length; b++)"))
            {
                writer.Line("ref global::TinyRnn.RandomState source = ref random.IsEmpty ? ref none : ref random[b];");
                writer.Line(
                    $"counts[b] = GenerateCore(ref states[b], first[b], tokens.Slice(b * steps, steps), sampling, ref source, endToken{Reader});");
            }
        }
    }

    private void EmitFours()
    {
        string states = string.Join(", ", Enumerable.Range(0, Four).Select(row => $"ref states[b{(row == 0 ? "" : $" + {row}")}]"));
        bool probabilities = plan.LastLayer.OutputActivation == Activation.Softmax;
        writer.Line($"Span<int> last = stackalloc int[{Four}];");
        writer.Line($"float[] rented = global::System.Buffers.ArrayPool<float>.Shared.Rent({Four} * OutputSize);");
        using (writer.Block("try"))
        {
            writer.Line($"Span<float> scores = new(rented, 0, {Four} * OutputSize);");
            using (writer.Block($"for (; b + {Four} <= states.Length; b += {Four})"))
            {
                writer.Lines(
                    $$"""
                    first.Slice(b, {{Four}}).CopyTo(last);
                    bool allWrite = true;
                    int written = 0;
                    for (; written < steps && allWrite; written++)
                    {
                        FourStreams(
                            {{states}},
                            ref last[0], 1, ref scores[0], OutputSize{{Reader}});
                        for (int s = 0; s < {{Four}}; s++)
                        {
                            ref global::TinyRnn.RandomState source = ref random.IsEmpty ? ref none : ref random[b + s];
                            Span<float> own = scores.Slice(s * OutputSize, OutputSize);
                            last[s] = Rnn::Doors.TokenGeneration.Next(own, sampling, ref source, scoresAreProbabilities: {{Literal.Bool(probabilities)}});
                            tokens[((b + s) * steps) + written] = last[s];
                            counts[b + s] = written + 1;
                            allWrite &= last[s] != endToken;
                        }
                    }

                    // One has ended: the others go on alone.
                    for (int s = 0; s < {{Four}}; s++)
                    {
                        if (last[s] == endToken)
                            continue;
                        ref global::TinyRnn.RandomState source = ref random.IsEmpty ? ref none : ref random[b + s];
                        Span<int> rest = tokens.Slice(((b + s) * steps) + written, steps - written);
                        counts[b + s] += GenerateCore(ref states[b + s], last[s], rest, sampling, ref source, endToken{{Reader}});
                    }
                    """);
            }
        }

        using (writer.Block("finally"))
            writer.Line("global::System.Buffers.ArrayPool<float>.Shared.Return(rented);");
    }
}

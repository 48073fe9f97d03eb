
namespace TinyRnn.Generator.Emission;

/// <summary>Prints <c>Generate</c>: models that go on by themselves.</summary>
internal sealed class GenerationMembers(SourceWriter writer, ModelPlan plan)
{
    /// <summary>Scores of up to so many tokens (16 KiB) lie on the stack, larger vocabularies in a pooled array.</summary>
    private const int MostOnStack = 4096;

    private string Name => plan.Type.Name;

    public void Emit()
    {
        if (plan.Feedback == Feedback.Zeros)
        {
            writer.Line();
            writer.Line("// What one-to-many models read after their first step.");
            writer.Line("private static readonly float[] s_zeros = new float[InputSize];");
        }

        if (plan.GeneratesTokens)
        {
            EmitTokens();
            new ManyGenerationMembers(writer, plan).Emit();
        }
        else if (!plan.ReadsTokens && plan.Feedback != Feedback.Default)
            EmitVectors();
    }

    private void EmitVectors()
    {
        string reads = plan.Feedback == Feedback.Zeros ? "zeros" : "its own last output";
        writer.Line();
        writer.Lines(
            $"""
            /// <summary>Goes on from one input: after the first step the model reads {reads}.</summary>
            /// <param name="state">The state before the first step, then after the last.</param>
            /// <param name="x">The first input, <c>[{plan.InputSize}]</c>.</param>
            /// <param name="ys">The outputs, <c>[T, {plan.OutputSize}]</c>, at least one step.</param>
            /// <exception cref="ArgumentException">Lengths or memory that do not fit; nothing has been computed then.</exception>
            {FileFrame.GeneratedCode}
            """);
        if (plan.Spec.Mode == SequenceMode.OneToMany)
        {
            writer.Line("public void Generate(ref State state, ReadOnlySpan<float> x, Span<float> ys) => Run(ref state, x, ys);");
            return;
        }

        using (writer.Block("public void Generate(ref State state, ReadOnlySpan<float> x, Span<float> ys)"))
        {
            string next = plan.Feedback == Feedback.Zeros
                ? "ref MemoryMarshal.GetArrayDataReference(s_zeros)"
                : "ref Unsafe.Add(ref y, (t - 1) * OutputSize)";
            writer.Lines(
                $$"""
                Rnn::Doors.Require.Length(x.Length, InputSize, nameof(x), "{{Name}}.InputSize");
                int steps = Rnn::Doors.Require.Steps(ys.Length, OutputSize, nameof(ys), "{{Name}}.OutputSize");
                Rnn::Doors.Require.AnyStep(steps, nameof(ys));
                Rnn::Doors.Require.Apart(x, ys, sameStartAllowed: false);
                """);
            foreach (string line in DoorChecks.Inputs(plan, "x"))
                writer.Line(line);
            EmitDoor("steps", "x", "ys");
            writer.Lines(
                $$"""
                ref float y = ref MemoryMarshal.GetReference(ys);
                """);
            WeightAccess.Open(writer, plan);
            string reader = WeightAccess.Argument(plan);
            writer.Lines(
                $$"""
                StepCore(ref state, ref MemoryMarshal.GetReference(x), ref y{{reader}});
                for (int t = 1; t < steps; t++)
                    StepCore(ref state, {{next}}, ref Unsafe.Add(ref y, t * OutputSize){{reader}});
                """);
        }
    }

    /// <summary>What can be known before the first step is refused there; that scores will be no distribution cannot.</summary>
    private string Refusals(string range)
    {
        string room = plan.Limits.Any() ? "The history has no room for <paramref name=\"tokens\"/>; nothing has changed then. Or the" : "The";
        return $"""
            /// <exception cref="ArgumentOutOfRangeException">{range}; nothing has changed then.</exception>
            /// <exception cref="ArgumentException">Ids in the memory of the state or of the source of draws; nothing has changed then.</exception>
            /// <exception cref="InvalidOperationException">
            /// {room} scores of a step are no distribution, because weights or state hold a NaN: the state is then the one after that step, and <paramref name="tokens"/> holds the ids before it.
            /// </exception>
            """;
    }

    private void EmitDoor(string steps, params string[] memories)
    {
        foreach (string line in DoorChecks.Apart(plan, "ref state", memories).Concat(DoorChecks.HistoryRoom(plan, steps)))
            writer.Line(line);
    }

    private void EmitTokens()
    {
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>Writes tokens, always the one with the highest score, and reads each as the next input.</summary>
            /// <param name="state">The state before the first step, then after the last.</param>
            /// <param name="first">Id of the first token read, 0 to <see cref="Vocabulary"/> - 1.</param>
            /// <param name="tokens">The ids written.</param>
            /// <param name="endToken">Stops after writing this id; -1: never.</param>
            /// <returns>How many ids were written.</returns>
            {{Refusals("An id outside the vocabulary")}}
            {{FileFrame.GeneratedCode}}
            public int Generate(ref State state, int first, Span<int> tokens, int endToken = -1)
            {
                global::TinyRnn.RandomState random = default;
                return Generate(ref state, first, tokens, global::TinyRnn.Sampling.Greedy, ref random, endToken);
            }

            /// <summary>Writes tokens drawn from the model's scores, and reads each as the next input.</summary>
            /// <param name="state">The state before the first step, then after the last.</param>
            /// <param name="first">Id of the first token read, 0 to <see cref="Vocabulary"/> - 1.</param>
            /// <param name="tokens">The ids written.</param>
            /// <param name="sampling">Temperature and number of candidates.</param>
            /// <param name="random">Source of the draws, updated.</param>
            /// <param name="endToken">Stops after writing this id; -1: never.</param>
            /// <returns>How many ids were written.</returns>
            {{Refusals("An id outside the vocabulary, or a sampling that cannot be")}}
            {{FileFrame.GeneratedCode}}
            public int Generate(
                ref State state, int first, Span<int> tokens, global::TinyRnn.Sampling sampling, ref global::TinyRnn.RandomState random, int endToken = -1)
            """);
        using (writer.Block())
        {
            writer.Line("Rnn::Doors.Require.Token(first, Vocabulary);");
            writer.Line("Rnn::Doors.TokenGeneration.Check(sampling, endToken, Vocabulary);");
            writer.Line("Rnn::Doors.Require.Apart(ref random, tokens);");
            EmitDoor("tokens.Length", "tokens", "ref random");
            WeightAccess.Open(writer, plan);
            writer.Line($"return GenerateCore(ref state, first, tokens, sampling, ref random, endToken{WeightAccess.Argument(plan)});");
        }

        writer.Line();
        EmitTokenLoop();
    }

    private void EmitTokenLoop()
    {
        writer.Line("// One step for each token.");
        writer.Line(FileFrame.Compiled);
        writer.Line($"private int GenerateCore(");
        writer.Line(
            $"    ref State state, int token, Span<int> tokens, global::TinyRnn.Sampling sampling, ref global::TinyRnn.RandomState random, int endToken{WeightAccess.Parameter(plan)})");
        using (writer.Block())
        {
            if (plan.OutputSize <= MostOnStack)
            {
                writer.Line("Span<float> scores = stackalloc float[OutputSize];");
                EmitLoop();
                return;
            }

            writer.Line("float[] rented = global::System.Buffers.ArrayPool<float>.Shared.Rent(OutputSize);");
            using (writer.Block("try"))
            {
                writer.Line("Span<float> scores = new(rented, 0, OutputSize);");
                EmitLoop();
            }

            using (writer.Block("finally"))
                writer.Line("global::System.Buffers.ArrayPool<float>.Shared.Return(rented);");
        }
    }

    private void EmitLoop()
    {
        bool probabilities = plan.LastLayer.OutputActivation == Activation.Softmax;
        writer.Lines(
            $$"""
            for (int written = 0; written < tokens.Length; written++)
            {
                StepCore(ref state, token, ref MemoryMarshal.GetReference(scores){{WeightAccess.Argument(plan)}});
                token = Rnn::Doors.TokenGeneration.Next(scores, sampling, ref random, scoresAreProbabilities: {{Literal.Bool(probabilities)}});
                tokens[written] = token;
                if (token == endToken)
                    return written + 1;
            }

            return tokens.Length;
            """);
    }
}

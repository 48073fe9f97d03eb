
namespace TinyRnn.Generator.Emission;

/// <summary>Prints what a model without bidirectional layers offers: <c>Step</c>, <c>Advance</c> and <c>Run</c>.</summary>
internal sealed partial class StreamingMembers(SourceWriter writer, ModelPlan plan, KernelSet kernels)
{
    private string Name => plan.Type.Name;

    private SegmentSteps Steps => new(writer, plan, plan.Segments[0], kernels);

    private bool HasBody => plan.BodyEnd > 0;

    private string Element => InputElement.Of(plan);

    private string Reader => WeightAccess.Argument(plan);

    /// <summary>A line in front of the core's call, in models that can be trained.</summary>
    private string Opened => plan.Spec.IsPublished ? "using Rnn::Serving.WeightReader reader = _weights.Read();\n    " : "";

    /// <summary>A line in front of the core's call, in models whose last layer still reads the input.</summary>
    private string Apart =>
        OutputMemory.MayShareInput(plan) ? "" : $"Rnn::Doors.Require.Apart(x, y, sameStartAllowed: {Literal.Bool(OutputMemory.MayBeInput(plan))});\n    ";

    /// <summary>Which numbers of an input are categories, in words.</summary>
    private string Held => string.Concat(plan.Categories.Select(category => $", value {category.Column} a category (0 to {category.Count - 1})"));

    /// <summary>Lines that refuse what is no category.</summary>
    private string Categories => DoorChecks.Lines(DoorChecks.Inputs(plan, "x"));

    /// <summary>Lines in front of the core's call that look at the state of a step, and at the caller's memory beside it.</summary>
    private string Door(params string[] memories) => DoorChecks.Lines([.. DoorChecks.Apart(plan, "ref state", memories), .. DoorChecks.HistoryRoom(plan, "1")]);

    /// <summary>Where a step's output may be, in words.</summary>
    private string Place(string input) =>
        OutputMemory.MayShareInput(plan) ? $"may share memory with <paramref name=\"{input}\"/>"
        : OutputMemory.MayBeInput(plan) ? $"may be the memory of <paramref name=\"{input}\"/>, but not overlap it otherwise"
        : $"not the memory of <paramref name=\"{input}\"/>";

    public void Emit()
    {
        if (plan.Stride > 1)
        {
            new StridedMembers(writer, plan).Emit();
            EmitCores();
            if (plan.Pieces is { } pieces)
                new PieceMethods(writer, plan, pieces, kernels).Emit();
            if (plan.StridedStreams is { } streams)
                new StridedStreams(writer, plan, streams, kernels).Emit();
            if (plan.Pieces is not null || plan.StridedStreams is not null)
                new RateMethods(writer, plan, kernels).Emit();
            return;
        }

        if (plan.ReadsTokens)
            EmitTokenStep();
        else
            EmitStep();
        if (HasBody)
            EmitAdvance();
        EmitRun();
        if (HasRunCore)
            EmitRunCore();
        if (plan.Outputs.Count > 0)
            new OutputsMembers(writer, plan).Emit();
        new StreamsMembers(writer, plan, kernels).Emit();
        EmitCores();
        if (HasBody)
            EmitAdvanceSteps();
        if (!plan.HasFourSteps)
            return;
        if (plan.Spec.Mode == SequenceMode.ManyToMany)
            Steps.Emit("FourSteps", plan.Layers.Count, hasOutput: true);
        if (HasBody)
            Steps.Emit(FourAdvances, plan.BodyEnd, hasOutput: false);
    }

    private void EmitCores()
    {
        EmitCore("StepCore", plan.Layers.Count, hasOutput: true);
        if (HasBody)
            EmitCore("AdvanceCore", plan.BodyEnd, hasOutput: false);
    }

    private void EmitStep()
    {
        writer.Lines(
            $$"""
            /// <summary>One time step.</summary>
            /// <param name="state">The stream's state, updated.</param>
            /// <param name="x">The input, <c>[{{plan.InputSize}}]</c>{{Held}}; a NaN in it makes the outputs and the state NaN until the state is reset.</param>
            /// <param name="y">The output, <c>[{{plan.OutputSize}}]</c>; {{Place("x")}}; outside of the state.</param>
            /// <exception cref="ArgumentException">A span of another length, or in memory that it must not be in.</exception>
            {{FileFrame.GeneratedCode}}
            {{FileFrame.Compiled}}
            public void Step(ref State state, ReadOnlySpan<float> x, Span<float> y)
            {
                Rnn::Doors.Require.Length(x.Length, InputSize, nameof(x), "{{Name}}.InputSize");
                Rnn::Doors.Require.Length(y.Length, OutputSize, nameof(y), "{{Name}}.OutputSize");
                {{Apart}}{{Categories}}{{Door("x", "y")}}{{Opened}}StepCore(ref state, ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(y){{Reader}});
            }
            """);
    }

    private void EmitTokenStep()
    {
        writer.Lines(
            $$"""
            /// <summary>One time step.</summary>
            /// <param name="state">The stream's state, updated.</param>
            /// <param name="token">Id of the token read, 0 to <see cref="Vocabulary"/> - 1.</param>
            /// <param name="y">The output, <c>[{{plan.OutputSize}}]</c>.</param>
            /// <exception cref="ArgumentOutOfRangeException">An id outside the vocabulary.</exception>
            /// <exception cref="ArgumentException">A span of another length, or in the state's memory.</exception>
            {{FileFrame.GeneratedCode}}
            {{FileFrame.Compiled}}
            public void Step(ref State state, int token, Span<float> y)
            {
                Rnn::Doors.Require.Token(token, Vocabulary);
                Rnn::Doors.Require.Length(y.Length, OutputSize, nameof(y), "{{Name}}.OutputSize");
                {{Door("y")}}{{Opened}}StepCore(ref state, token, ref MemoryMarshal.GetReference(y){{Reader}});
            }

            /// <summary>One time step with the token in a span of one, for generic code.</summary>
            /// <param name="state">The stream's state, updated.</param>
            /// <param name="x">The token, <c>[1]</c>.</param>
            /// <param name="y">The output, <c>[{{plan.OutputSize}}]</c>.</param>
            /// <exception cref="ArgumentOutOfRangeException">An id outside the vocabulary.</exception>
            /// <exception cref="ArgumentException">A span of another length.</exception>
            {{FileFrame.GeneratedCode}}
            public void Step(ref State state, ReadOnlySpan<int> x, Span<float> y)
            {
                Rnn::Doors.Require.Length(x.Length, InputSize, nameof(x), "{{Name}}.InputSize");
                Step(ref state, x[0], y);
            }
            """);
        if (!HasBody)
            return;
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>One time step of which only the state matters: the head is not computed.</summary>
            /// <param name="state">The stream's state, updated.</param>
            /// <param name="token">Id of the token read, 0 to <see cref="Vocabulary"/> - 1.</param>
            /// <exception cref="ArgumentOutOfRangeException">An id outside the vocabulary.</exception>
            {{FileFrame.GeneratedCode}}
            {{FileFrame.Compiled}}
            public void Advance(ref State state, int token)
            {
                Rnn::Doors.Require.Token(token, Vocabulary);
                {{Door()}}{{Opened}}AdvanceCore(ref state, token{{Reader}});
            }
            """);
    }

    private void EmitRun()
    {
        writer.Line();
        writer.Lines(RunDocs());
        writer.Line(FileFrame.GeneratedCode);
        writer.Line(FileFrame.Compiled);
        using (writer.Block($"public void Run(ref State state, ReadOnlySpan<{Element}> xs, Span<float> ys)"))
        {
            switch (plan.Spec.Mode)
            {
                case SequenceMode.ManyToMany:
                    EmitManyToMany();
                    break;
                case SequenceMode.ManyToOne:
                    EmitManyToOne();
                    break;
                case SequenceMode.OneToMany:
                    EmitOneToMany();
                    break;
                default:
                    writer.Line("Step(ref state, xs, ys);");
                    break;
            }
        }
    }

    private string RunDocs()
    {
        string input = plan.ReadsTokens ? "token ids" : "inputs";
        string one = plan.ReadsTokens ? "1" : plan.InputSize.ToString();
        string many = plan.ReadsTokens ? "T" : $"T, {plan.InputSize}";
        string place = OutputMemory.MayBeInput(plan) ? " May be the memory of <paramref name=\"xs\"/>." : " Not the memory of <paramref name=\"xs\"/>.";
        string last = OutputMemory.MayShareInput(plan) ? "" : "; not the memory of <paramref name=\"xs\"/>";
        (string summary, string xs, string ys) = plan.Spec.Mode switch
        {
            SequenceMode.ManyToMany =>
                ("A whole sequence, an output at every step: the same as stepping.", $"The {input}, <c>[{many}]</c>{Held}.",
                    $"The outputs, <c>[T, {plan.OutputSize}]</c>.{place}"),
            SequenceMode.ManyToOne =>
                ("A whole sequence, of which only the last step reaches the head.", $"The {input}, <c>[{many}]</c>{Held}, at least one step.",
                    $"The output after the last step, <c>[{plan.OutputSize}]</c>{last}."),
            SequenceMode.OneToMany =>
                ($"One input, many outputs: after the first step the model reads {FeedbackText}.", $"The first input, <c>[{one}]</c>{Held}.",
                    $"The outputs, <c>[T, {plan.OutputSize}]</c>, at least one step."),
            _ => ("One input, one output: the same as a step.", $"The input, <c>[{one}]</c>{Held}.",
                $"The output, <c>[{plan.OutputSize}]</c>{(plan.ReadsTokens ? "" : "; " + Place("xs"))}."),
        };
        return $"""
            /// <summary>{summary}</summary>
            /// <param name="state">The state before the first step, then after the last.</param>
            /// <param name="xs">{xs}</param>
            /// <param name="ys">{ys}</param>
            /// <exception cref="ArgumentException">Lengths or memory that do not fit; nothing has been computed then.</exception>
            """;
    }

    private string FeedbackText => plan.Feedback == Feedback.Zeros
        ? "zeros"
        : plan.ReadsTokens ? "the token with its highest score" : "its own last output";

    private void EmitManyToMany()
    {
        EmitInputSteps();
        writer.Line($"Rnn::Doors.Require.Outputs(ys.Length, steps, OutputSize, nameof(ys), \"{Name}.OutputSize\");");
        writer.Line($"Rnn::Doors.Require.Apart(xs, ys, sameStartAllowed: {Literal.Bool(OutputMemory.MayBeInput(plan))});");
        EmitStateChecks();
        EmitRunCoreCall();
    }

    private void EmitManyToManySteps()
    {
        EmitReferences();
        EmitLoop(
            "steps",
            $"FourSteps(ref state, {InputAt("t", reference: true)}, ref Unsafe.Add(ref y, t * OutputSize){Reader});",
            $"StepCore(ref state, {InputAt("t")}, ref Unsafe.Add(ref y, t * OutputSize){Reader});");
    }

    private void EmitManyToOne()
    {
        EmitInputSteps();
        writer.Line("Rnn::Doors.Require.AnyStep(steps, nameof(xs));");
        writer.Line($"Rnn::Doors.Require.Length(ys.Length, OutputSize, nameof(ys), \"{Name}.OutputSize\");");
        // The only output is written in the last step.
        if (!OutputMemory.MayShareInput(plan))
            writer.Line("Rnn::Doors.Require.Apart(xs, ys, sameStartAllowed: false);");
        EmitStateChecks();
        EmitRunCoreCall();
    }

    private void EmitManyToOneSteps()
    {
        EmitReferences();
        if (HasBody)
            writer.Line($"{AdvanceSteps}(ref state, xs, steps - 1{Reader});");
        writer.Line();
        writer.Line("// Only the last step reaches the head.");
        writer.Line($"StepCore(ref state, {InputAt("steps - 1")}, ref y{Reader});");
    }

    private void EmitOneToMany()
    {
        writer.Line($"Rnn::Doors.Require.Length(xs.Length, InputSize, nameof(xs), \"{Name}.InputSize\");");
        writer.Line($"int steps = Rnn::Doors.Require.Steps(ys.Length, OutputSize, nameof(ys), \"{Name}.OutputSize\");");
        writer.Line("Rnn::Doors.Require.AnyStep(steps, nameof(ys));");
        foreach (string line in DoorChecks.Inputs(plan, "xs"))
            writer.Line(line);
        if (!plan.ReadsTokens)
            writer.Line("Rnn::Doors.Require.Apart(xs, ys, sameStartAllowed: false);");
        EmitStateChecks();
        EmitReferences();
        writer.Line($"StepCore(ref state, {InputAt("0")}, ref y{Reader});");
        using (writer.Block("for (int t = 1; t < steps; t++)"))
        {
            string next = plan.Feedback == Feedback.Zeros
                ? "ref MemoryMarshal.GetArrayDataReference(s_zeros)"
                : plan.ReadsTokens
                    ? "global::TinyRnn.TokenSampler.Best(ys.Slice((t - 1) * OutputSize, OutputSize))"
                    : "ref Unsafe.Add(ref y, (t - 1) * OutputSize)";
            writer.Line($"StepCore(ref state, {next}, ref Unsafe.Add(ref y, t * OutputSize){Reader});");
        }
    }

    /// <summary>The steps of a sequence are a method of their own, which all public ones that run some call.</summary>
    private bool HasRunCore => plan.Spec.Mode is SequenceMode.ManyToMany or SequenceMode.ManyToOne;

    private void EmitRunCoreCall()
    {
        WeightAccess.Open(writer, plan);
        writer.Line($"RunCore(ref state, xs, ref MemoryMarshal.GetReference(ys), steps{Reader});");
    }

    private void EmitRunCore()
    {
        writer.Line();
        writer.Line("// A sequence, lengths checked.");
        writer.Line(FileFrame.Compiled);
        using (writer.Block(
            $"private void RunCore(ref State state, ReadOnlySpan<{Element}> xs, ref float y, int steps{WeightAccess.Parameter(plan)})"))
        {
            if (plan.Spec.Mode == SequenceMode.ManyToOne)
                EmitManyToOneSteps();
            else
                EmitManyToManySteps();
        }
    }

    private void EmitInputSteps()
    {
        writer.Line(plan.ReadsTokens
            ? "int steps = xs.Length;"
            : $"int steps = Rnn::Doors.Require.Steps(xs.Length, InputSize, nameof(xs), \"{Name}.InputSize\");");
        foreach (string line in DoorChecks.Inputs(plan, "xs"))
            writer.Line(line);
    }

    private void EmitStateChecks()
    {
        foreach (string line in DoorChecks.Apart(plan, "ref state", "xs", "ys").Concat(DoorChecks.HistoryRoom(plan, "steps")))
            writer.Line(line);
    }

    private void EmitReferences()
    {
        if (!plan.ReadsTokens)
            writer.Line("ref float x = ref MemoryMarshal.GetReference(xs);");
        if (HasRunCore)
            return;
        writer.Line("ref float y = ref MemoryMarshal.GetReference(ys);");
        WeightAccess.Open(writer, plan);
    }

    private void EmitLoop(string count, string four, string one) => new QuietLoop(writer, plan).Emit(
        "t", count, InputAt("t"), plan.HasFourSteps ? four : null, one);

    private string InputAt(string t, bool reference = false) => plan.ReadsTokens
        ? reference ? $"xs.Slice({t}, {RowsScope.Count})" : $"xs[{t}]"
        : t == "0" ? "ref x" : $"ref Unsafe.Add(ref x, {(t.Contains(' ') ? $"({t})" : t)} * InputSize)";

    private void EmitCore(string method, int end, bool hasOutput)
    {
        string input = plan.ReadsTokens ? "int token" : "ref float x";
        string output = hasOutput ? ", ref float y" : "";
        QuietInput quiet = new(writer, plan, method, rows: 1, hasStride: false, hasOutput);
        writer.Line();
        writer.Line(hasOutput ? "// One step, lengths checked." : "// One step up to the last layer with a memory.");
        if (plan.Stride > 1)
            writer.Line("// Gives whether there is an output at it.");
        if (!plan.ReadsTokens)
        {
            quiet.EmitCheck();
            writer.Line("// Its layers, without subnormal numbers in the input.");
        }

        writer.Line(FileFrame.Compiled);
        using (writer.Block(
            $"private {StepResult.Type(plan)} {(plan.ReadsTokens ? method : QuietInput.LayersNameOf(method))}(ref State state, {input}{output}{WeightAccess.Parameter(plan)})"))
        {
            WeightAccess.Emit(writer, plan, 0, end);
            new StepScope(writer, plan, plan.Segments[0], kernels, end, hasOutput).Emit();
            StepResult.EmitEnd(writer, plan);
        }

        quiet.EmitMethod();
    }
}

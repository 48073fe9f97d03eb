namespace TinyRnn.Generator.Emission;

/// <summary>
/// Prints what a model offers that gives an output every few steps: <c>Step</c> and <c>Advance</c>, which say whether there is one, <c>Run</c> with as many as
/// there are, and the same for several streams.
/// </summary>
internal sealed partial class StridedMembers(SourceWriter writer, ModelPlan plan)
{
    private string Name => plan.Type.Name;

    private string Element => InputElement.Of(plan);

    private string Reader => WeightAccess.Argument(plan);

    private bool IsManyToOne => plan.Spec.Mode == SequenceMode.ManyToOne;

    private string Inputs(string shape) => plan.ReadsTokens ? $"token ids, <c>[{shape}]</c>" : $"inputs, <c>[{shape}, {plan.InputSize}]</c>";

    private string X(string index) => plan.ReadsTokens
        ? $"Unsafe.Add(ref x, {index})"
        : $"ref Unsafe.Add(ref x, {(index.Contains(' ') ? $"({index})" : index)} * InputSize)";

    /// <summary>The sizes of time.</summary>
    public static void EmitConstants(SourceWriter writer, ModelPlan plan)
    {
        if (plan.Stride == 1)
            return;
        writer.Line();
        writer.Line("/// <summary>Steps from one output to the next: <c>Step</c> gives one at the last of so many.</summary>");
        writer.Line(FileFrame.GeneratedCode);
        writer.Line($"public const int Stride = {plan.Stride};");
    }

    public void Emit()
    {
        EmitOutputSteps();
        EmitStep();
        EmitAdvance();
        EmitTokenSteps();
        EmitRun();
        EmitStepMany();
        EmitStepScattered();
        EmitRunMany();
    }

    private void EmitOutputSteps()
    {
        writer.Lines(
            $$"""
            /// <summary>Outputs that a stream will give in so many steps: the whole number of <see cref="Stride"/> in them and in those seen since its last output.</summary>
            /// <param name="state">The stream's state.</param>
            /// <param name="steps">Steps to come.</param>
            /// <exception cref="ArgumentOutOfRangeException">A negative number.</exception>
            {{FileFrame.GeneratedCode}}
            """);
        using (writer.Block("public static int OutputSteps(ref State state, int steps)"))
        {
            writer.Line("ArgumentOutOfRangeException.ThrowIfNegative(steps);");
            foreach (LayerPlan layer in plan.Strided)
            {
                string phase = StateAccess.Current(layer.Stride!.Phase);
                writer.Line($"steps = Rnn::States.StepStride.Outputs({phase}, steps, {layer.StepsPerOutput});   // {layer.Id}");
            }

            writer.Line("return steps;");
        }

        writer.Line();
    }

    private void EmitStep()
    {
        string x = plan.ReadsTokens ? "The token, <c>[1]</c>" : $"The input, <c>[{plan.InputSize}]</c>";
        writer.Lines(
            $$"""
            /// <summary>One time step; at the last of every <see cref="Stride"/> there is an output.</summary>
            /// <param name="state">The stream's state, updated.</param>
            /// <param name="x">{{x}}.</param>
            /// <param name="y">Receives the output, <c>[{{plan.OutputSize}}]</c>, if there is one; otherwise it stays as it is. Not the memory of the other arguments.</param>
            /// <returns>Whether there is an output.</returns>
            /// <exception cref="ArgumentException">A span of another length, or in memory that it must not be in.</exception>
            {{FileFrame.GeneratedCode}}
            """);
        using (writer.Block($"public bool Step(ref State state, ReadOnlySpan<{Element}> x, Span<float> y)"))
        {
            EmitInputLength();
            writer.Line($"Rnn::Doors.Require.Length(y.Length, OutputSize, nameof(y), \"{Name}.OutputSize\");");
            writer.Line("Rnn::Doors.Require.Apart(x, y, sameStartAllowed: false);");
            EmitApart("ref state", "x", "y");
            WeightAccess.Open(writer, plan);
            string input = plan.ReadsTokens ? "x[0]" : "ref MemoryMarshal.GetReference(x)";
            writer.Line($"return StepCore(ref state, {input}, ref MemoryMarshal.GetReference(y){Reader});");
        }
    }

    /// <summary>Steps of models that read token ids, with the id itself.</summary>
    private void EmitTokenSteps()
    {
        if (!plan.ReadsTokens)
            return;
        writer.Line();
        writer.Lines(
            $"""
            /// <summary>One time step; at the last of every <see cref="Stride"/> there is an output.</summary>
            /// <param name="state">The stream's state, updated.</param>
            /// <param name="token">Id of the token read, 0 to <see cref="Vocabulary"/> - 1.</param>
            /// <param name="y">Receives the output, <c>[{plan.OutputSize}]</c>, if there is one; otherwise it stays as it is.</param>
            /// <returns>Whether there is an output.</returns>
            /// <exception cref="ArgumentException">A span of another length, or in the state's memory; or an id outside the vocabulary.</exception>
            {FileFrame.GeneratedCode}
            public bool Step(ref State state, int token, Span<float> y) => Step(ref state, new ReadOnlySpan<int>(in token), y);

            /// <summary>One time step of which only the state matters: the head is not computed.</summary>
            /// <param name="state">The stream's state, updated.</param>
            /// <param name="token">Id of the token read, 0 to <see cref="Vocabulary"/> - 1.</param>
            /// <returns>Whether <c>Step</c> would have given an output.</returns>
            /// <exception cref="ArgumentOutOfRangeException">An id outside the vocabulary.</exception>
            {FileFrame.GeneratedCode}
            public bool Advance(ref State state, int token) => Advance(ref state, new ReadOnlySpan<int>(in token));
            """);
    }

    private void EmitAdvance()
    {
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>One time step of which only the state matters: the head is not computed.</summary>
            /// <param name="state">The stream's state, updated.</param>
            /// <param name="x">{{(plan.ReadsTokens ? "The token, <c>[1]</c>" : $"The input, <c>[{plan.InputSize}]</c>")}}.</param>
            /// <returns>Whether <c>Step</c> would have given an output.</returns>
            /// <exception cref="ArgumentException">A span of another length, or in the state's memory.</exception>
            {{FileFrame.GeneratedCode}}
            """);
        using (writer.Block($"public bool Advance(ref State state, ReadOnlySpan<{Element}> x)"))
        {
            EmitInputLength();
            EmitApart("ref state", "x");
            WeightAccess.Open(writer, plan);
            writer.Line($"return AdvanceCore(ref state, {(plan.ReadsTokens ? "x[0]" : "ref MemoryMarshal.GetReference(x)")}{Reader});");
        }
    }

    private void EmitInputLength()
    {
        writer.Line($"Rnn::Doors.Require.Length(x.Length, InputSize, nameof(x), \"{Name}.InputSize\");");
        foreach (string line in DoorChecks.Inputs(plan, "x"))
            writer.Line(line);
    }

    private void EmitRun()
    {
        string ys = IsManyToOne
            ? $"The output after the last whole <see cref=\"Stride\"/> of steps, <c>[{plan.OutputSize}]</c>; there must be one"
            : $"The outputs, <c>[T', {plan.OutputSize}]</c>, T' = <see cref=\"OutputSteps\"/>: T / {plan.Stride} of a stream that begins";
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>A whole sequence{{(IsManyToOne ? ", of which only the last output is given" : ": the same as stepping")}}.</summary>
            /// <param name="state">The state before the first step, then after the last.</param>
            /// <param name="xs">The {{Inputs("T")}}.</param>
            /// <param name="ys">{{ys}}. Not the memory of the other arguments.</param>
            /// <exception cref="ArgumentException">Lengths or memory that do not fit; nothing has been computed then.</exception>
            {{FileFrame.GeneratedCode}}
            """);
        writer.Line(FileFrame.Compiled);
        using (writer.Block($"public void Run(ref State state, ReadOnlySpan<{Element}> xs, Span<float> ys)"))
        {
            writer.Line(plan.ReadsTokens
                ? "int steps = xs.Length;"
                : $"int steps = Rnn::Doors.Require.Steps(xs.Length, InputSize, nameof(xs), \"{Name}.InputSize\");");
            foreach (string line in DoorChecks.Inputs(plan, "xs"))
                writer.Line(line);
            writer.Line("int outputs = OutputSteps(ref state, steps);");
            if (IsManyToOne)
            {
                writer.Line("Rnn::Doors.Require.AnyOutput(outputs, steps, Stride, nameof(xs));");
                writer.Line($"Rnn::Doors.Require.Length(ys.Length, OutputSize, nameof(ys), \"{Name}.OutputSize\");");
            }
            else
            {
                writer.Line($"Rnn::Doors.Require.StridedOutputs(ys.Length, steps, outputs, OutputSize, Stride, nameof(ys), \"{Name}.OutputSize\");");
            }

            writer.Line("Rnn::Doors.Require.Apart(xs, ys, sameStartAllowed: false);");
            EmitApart("ref state", "xs", "ys");
            bool isShortOwn = plan.Pieces is not null && !IsManyToOne;
            EmitReferences(hasX: plan.Pieces is null || isShortOwn);
            if (isShortOwn)
            {
                writer.Line($"if (steps >= {RowsScope.Count})");
                using (writer.Block())
                {
                    EmitPieces("state", "xs", "y");
                    writer.Line("return;");
                }

                writer.Line();
            }
            else if (plan.Pieces is not null)
            {
                EmitPieces("state", "xs", "y");
                return;
            }

            EmitSteps("ref state", "t", IsManyToOne ? "y" : $"Unsafe.Add(ref y, given * OutputSize)");
        }
    }

    /// <summary>The steps of a sequence, several at a time: in a many-to-one model, the head is computed at its last output.</summary>
    private void EmitPieces(string state, string xs, string y)
    {
        if (!IsManyToOne)
        {
            writer.Line(PieceMethods.Call(plan, $"ref {state}", xs, $"ref {y}"));
            return;
        }

        writer.Line($"int seen = {PieceMethods.Seen(plan, plan.Strided.Count(), state)};");
        writer.Line("int last = Math.Max(0, steps - 1 - (int)(((long)seen + steps) % Stride));");
        string size = plan.ReadsTokens ? "" : " * InputSize";
        string before = plan.ReadsTokens ? "last" : $"(last{size})";
        string after = plan.ReadsTokens ? "(last + 1)" : $"((last + 1){size})";
        string input = plan.ReadsTokens ? $"{xs}[last]" : $"ref MemoryMarshal.GetReference({xs}[{before}..])";
        writer.Line(PieceMethods.Call(plan, $"ref {state}", $"{xs}[..{before}]", ""));
        writer.Line($"StepCore(ref {state}, {input}, ref {y}{Reader});");
        writer.Line(PieceMethods.Call(plan, $"ref {state}", $"{xs}[{after}..]", ""));
    }

    /// <summary>
    /// The steps of a sequence: the head of a many-to-one model is computed for its last output only. Never more outputs are written than were counted, whoever
    /// else writes into the state.
    /// </summary>
    private void EmitSteps(string state, string index, string y)
    {
        writer.Line("int given = 0;");
        using (writer.Block("for (int t = 0; t < steps; t++)"))
        {
            string step = $"StepCore({state}, {X(index)}, ref {y}{Reader})";
            string advance = $"AdvanceCore({state}, {X(index)}{Reader})";
            writer.Line($"if (given {(IsManyToOne ? "== outputs - 1" : "< outputs")}");
            writer.Line($"    ? {step}");
            writer.Line($"    : {advance})");
            using (writer.Block())
                writer.Line("given++;");
        }
    }

    private void EmitRunMany()
    {
        string ys = IsManyToOne
            ? $"The outputs after the last whole stride of each, <c>[B, {plan.OutputSize}]</c>"
            : $"The outputs, <c>[B, T', {plan.OutputSize}]</c>";
        writer.Line();
        writer.Lines(
            $$"""
            /// <summary>Sequences of equal length for B independent streams, one after another: the same as a <c>Run</c> for each of them.</summary>
            /// <param name="states">The streams' states, <c>[B]</c>, before the first step, then after the last; all of them give as many outputs.</param>
            /// <param name="xs">The {{Inputs("B, T")}}.</param>
            /// <param name="ys">{{ys}}. Not the memory of the other arguments.</param>
            /// <exception cref="ArgumentException">Lengths or memory that do not fit, or streams that would not give as many outputs; nothing has been computed then.</exception>
            {{FileFrame.GeneratedCode}}
            """);
        writer.Line(FileFrame.Compiled);
        using (writer.Block($"public void RunMany(Span<State> states, ReadOnlySpan<{Element}> xs, Span<float> ys)"))
        {
            writer.Line(
                $"int steps = Rnn::Doors.Require.StreamSteps(xs.Length, states.Length, {(plan.ReadsTokens ? "1" : "InputSize")}, nameof(xs), \"{Name}.InputSize\");");
            writer.Line("int outputs = states.Length == 0 ? 0 : OutputSteps(ref states[0], steps);");
            writer.Line("for (int b = 0; b < states.Length; b++)");
            writer.Line("    Rnn::Doors.Require.SameOutputs(OutputSteps(ref states[b], steps), outputs, b, nameof(states));");
            if (IsManyToOne)
            {
                writer.Line("if (states.Length > 0)");
                writer.Line("    Rnn::Doors.Require.AnyOutput(outputs, steps, Stride, nameof(xs));");
            }

            writer.Line(IsManyToOne
                ? $"Rnn::Doors.Require.Streams(ys.Length, states.Length, OutputSize, nameof(ys), \"{Name}.OutputSize\");"
                : $"Rnn::Doors.Require.StridedOutputs(ys.Length, checked(steps * states.Length), checked(outputs * states.Length), OutputSize, Stride, nameof(ys), \"{Name}.OutputSize\");");
            EmitManyChecks();
            EmitReferences(hasX: plan.Pieces is null);
            using (writer.Block("for (int b = 0; b < states.Length; b++)"))
            {
                if (plan.Pieces is not null)
                {
                    string size = plan.ReadsTokens ? "steps" : "steps * InputSize";
                    writer.Line($"ReadOnlySpan<{Element}> own = xs.Slice(b * {size}, {size});");
                    EmitPieces("states[b]", "own", $"Unsafe.Add(ref y, b * {(IsManyToOne ? "" : "outputs * ")}OutputSize)");
                }
                else
                {
                    EmitSteps("ref states[b]", "(b * steps) + t", $"Unsafe.Add(ref y, {(IsManyToOne ? "b" : "((b * outputs) + given)")} * OutputSize)");
                }
            }
        }
    }

    private void EmitManyChecks()
    {
        foreach (string line in DoorChecks.Inputs(plan, "xs"))
            writer.Line(line);
        writer.Line("Rnn::Doors.Require.Apart(xs, ys, sameStartAllowed: false);");
        EmitApart("states", "xs", "ys");
    }

    private void EmitApart(string state, params string[] memories)
    {
        foreach (string line in DoorChecks.Apart(plan, state, memories))
            writer.Line(line);
    }

    private void EmitReferences(bool hasX = true)
    {
        if (hasX)
            writer.Line($"ref {Element} x = ref MemoryMarshal.GetReference(xs);");
        writer.Line("ref float y = ref MemoryMarshal.GetReference(ys);");
        WeightAccess.Open(writer, plan);
    }
}

namespace TinyRnn.Generator.Emission;

/// <summary>
/// Prints how a model with a stride computes a sequence: piece by piece, and within a piece all steps of one rate before those of the next. What has been seen
/// since an output is a number of the state, which anybody may write to: however it changes, a rate gives no more outputs than there is room for.
/// </summary>
internal sealed class PieceMethods(SourceWriter writer, ModelPlan plan, PiecesPlan pieces, KernelSet kernels)
{
    private string Element => InputElement.Of(plan);

    private string Reader => WeightAccess.Argument(plan);

    private string ReaderParameter => WeightAccess.Parameter(plan);

    /// <summary>Only the last output of a sequence is asked for: pieces change the state and give none.</summary>
    private bool HasOutput => plan.Spec.Mode != SequenceMode.ManyToOne;

    private RatePlan LastRate => pieces.Rates[pieces.Rates.Count - 1];

    /// <summary>Call that takes a stream over some steps.</summary>
    /// <param name="plan">The model.</param>
    /// <param name="state">Argument: its state.</param>
    /// <param name="xs">Expression of the inputs.</param>
    /// <param name="y">Argument: where the outputs go.</param>
    public static string Call(ModelPlan plan, string state, string xs, string y) =>
        plan.Spec.Mode == SequenceMode.ManyToOne
            ? $"Pieces({state}, {xs}{WeightAccess.Argument(plan)});"
            : $"Pieces({state}, {xs}, {y}, outputs{WeightAccess.Argument(plan)});";

    /// <summary>Expression of the steps seen since there was an output behind the first of the strided layers.</summary>
    public static string Seen(ModelPlan plan, int strides, string state = "state")
    {
        string seen = "";
        foreach (LayerPlan layer in plan.Strided.Take(strides).Reverse())
        {
            string own = $"Rnn::States.StepStride.Seen({StateAccess.Current(layer.Stride!.Phase, state)}, {layer.StepsPerOutput})";
            seen = seen.Length == 0 ? own : $"{own} + ({layer.StepsPerOutput} * {(seen.Contains(" + ") ? $"({seen})" : seen)})";
        }

        return seen.Length == 0 ? "0" : seen;
    }

    public void Emit()
    {
        EmitPieces();
        EmitPiece();
        foreach (RatePlan rate in pieces.Rates)
            EmitRate(rate);
    }

    private void EmitPieces()
    {
        writer.Line();
        writer.Line("// A sequence in pieces that end where an output is, as far as it has so many steps.");
        string output = HasOutput ? ", ref float y, int outputs" : "";
        writer.Line(FileFrame.Compiled);
        using (writer.Block($"private void Pieces(ref State state, ReadOnlySpan<{Element}> xs{output}{ReaderParameter})"))
        {
            writer.Line($"int length = {pieces.Steps} - ({Seen(plan, pieces.Aligned)});");
            if (HasOutput)
                writer.Line("int given = 0;");
            using (writer.Block("while (!xs.IsEmpty)"))
            {
                string at = HasOutput ? ", ref Unsafe.Add(ref y, given * OutputSize), outputs - given" : "";
                string call = $"(ref state, piece{at}{Reader})";
                writer.Line(plan.ReadsTokens
                    ? "ReadOnlySpan<int> piece = xs[..Math.Min(length, xs.Length)];"
                    : "ReadOnlySpan<float> piece = xs[..(Math.Min(length, xs.Length / InputSize) * InputSize)];");
                string usual = HasOutput ? $"given += Piece{call};" : $"Piece{call};";
                if (plan.ReadsTokens)
                {
                    writer.Line(usual);
                }
                else
                {
                    writer.Line("if (!Rnn::Vectors.Subnormal.IsAmong(piece))");
                    writer.Line("    " + usual);
                    writer.Line("else");
                    writer.Line("    " + usual.Replace("Piece", "QuietPiece"));
                }

                writer.Line("xs = xs[piece.Length..];");
                writer.Line($"length = {pieces.Steps};");
            }
        }
    }

    /// <summary>The steps of a piece, rate after rate.</summary>
    private void EmitPiece()
    {
        string parameters = $"ref State state, ReadOnlySpan<{Element}> xs{(HasOutput ? ", ref float y, int room" : "")}{ReaderParameter}";
        string result = HasOutput ? "int" : "void";
        string arguments = HasOutput ? ", ref y, room" : "";
        writer.Line();
        writer.Line("// Up to so many steps: those of a rate before the next.");
        writer.Line(FileFrame.Compiled);
        using (writer.Block($"private {result} Piece({parameters})"))
        {
            if (!plan.ReadsTokens)
                writer.Line("ref float x = ref MemoryMarshal.GetReference(xs);");
            writer.Line(plan.ReadsTokens ? "int steps = xs.Length;" : "int steps = xs.Length / InputSize;");
            string input = plan.ReadsTokens ? "xs" : "ref x";
            foreach (RatePlan rate in pieces.Rates)
            {
                if (rate.Equals(LastRate))
                {
                    writer.Line($"{(HasOutput ? "return " : "")}{Name(rate)}Steps(ref state, {input}, steps{arguments}{Reader});");
                    continue;
                }

                LayerPlan layer = plan.Layers[rate.Layers.End - 1];
                string value = $"value{rate.Layers.End}";
                writer.Line($"Span<float> {value}Values = stackalloc float[{Room(rate) * layer.OutputSize}];   // output of {layer.Id}, [{Room(rate)}, {layer.OutputSize}]");
                writer.Line($"ref float {value} = ref MemoryMarshal.GetReference({value}Values);");
                writer.Line($"{(rate.Steps == 1 ? "" : "steps = ")}{Name(rate)}Steps(ref state, {input}, steps, ref {value}{Reader});");
                input = $"ref {value}";
            }
        }

        QuietInput.EmitUpTo(writer, plan, "Piece", pieces.Steps, result, parameters, copy => $"ref state, {copy}{arguments}{Reader}");
    }

    private static string Name(RatePlan rate) => RateMethods.NameOf(rate);

    /// <summary>One output more than there can be, so that what a rate gives at most need not be asked before it is known.</summary>
    private int Room(RatePlan rate)
    {
        int most = pieces.MostOutputs[pieces.Rates.ToList().IndexOf(rate)];
        return rate.Steps == 1 ? most : most + 1;
    }

    private void EmitRate(RatePlan rate)
    {
        bool isLast = rate.Equals(LastRate);
        bool hasOutput = !isLast || HasOutput;
        EmitSteps(rate, isLast, hasOutput);
        if (pieces.IsBlocked(plan, rate))
            new SegmentSteps(writer, plan, rate.Layers, kernels).Emit($"{Name(rate)}Rows", hasOutput ? rate.Layers.End : plan.BodyEnd, hasOutput);
    }

    /// <summary>Some steps of a rate's input.</summary>
    private void EmitSteps(RatePlan rate, bool isLast, bool hasOutput)
    {
        string first = plan.Layers[rate.Layers.First].Id;
        string last = plan.Layers[rate.Layers.End - 1].Id;
        bool readsTokens = plan.ReadsTokens && rate.Layers.First == 0;
        string x = readsTokens ? "ReadOnlySpan<int> xs" : "ref float x";
        string output = !hasOutput ? "" : isLast ? ", ref float y, int room" : ", ref float y";
        string result = rate.Steps > 1 && hasOutput ? "int" : "void";
        writer.Line();
        writer.Line($"// {(first == last ? first : $"{first} to {last}")}: some steps{(result == "int" ? "; gives the number of outputs" : "")}.");
        writer.Line(FileFrame.Compiled);
        using (writer.Block($"private {result} {Name(rate)}Steps(ref State state, {x}, int steps{output}{ReaderParameter})"))
        {
            string one = readsTokens ? "xs[t]" : At("x", "t", plan.SizeOf(rate.Layers.First));
            string rows = readsTokens ? $"xs.Slice(t, {RowsScope.Count})" : one;
            string y = At("y", rate.Steps == 1 ? "t" : "given", plan.SizeOf(rate.Layers.End));
            if (rate.Steps == 1)
                EmitFront(rate, rows, one, y);
            else
                EmitStrided(rate, isLast, hasOutput, one, y);
        }
    }

    /// <summary>In front of the first stride there is an output at every step.</summary>
    private void EmitFront(RatePlan rate, string rows, string one, string y)
    {
        writer.Line("int t = 0;");
        if (pieces.IsBlocked(plan, rate))
        {
            writer.Line($"for (; t <= steps - {RowsScope.Count}; t += {RowsScope.Count})");
            writer.Line($"    {Name(rate)}Rows(ref state, {rows}, {y}{Reader});");
        }

        writer.Line("for (; t < steps; t++)");
        writer.Line($"    {new RateMethods(writer, plan, kernels).Give(rate, "ref state", one, y)}");
    }

    private void EmitStrided(RatePlan rate, bool isLast, bool hasOutput, string x, string y)
    {
        int block = RowsScope.Count * rate.Steps;
        if (hasOutput)
            writer.Line("int given = 0;");
        writer.Line("int t = 0;");
        using (writer.Block(isLast ? "while (t < steps)" : $"while (t < steps && given < {Room(rate)})"))
        {
            if (pieces.IsBlocked(plan, rate))
            {
                string room = !hasOutput ? "" : isLast ? $" && given <= room - {RowsScope.Count}" : $" && given <= {Room(rate) - RowsScope.Count}";
                string phase = StateAccess.Current(plan.Layers[rate.Layers.First].Stride!.Phase);
                writer.Line("// Several outputs at once begin behind one.");
                using (writer.Block(
                    $"if (t <= steps - {block}{room} && Rnn::States.StepStride.Seen({phase}, {rate.Steps}) == 0)"))
                {
                    writer.Line($"{Name(rate)}Rows(ref state, {x}{(hasOutput ? $", {y}" : "")}{Reader});");
                    writer.Line($"{phase} = 0;   // whatever counted as 0");
                    writer.Line($"t += {block};");
                    if (hasOutput)
                        writer.Line($"given += {RowsScope.Count};");
                    writer.Line("continue;");
                }

                writer.Line();
            }

            writer.Line($"if ({Name(rate)}Take(ref state, {x}))");
            using (writer.Block())
            {
                RateMethods methods = new(writer, plan, kernels);
                string give = methods.Give(rate, "ref state", x, y);
                string advance = methods.Advance(rate, "ref state", x);
                if (!hasOutput)
                {
                    writer.Line(advance);
                }
                else if (!isLast)
                {
                    writer.Line(give);
                    writer.Line("given++;");
                }
                else
                {
                    writer.Line("if (given < room)");
                    writer.Line($"    {give}");
                    writer.Line("else");
                    writer.Line($"    {advance}");
                    writer.Line("given = Math.Min(given + 1, room);");
                }
            }

            writer.Line();
            writer.Line("t++;");
        }

        if (hasOutput)
        {
            writer.Line();
            writer.Line("return given;");
        }
    }

    private static string At(string array, string index, int size) => $"ref Unsafe.Add(ref {array}, {(size == 1 ? index : $"{index} * {size}")})";
}

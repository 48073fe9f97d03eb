using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace TinyRnn.Generator.Emission;

/// <summary>
/// Prints what a model with several outputs offers beside the joined one: a size and a place for each, and <c>Step</c> and <c>Run</c> with a span for each.
/// Both compute the joined output and hand its parts out.
/// </summary>
internal sealed class OutputsMembers(SourceWriter writer, ModelPlan plan)
{
    /// <summary>About so many floats of joined outputs lie on the stack while <c>Run</c> hands them out: 4 KiB.</summary>
    private const int PieceFloats = 1024;

    /// <summary>Names that the printed methods use for themselves.</summary>
    private static readonly string[] s_taken = ["state", "x", "xs", "token", "steps", "joined", "reader", "y", "t", "count", "nameof"];

    private string Name => plan.Type.Name;

    private bool IsManyToOne => plan.Spec.Mode == SequenceMode.ManyToOne;

    private string Reader => WeightAccess.Argument(plan);

    private string Element => InputElement.Of(plan);

    /// <summary>Steps whose outputs are joined on the stack at once.</summary>
    private int Piece => Math.Max(1, PieceFloats / plan.OutputSize / RowsScope.Count) * RowsScope.Count;

    private string Parameters => string.Concat(plan.Outputs.Select(part => $", Span<float> {Parameter(part)}"));

    /// <summary>The sizes and places of the parts.</summary>
    public static void EmitConstants(SourceWriter writer, ModelPlan plan)
    {
        foreach (OutputPart part in plan.Outputs)
        {
            Constant($"{part.Name}Size", part.Size, $"Numbers of the output <c>{Parameter(part)}</c>.");
            Constant($"{part.Name}Offset", part.Offset, $"Place of <c>{Parameter(part)}</c> in the joined output.");
        }

        void Constant(string name, int value, string summary)
        {
            writer.Line();
            writer.Line($"/// <summary>{summary}</summary>");
            writer.Line(FileFrame.GeneratedCode);
            writer.Line($"public const int {name} = {value.ToString(CultureInfo.InvariantCulture)};");
        }
    }

    public void Emit()
    {
        EmitStep();
        if (plan.Spec.Mode is SequenceMode.ManyToMany or SequenceMode.ManyToOne)
            EmitRun();
    }

    private static string Parameter(OutputPart part)
    {
        string name = char.ToLowerInvariant(part.Name[0]) + part.Name.Substring(1);
        return s_taken.Contains(name) ? name + "Output" : SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
    }

    private void EmitStep()
    {
        string input = plan.ReadsTokens ? "token" : "x";
        string inputDocs = plan.ReadsTokens ? "Id of the token read, 0 to <see cref=\"Vocabulary\"/> - 1." : $"The input, <c>[{plan.InputSize}]</c>.";
        writer.Line();
        writer.Line("/// <summary>One time step, with a span for each output.</summary>");
        writer.Line("/// <param name=\"state\">The stream's state, updated.</param>");
        writer.Line($"/// <param name=\"{input}\">{inputDocs}</param>");
        EmitPartDocs(part => $"[{part.Size}]");
        writer.Line("/// <exception cref=\"ArgumentException\">A span of another length, or in memory that it must not be in; nothing has been computed then.</exception>");
        writer.Line(FileFrame.GeneratedCode);
        using (writer.Block($"public void Step(ref State state, {(plan.ReadsTokens ? "int token" : "ReadOnlySpan<float> x")}{Parameters})"))
        {
            if (plan.ReadsTokens)
                writer.Line("Rnn::Doors.Require.Token(token, Vocabulary);");
            else
                EmitInputDoor();
            EmitLengths();
            EmitPlaces(plan.ReadsTokens ? null : "x", "1");
            WeightAccess.Open(writer, plan);
            EmitJoined(1);
            writer.Line($"StepCore(ref state, {(plan.ReadsTokens ? "token" : "ref MemoryMarshal.GetReference(x)")}, ref y{Reader});");
            foreach (OutputPart part in plan.Outputs)
                writer.Line($"joined.Slice({part.Offset}, {part.Size}).CopyTo({Parameter(part)});");
        }
    }

    private void EmitRun()
    {
        string input = plan.ReadsTokens ? "The token ids, <c>[T]</c>" : $"The inputs, <c>[T, {plan.InputSize}]</c>";
        writer.Line();
        writer.Line(IsManyToOne
            ? "/// <summary>A whole sequence, of which only the last step reaches the head, with a span for each output.</summary>"
            : "/// <summary>A whole sequence, with a span for each output: the same as stepping.</summary>");
        writer.Line("/// <param name=\"state\">The state before the first step, then after the last.</param>");
        writer.Line($"/// <param name=\"xs\">{input}{(IsManyToOne ? ", at least one step" : "")}.</param>");
        EmitPartDocs(part => IsManyToOne ? $"[{part.Size}]" : $"[T, {part.Size}]");
        writer.Line("/// <exception cref=\"ArgumentException\">Lengths or memory that do not fit; nothing has been computed then.</exception>");
        writer.Line(FileFrame.GeneratedCode);
        using (writer.Block($"public void Run(ref State state, ReadOnlySpan<{Element}> xs{Parameters})"))
        {
            writer.Line(plan.ReadsTokens
                ? "int steps = xs.Length;"
                : $"int steps = Rnn::Doors.Require.Steps(xs.Length, InputSize, nameof(xs), \"{Name}.InputSize\");");
            foreach (string line in DoorChecks.Inputs(plan, "xs"))
                writer.Line(line);
            if (IsManyToOne)
                writer.Line("Rnn::Doors.Require.AnyStep(steps, nameof(xs));");
            EmitLengths(IsManyToOne ? null : "steps");
            EmitPlaces("xs", "steps");
            WeightAccess.Open(writer, plan);
            if (IsManyToOne)
                EmitLast();
            else
                EmitPieces();
        }
    }

    private void EmitPartDocs(Func<OutputPart, string> shape)
    {
        foreach (OutputPart part in plan.Outputs)
            writer.Line($"/// <param name=\"{Parameter(part).TrimStart('@')}\">Receives an output, <c>{shape(part)}</c>; not the memory of another argument.</param>");
    }

    private void EmitLengths(string? steps = null)
    {
        foreach (OutputPart part in plan.Outputs)
        {
            string name = Parameter(part);
            string meaning = $"nameof({name}), \"{Name}.{part.Name}Size\"";
            writer.Line(steps is null
                ? $"Rnn::Doors.Require.Length({name}.Length, {part.Name}Size, {meaning});"
                : $"Rnn::Doors.Require.Outputs({name}.Length, {steps}, {part.Name}Size, {meaning});");
        }
    }

    /// <summary>No output lies over another argument, or over the state.</summary>
    private void EmitPlaces(string? input, string steps)
    {
        string[] names = [.. plan.Outputs.Select(Parameter)];
        for (int index = 0; index < names.Length; index++)
        {
            foreach (string earlier in names.Take(index).Concat(input is null ? [] : [input]))
                writer.Line($"Rnn::Doors.Require.Apart({earlier}, {names[index]}, sameStartAllowed: false);");
        }

        string[] memories = input is null ? names : [input, .. names];
        foreach (string line in DoorChecks.Apart(plan, "ref state", memories).Concat(DoorChecks.HistoryRoom(plan, steps)))
            writer.Line(line);
    }

    private void EmitJoined(int rows)
    {
        writer.Line($"Span<float> joined = stackalloc float[{(rows == 1 ? "OutputSize" : $"{rows} * OutputSize")}];");
        writer.Line("ref float y = ref MemoryMarshal.GetReference(joined);");
    }

    private void EmitLast()
    {
        EmitJoined(1);
        writer.Line($"RunCore(ref state, xs, ref y, steps{Reader});");
        foreach (OutputPart part in plan.Outputs)
            writer.Line($"joined.Slice({part.Offset}, {part.Size}).CopyTo({Parameter(part)});");
    }

    private void EmitPieces()
    {
        EmitJoined(Piece);
        using (writer.Block($"for (int t = 0; t < steps; t += {Piece})"))
        {
            writer.Line($"int count = global::System.Math.Min({Piece}, steps - t);");
            writer.Line(plan.ReadsTokens
                ? $"RunCore(ref state, xs.Slice(t, count), ref y, count{Reader});"
                : $"RunCore(ref state, xs.Slice(t * InputSize, count * InputSize), ref y, count{Reader});");
            foreach (OutputPart part in plan.Outputs)
            {
                string place = part.Offset == 0 ? "y" : $"Unsafe.Add(ref y, {part.Offset})";
                string size = $"{part.Name}Size";
                writer.Line(
                    $"Rnn::States.JoinedValues.TakePart(ref {place}, OutputSize, {Parameter(part)}.Slice(t * {size}, count * {size}), {part.Size});");
            }
        }
    }

    private void EmitInputDoor()
    {
        writer.Line($"Rnn::Doors.Require.Length(x.Length, InputSize, nameof(x), \"{Name}.InputSize\");");
        foreach (string line in DoorChecks.Inputs(plan, "x"))
            writer.Line(line);
    }
}

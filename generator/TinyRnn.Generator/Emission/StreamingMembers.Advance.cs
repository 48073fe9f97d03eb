namespace TinyRnn.Generator.Emission;

/// <content><c>Advance</c>: steps whose outputs nobody asks for.</content>
internal sealed partial class StreamingMembers
{
    /// <summary>Name of the private method that takes a stream over some steps without outputs; a pair calls it, too.</summary>
    public const string AdvanceSteps = "AdvanceSteps";

    private const string FourAdvances = "FourAdvances";

    /// <summary>Steps whose outputs nobody asks for: what is read before an answer begins.</summary>
    private void EmitAdvance()
    {
        string xs = plan.ReadsTokens ? "The token ids, <c>[T]</c>" : $"The inputs, <c>[T, {plan.InputSize}]</c>{Held}; of one step, <c>[{plan.InputSize}]</c>";
        writer.Line();
        writer.Lines(
            $"""
            /// <summary>Time steps of which only the state matters: the head is not computed.</summary>
            /// <param name="state">The stream's state, updated.</param>
            /// <param name="xs">{xs}.</param>
            /// <exception cref="ArgumentException">Lengths or memory that do not fit{(plan.ReadsTokens ? ", or an id outside the vocabulary" : "")}; nothing has changed then.</exception>
            {FileFrame.GeneratedCode}
            {FileFrame.Compiled}
            """);
        using (writer.Block($"public void Advance(ref State state, ReadOnlySpan<{Element}> xs)"))
        {
            EmitInputSteps();
            foreach (string line in DoorChecks.Apart(plan, "ref state", "xs").Concat(DoorChecks.HistoryRoom(plan, "steps")))
                writer.Line(line);
            WeightAccess.Open(writer, plan);
            writer.Line($"{AdvanceSteps}(ref state, xs, steps{Reader});");
        }
    }

    private void EmitAdvanceSteps()
    {
        writer.Line();
        writer.Line("// Steps up to the last layer with a memory, lengths checked.");
        writer.Line(FileFrame.Compiled);
        using (writer.Block($"private void {AdvanceSteps}(ref State state, ReadOnlySpan<{Element}> xs, int steps{WeightAccess.Parameter(plan)})"))
        {
            if (!plan.ReadsTokens)
                writer.Line("ref float x = ref MemoryMarshal.GetReference(xs);");
            EmitLoop("steps", $"{FourAdvances}(ref state, {InputAt("t", reference: true)}{Reader});", $"AdvanceCore(ref state, {InputAt("t")}{Reader});");
        }
    }
}

using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Generator.Emission.Layers.Recurrent;

/// <summary>Prints the calls that advance one direction of a recurrent layer.</summary>
internal sealed class RecurrentCall(RecurrentPlan plan, DirectionPlan direction, SourceWriter writer, KernelSet kernels)
{
    private string Weights => WeightAccess.At(direction.Packed);

    /// <summary>Name of the kernel of a part; of a projected layer, of the method that calls both of its kernels.</summary>
    private string Kernel(RecurrentPart part)
    {
        string cell = kernels.Call(CellTexts.Of(plan).KernelOf(plan, part));
        if (plan.Projection is not { } single || part == RecurrentPart.Inputs)
            return cell;
        string projection = kernels.Call(new ProjectionKernel(plan, part == RecurrentPart.Streams ? plan.Streams!.Projection! : single));
        return kernels.Call(new ProjectedKernel(plan, part, cell, projection));
    }

    /// <summary>The argument for an input: a reference to numbers, or a token.</summary>
    private string Input(string input) => plan.IsOneHot ? input : "ref " + input;

    private string Cell(string state) => direction.Cell is { } cell ? $", ref {StateAccess.Current(cell, state)}" : "";

    /// <summary>One step of one stream.</summary>
    /// <param name="state">Variable of the state.</param>
    /// <param name="input">Variable of the input.</param>
    /// <param name="output">Variable that is declared to hold h_t.</param>
    public void EmitStep(string state, string input, string output)
    {
        string kernel = Kernel(RecurrentPart.Step);
        if (direction.Hidden.Turn is not { } counter)
        {
            writer.Line($"ref float {output} = ref {StateAccess.Current(direction.Hidden, state)};");
            writer.Line($"{kernel}({Weights}, {Input(input)}, ref {output}, ref {output}{Cell(state)});");
            return;
        }

        string turn = output + "Turn";
        EmitTurn(state, counter, turn, output);
        writer.Line($"{kernel}({Weights}, {Input(input)}, ref {StateAccess.At(direction.Hidden, turn, state)}, ref {output}{Cell(state)}{Turn(turn)});");
    }

    /// <summary>Consecutive steps of one stream.</summary>
    /// <param name="state">Variable of the state.</param>
    /// <param name="inputs">Variables of the inputs.</param>
    /// <param name="outputs">Variables that are declared to hold each h_t.</param>
    public void EmitTime(string state, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs)
    {
        string name = outputs[0];
        if (plan.BlocksInputs)
            EmitInputProducts(inputs, name);
        string turn = name + "Turn";
        string current = StateAccess.Current(direction.Hidden, state);
        if (direction.Hidden.Turn is { } counter)
        {
            // Four steps leave the turn as it was; those between have their own memory, which later layers read.
            writer.Line($"int {turn} = {StateAccess.In(counter, state)} & 1;");
            current = StateAccess.At(direction.Hidden, turn, state);
        }

        int padded = direction.Hidden.Padded;
        writer.Line($"Span<float> {name}Steps = stackalloc float[{(outputs.Count - 1) * padded}];");
        string before = current;
        for (int step = 0; step < outputs.Count; step++)
        {
            string output = outputs[step];
            writer.Line(step == outputs.Count - 1
                ? $"ref float {output} = ref {current};"
                : step == 0
                    ? $"ref float {output} = ref MemoryMarshal.GetReference({name}Steps);"
                    : $"ref float {output} = ref Unsafe.Add(ref {before}, {padded});");
            string source = plan.BlocksInputs ? $"ref Unsafe.Add(ref {name}Sums, {step * plan.SumsLength})" : Input(inputs[step]);
            string kernel = Kernel(plan.BlocksInputs ? RecurrentPart.Hidden : RecurrentPart.Step);
            string direct = step % 2 == 0 ? turn : $"{turn} ^ 1";
            writer.Line($"{kernel}({Weights}, {source}, ref {before}, ref {output}{Cell(state)}{Turn(direct)});");
            before = output;
        }
    }

    /// <summary>One step of four streams.</summary>
    public void EmitStreams(RowsScope scope)
    {
        if (direction.Hidden.Turn is { } counter)
        {
            writer.Line($"int {Each(scope, row => $"{row.Variable(plan)}Turn = {StateAccess.In(counter, row.State)} & 1")};");
            foreach (StepScope row in scope.Rows)
                writer.Line($"{StateAccess.In(counter, row.State)} = {row.Variable(plan)}Turn ^ 1;");
        }

        writer.Line($"ref float {Each(scope, row => $"{row.Variable(plan)} = ref {After(row)}")};");

        string inputs = string.Join(", ", scope.Rows.Select(row => Input(row.Input)));
        string cells = direction.Cell is { } cell ? ", " + scope.Arguments(row => StateAccess.Current(cell, row.State)) : "";
        string before = scope.Arguments(row =>
            direction.Hidden.Turn is null ? row.Variable(plan) : StateAccess.At(direction.Hidden, row.Variable(plan) + "Turn", row.State));
        writer.Line(
            $"{Kernel(RecurrentPart.Streams)}({Weights}, {inputs}, {before}, "
            + $"{scope.Arguments(row => row.Variable(plan))}{cells}{Turn(scope.Rows[0].Variable(plan) + "Turn")});");
    }

    private static string Each(RowsScope scope, Func<StepScope, string> declaration) => string.Join(", ", scope.Rows.Select(declaration));

    /// <summary>Where a stream's h_t will be.</summary>
    private string After(StepScope row) => direction.Hidden.Turn is null
        ? StateAccess.Current(direction.Hidden, row.State)
        : StateAccess.At(direction.Hidden, $"({row.Variable(plan)}Turn ^ 1)", row.State);

    private void EmitInputProducts(IReadOnlyList<string> inputs, string name)
    {
        writer.Line($"Span<float> {name}Products = stackalloc float[{inputs.Count * plan.SumsLength}];");
        writer.Line($"ref float {name}Sums = ref MemoryMarshal.GetReference({name}Products);");
        string sums = string.Join(", ", Enumerable.Range(0, inputs.Count).Select(step => $"ref Unsafe.Add(ref {name}Sums, {step * plan.SumsLength})"));
        writer.Line(
            $"{Kernel(RecurrentPart.Inputs)}({Weights}, {string.Join(", ", inputs.Select(input => "ref " + input))}, {sums});");
    }

    private void EmitTurn(string state, StateCounter counter, string turn, string output)
    {
        writer.Line($"int {turn} = {StateAccess.In(counter, state)} & 1;");
        writer.Line($"{StateAccess.In(counter, state)} = {turn} ^ 1;");
        writer.Line($"ref float {output} = ref {StateAccess.At(direction.Hidden, $"({turn} ^ 1)", state)};");
    }

    private string Turn(string turn) => plan.Zigzags ? $", {turn}" : "";
}

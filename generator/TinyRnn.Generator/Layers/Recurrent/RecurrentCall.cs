using TinyRnn.Generator.Emission;

namespace TinyRnn.Generator.Layers.Recurrent;

/// <summary>Prints the call that advances one direction of a recurrent layer by a step.</summary>
internal static class RecurrentCall
{
    public static void Emit(RecurrentPlan plan, DirectionPlan direction, SourceWriter writer, string input)
    {
        string hidden = $"ref {direction.Hidden.Current}";
        if (direction.Hidden.Turn is { } turn)
        {
            string before = $"{char.ToLowerInvariant(turn.Name[0])}{turn.Name.Substring(1)}";
            writer.Line($"int {before} = state.{turn.Name} & 1;");
            writer.Line($"state.{turn.Name} = {before} ^ 1;");
            hidden = $"ref {direction.Hidden.At(before)}, ref {direction.Hidden.At($"({before} ^ 1)")}";
        }

        string cell = direction.Cell is { } c ? $", ref {c.Current}" : "";
        writer.Line(
            $"{StepScope.Kernels}.{plan.KernelName}(ref Unsafe.Add(ref weights, {direction.Packed.Offset}), ref {input}, {hidden}{cell});");
    }
}

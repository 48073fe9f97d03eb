using TinyRnn.Generator.Emission;

namespace TinyRnn.Generator.Layers.Recurrent;

/// <summary>Prints the call that advances one direction of a recurrent layer by a step.</summary>
internal static class RecurrentCall
{
    public static void Emit(RecurrentPlan plan, DirectionPlan direction, SourceWriter writer, string input)
    {
        string cell = direction.Cell is { } c ? $", ref state.At({c.Range.Offset})" : "";
        writer.Line(
            $"{StepScope.Kernels}.{plan.KernelName}(ref Unsafe.Add(ref weights, {direction.Packed.Offset}), ref {input}, "
            + $"ref state.At({direction.Hidden.Range.Offset}){cell});");
    }
}

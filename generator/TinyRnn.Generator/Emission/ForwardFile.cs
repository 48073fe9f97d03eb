
namespace TinyRnn.Generator.Emission;

/// <summary>Prints <c>X.Forward.g.cs</c>: steps, sequences, generation, and the kernels under them.</summary>
internal static class ForwardFile
{
    public static string Print(ModelPlan plan) =>
        FileFrame.Print(
            plan.Type,
            $"{plan.Type.Name}: the forward pass.",
            ["", .. LayerTable.Print(plan)],
            "",
            writer => EmitMembers(writer, plan),
            isNullable: false);

    private static void EmitMembers(SourceWriter writer, ModelPlan plan)
    {
        KernelSet kernels = KernelSet.OfSteps();
        if (plan.IsBidirectional)
        {
            new SequenceMembers(writer, plan, kernels).Emit();
        }
        else
        {
            new StreamingMembers(writer, plan, kernels).Emit();
            new GenerationMembers(writer, plan).Emit();
        }

        kernels.Emit(writer);
    }
}

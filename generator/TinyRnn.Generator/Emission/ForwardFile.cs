using TinyRnn.Generator.Planning;

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
        if (plan.IsBidirectional)
        {
            new SequenceMembers(writer, plan).Emit();
        }
        else
        {
            new StreamingMembers(writer, plan).Emit();
            new GenerationMembers(writer, plan).Emit();
        }

        EmitKernels(writer, plan);
    }

    private static void EmitKernels(SourceWriter writer, ModelPlan plan)
    {
        List<KernelEmitter> kernels = [];
        foreach (KernelEmitter kernel in plan.Layers.SelectMany(layer => layer.Kind.Kernels(layer)))
        {
            if (kernels.All(other => other.Name != kernel.Name))
                kernels.Add(kernel);
        }

        if (kernels.Count == 0)
            return;
        writer.Line();
        writer.Lines(
            """
            // Weights come in panels of 16, 8 or 4 units, or 32 where a unit has one sum. A panel's rows are [bias][input 0..I-1][hidden 0..H-1], a row holds the gates one after another,
            // a lane each unit, so that w walks through memory in one straight line. The sums of a tile stay in registers until the cell has used them.
            // Every offset is a constant inside the model's blocks, whose lengths the constructor fixed, or inside spans whose lengths the caller checked.
            """);
        using (writer.Block($"private static class {StepScope.Kernels}"))
        {
            foreach (KernelEmitter kernel in kernels)
                kernel.Emit(writer);
        }
    }
}

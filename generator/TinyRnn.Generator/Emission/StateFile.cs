using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Emission;

/// <summary>Prints <c>X.State.g.cs</c>: what a stream remembers, as a value.</summary>
internal static class StateFile
{
    public static string Print(ModelPlan plan) =>
        FileFrame.Print(
            plan.Type,
            $"{plan.Type.Name}.State: what a stream remembers.",
            [],
            "",
            writer => EmitState(writer, plan));

    private static void EmitState(SourceWriter writer, ModelPlan plan)
    {
        writer.Lines(
            $"""
            /// <summary>
            /// What one stream remembers between steps ({LayerTable.StateBytes(plan)} bytes). A value: <see langword="default"/> is the zero state, an assignment is a
            /// copy to come back to, and no two streams share anything.
            /// </summary>
            {FileFrame.GeneratedCode}
            """);
        using (writer.Block("public struct State"))
        {
            if (plan.StateLength > 0)
                writer.Line("private Values _values;");
            EmitCounters(writer, plan);
            foreach (LayerPlan layer in plan.Layers)
            {
                foreach (StateVector vector in layer.Vectors.Where(vector => vector.Summary is not null))
                {
                    writer.Line();
                    writer.Line($"/// <summary>{vector.Summary}</summary>");
                    writer.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
                    writer.Line(
                        $"public Span<float> {vector.Name} => MemoryMarshal.CreateSpan(ref {vector.Current("this").Replace("this.", "")}, {vector.Range.Length});");
                }
            }

            if (plan.StateLength > 0)
                EmitValues(writer, plan);
        }
    }

    private static void EmitCounters(SourceWriter writer, ModelPlan plan)
    {
        foreach (StateCounter counter in plan.Layers.SelectMany(layer => layer.Counters))
        {
            if (counter.Summary is null)
            {
                writer.Line($"internal int {counter.Name};");
                continue;
            }

            writer.Line();
            writer.Line($"/// <summary>{counter.Summary}</summary>");
            writer.Line($"public int {counter.Name};");
        }
    }

    private static void EmitValues(SourceWriter writer, ModelPlan plan)
    {
        writer.Line();
        writer.Lines(
            $$"""
            // The index is one of this model's constants, all below {{plan.StateLength}}.
            [global::System.Diagnostics.CodeAnalysis.UnscopedRef]
            internal ref float At(int index) => ref Unsafe.Add(ref Unsafe.As<Values, float>(ref _values), index);

            [InlineArray({{plan.StateLength}})]
            private struct Values
            {
                private float _first;
            }
            """);
    }
}

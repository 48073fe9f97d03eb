using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Layers.Gru;

/// <summary>
/// A step of a GRU whose reset gate scales the hidden state before the recurrent product: two passes over panels, because the second product needs the whole of r * h.
/// </summary>
internal sealed class GruResetBeforeKernel(RecurrentPlan layer, RecurrentPart part) : RecurrentKernel(layer, part)
{
    /// <summary>Vectors that the first pass hands to the second, for each stream.</summary>
    private static readonly string[] s_parts = ["update", "input", "resetHidden"];

    private PanelKernelPlan Second => Part == RecurrentPart.Streams ? Layer.Streams!.Second! : Layer.Second!;

    protected override void EmitStep(SourceWriter writer, KernelVariant variant)
    {
        EmitParts(writer);
        Walk(variant).EmitTiles(writer, (vectors, _) =>
        {
            PanelVector.EmitConstants(writer, vectors);
            foreach (PanelVector v in vectors)
            {
                writer.Line($"{v.Cells}.GruReset({v.Name("r")}, {v.Load("h")}{v.Constants}).{v.Store("resetHidden")};");
                writer.Line($"{v.Name("z")}.{v.Store("update")};");
                writer.Line($"{v.Name("n")}.{v.Store("input")};");
            }
        });
        writer.Line();
        writer.Line("// The second pass: n_t = tanh(input part + U_n (r_t * h_{t-1}))");
        writer.Line($"ref float candidate = ref Unsafe.Add(ref weights, {Plan.PackedLength});");
        PanelWalk second = new(Second, Second.Variants.First(other => IsFor(other, variant)))
        {
            Weights = "candidate",
            Start = (_, v) => v.Load("input"),
        };
        second.EmitTiles(writer, (vectors, _) => Layer.Shape.EmitCells(writer, vectors));
    }

    /// <summary>What the second pass ends in.</summary>
    public static void PrintUpdate(SourceWriter writer, PanelVector v) =>
        writer.Line($"{v.Cells}.GruUpdate({v.Load("update")}, {v.Name("n")}, {v.Load("h")}{v.Constants}).{v.Store("next")};");

    private void EmitParts(SourceWriter writer)
    {
        int padded = Plan.Layout.PaddedUnits;
        IReadOnlyList<string> names = [.. PanelWalk.Letters(Plan.Inputs).SelectMany(letter => s_parts.Select(name => name + letter))];
        writer.Line($"Span<float> parts = stackalloc float[{names.Count * padded}];   // the update gate's sums, the candidate's input part, r_t * h_{{t-1}}");
        for (int index = 0; index < names.Count; index++)
        {
            string place = index == 0 ? "MemoryMarshal.GetReference(parts)" : $"Unsafe.Add(ref {names[0]}, {index * padded})";
            writer.Line($"ref float {names[index]} = ref {place};");
        }
    }

    /// <summary>The candidate's variant that runs on the target: its own, or the next narrower one that serves for both.</summary>
    private static bool IsFor(KernelVariant candidate, KernelVariant variant) =>
        candidate.Target.Equals(variant.Target) || (candidate.Target.Lanes <= variant.Target.Lanes && !candidate.Target.HasMultiplyByLane);
}

using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Layers.Gru;

/// <summary>
/// One step of a GRU whose reset gate scales the hidden state before the recurrent product: two passes over the panels, because the
/// second product needs the whole of r * h.
/// </summary>
internal sealed class GruResetBeforeKernel(RecurrentPlan layer, PanelKernelPlan gates, PanelKernelPlan candidate)
    : PanelKernel(gates)
{
    public override string Name => layer.KernelName;

    protected override string Title => $"{layer.Shape.Title}, {layer.InputSize} {(layer.IsOneHot ? "tokens" : "inputs")}, {layer.Units} units: one time step";

    protected override IEnumerable<string> Equations => layer.Equations;

    protected override string Arguments => $"ref float weights, {string.Concat(ForInputs("x", declared: true, layer.IsOneHot))}, ref float h, ref float next";

    protected override string Forwarded => $"ref weights, {string.Concat(ForInputs("x", declared: false, layer.IsOneHot))}, ref h, ref next";

    protected override void EmitBody(SourceWriter writer, KernelVariant variant)
    {
        int padded = Plan.Layout.PaddedUnits;
        writer.Line($"Span<float> parts = stackalloc float[{3 * padded}];   // the update gate's sums, the candidate's input part, r_t * h_{{t-1}}");
        writer.Line("ref float update = ref MemoryMarshal.GetReference(parts);");
        writer.Line($"ref float input = ref Unsafe.Add(ref update, {padded});");
        writer.Line($"ref float resetHidden = ref Unsafe.Add(ref update, {2 * padded});");
        new PanelWalk(Plan, variant).Emit(writer, v =>
        {
            writer.Line($"{v.Cells}.GruReset({v.Name("r")}, {v.Load("h")}).{v.Store("resetHidden")};");
            writer.Line($"{v.Name("z")}.{v.Store("update")};");
            writer.Line($"{v.Name("n")}.{v.Store("input")};");
        });
        writer.Line();
        writer.Line("// The second pass: n_t = tanh(input part + U_n (r_t * h_{t-1}))");
        writer.Line($"ref float candidate = ref Unsafe.Add(ref weights, {Plan.PackedLength});");
        PanelWalk second = new(candidate, candidate.Variants.First(other => IsFor(other, variant)))
        {
            Weights = "candidate",
            Start = (_, v) => v.Load("input"),
        };
        second.Emit(writer, v => layer.Shape.EmitCell(writer, v));
    }

    /// <summary>What the second pass ends in.</summary>
    public static void PrintCell(SourceWriter writer, PanelVector v) =>
        writer.Line($"{v.Cells}.GruUpdate({v.Load("update")}, {v.Name("n")}, {v.Load("h")}).{v.Store("next")};");

    /// <summary>The candidate's variant that runs on the target: its own, or the next narrower one that serves for both.</summary>
    private static bool IsFor(KernelVariant candidate, KernelVariant variant) =>
        candidate.Target.Equals(variant.Target) || (candidate.Target.Lanes <= variant.Target.Lanes && !candidate.Target.HasMultiplyByLane);
}

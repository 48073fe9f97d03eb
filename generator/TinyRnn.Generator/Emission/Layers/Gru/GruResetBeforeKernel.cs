using TinyRnn.Generator.Emission.Layers.Recurrent;
using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Generator.Emission.Layers.Gru;

/// <summary>
/// A step of a GRU whose reset gate scales the hidden state before the recurrent product: two passes over panels, because the second product
/// needs the whole of r * h.
/// </summary>
internal sealed class GruResetBeforeKernel(RecurrentPlan layer, RecurrentPart part) : RecurrentKernel(layer, part)
{
    /// <summary>What the first pass hands to the second, for each stream: the update gate's sums, the candidate's input part, and r_t * h_{t-1}.</summary>
    private static readonly string[] s_parts = ["update", "input", "resetHidden"];

    private PanelKernelPlan Second => Computed == RecurrentPart.Streams ? Recurrent.Streams!.Second! : Recurrent.Second!;

    private int Padded => Plan.Layout.PaddedUnits;

    private IReadOnlyList<string> PartNames => [.. PanelWalk.Letters(Plan.Inputs).SelectMany(letter => s_parts.Select(name => name + letter))];

    private ArrayPlaces Parts => new("parts", PartNames, Padded);

    /// <summary>A single step has one second pass, however its first is computed.</summary>
    private string SecondName => NameOf(Recurrent, Computed == RecurrentPart.Streams ? Computed : RecurrentPart.Step) + Storage + "Second";

    /// <summary>Each pass is a method, because the compiler stops inlining in long ones: four streams have four times the cells of one.</summary>
    public override void Emit(SourceWriter writer)
    {
        base.Emit(writer);
        if (Computed is not (RecurrentPart.Step or RecurrentPart.Streams))
            return;
        foreach (KernelVariant variant in Plan.Variants)
        {
            writer.Line();
            writer.Line("// The second pass: n_t = tanh(input part + U_n (r_t * h_{t-1}))");
            KernelVariant second = SecondOf(variant);
            TileMethods methods = new(SecondName + variant.Target.Name, IsForStreams);

            // A compiler that knows how often it is called would inline it, and then call the cells of a method that has become too long.
            bool isCalled = IsForStreams || IsSplit(Second, second);
            methods.Emit(writer, isCalled, SecondArguments(declared: true), () => EmitSecond(writer, second, methods));
        }
    }

    protected override void EmitStep(SourceWriter writer, KernelVariant variant, TileMethods methods)
    {
        writer.Line($"Span<float> scratch = stackalloc float[{PartNames.Count * Padded}];   // {Padded} each: {string.Join(", ", PartNames)}");
        writer.Line("ref float parts = ref MemoryMarshal.GetReference(scratch);");
        Walk(variant, methods, ["x", "h"], Parts).EmitTiles(writer, vectors =>
        {
            if (Cell.HasConstants)
                PanelVector.EmitConstants(writer, vectors);
            foreach (PanelVector v in vectors)
            {
                writer.Line($"{v.Store(ResetOf(v), "resetHidden")};");
                writer.Line($"{v.Store(v.Name("z"), "update")};");
                writer.Line($"{v.Store(v.Name("n"), "input")};");
            }
        });
        writer.Line();
        writer.Line($"ref float candidate = ref Unsafe.Add(ref weights, {Plan.PackedPlaces});");
        writer.Line($"{SecondName}{variant.Target.Name}({SecondArguments(declared: false)});");
    }

    /// <summary>r_t * h_{t-1}.</summary>
    private string ResetOf(PanelVector v) => Recurrent.Shape.IsFree
        ? $"{FreeCells.Gate(Recurrent.Shape, v, v.Name("r"))} * {v.Load("h")}"
        : $"{v.Cells}.GruReset({v.Name("r")}, {v.Load("h")}{v.Constants})";

    private void EmitSecond(SourceWriter writer, KernelVariant variant, TileMethods methods)
    {
        PanelWalk second = new(Second, variant, methods)
        {
            Arrays = ["h", "next"],
            Weights = "candidate",
            Places = Parts,
            Start = (_, v) => v.Load("input"),
        };
        second.EmitTiles(writer, vectors => Cell.Emit(writer, vectors));
    }

    private string SecondArguments(bool declared) =>
        string.Join(
            ", ", [declared ? "ref float candidate, ref float parts" : "ref candidate, ref parts", .. ForInputs("h", declared),
                .. ForInputs("next", declared)]);

    /// <summary>What the second pass ends in.</summary>
    public static void PrintUpdate(SourceWriter writer, PanelVector v) =>
        writer.Line($"{v.Store($"{v.Cells}.GruUpdate({v.Load("update")}, {v.Name("n")}, {v.Load("h")}{v.Constants})", "next")};");

    /// <summary>The candidate's variant that runs on the target: its own, or the next narrower one that serves for both.</summary>
    private KernelVariant SecondOf(KernelVariant variant) =>
        Second.Variants.FirstOrDefault(candidate => candidate.Target.Equals(variant.Target))
        ?? Second.Variants.First(candidate => candidate.Target.Lanes <= variant.Target.Lanes && !candidate.Target.IsNeon);
}

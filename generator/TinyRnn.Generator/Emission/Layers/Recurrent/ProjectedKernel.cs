using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Generator.Emission.Layers.Recurrent;

/// <summary>
/// A step of a projected layer: the cell's kernel, then the projection of what it gave. A method, because what lies between them is on the stack, and those who
/// call it do so in loops.
/// </summary>
/// <param name="layer">The layer.</param>
/// <param name="part">What is computed.</param>
/// <param name="cell">Expression of the cell's kernel.</param>
/// <param name="projection">Expression of the projection's kernel.</param>
internal sealed class ProjectedKernel(RecurrentPlan layer, RecurrentPart part, string cell, string projection) : RecurrentKernel(layer, part)
{
    protected override string Kind => base.Kind + "Projected";

    protected override string Storage => base.Storage + (StorageOf(Projection) is { Length: > 0 } storage ? "And" + storage : "");

    public override object Identity => (base.Identity, Projection);

    private ProductPlan Projection => Recurrent.Projection!.Product;

    public override void Emit(SourceWriter writer)
    {
        int padded = Plan.Layout.PaddedUnits;
        string[] shown = [.. PanelWalk.Letters(Plan.Inputs).Select(letter => "shown" + letter)];
        writer.Line();
        writer.Line($"// {Title}, and their projection to {Recurrent.HiddenSize}.");
        writer.Line(FileFrame.Compiled);
        using (writer.Block($"public static void {Name}({Arguments})"))
        {
            writer.Line($"Span<float> cells = stackalloc float[{shown.Length * padded}];");
            for (int index = 0; index < shown.Length; index++)
                writer.Line(
                    $"ref float {shown[index]} = ref {(index == 0 ? "MemoryMarshal.GetReference(cells)" : $"Unsafe.Add(ref {shown[0]}, {index * padded})")};");
            writer.Line($"{cell}({List(declared: false, "shown")});");
            writer.Line(
                $"{projection}(ref Unsafe.Add(ref weights, {Plan.PackedPlaces}), {References("shown")}, {References("next")});");
        }
    }

    private string References(string name) => string.Join(", ", ForInputs(name, declared: false));
}

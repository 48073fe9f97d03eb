namespace TinyRnn.Generator.Emission.Sequences;

/// <summary>All steps of one sequence backward, from the last to the first: the gradients of all sums take the place of the gates.</summary>
internal sealed class SequenceBackwardKernel(SequenceCell cell) : SequenceKernel(cell)
{
    private readonly IReadOnlyList<BackwardPass> _passes = cell.BackwardPasses;

    public override int Part => 1;

    protected override string Direction => "Backward";

    protected override IEnumerable<string> Equations => _passes.Select(pass => pass.Comment);

    protected override IReadOnlyList<SequenceArray> Arrays => Cell.BackwardArrays;

    /// <summary>Wide vectors where they fill: dot products are the same code on every processor of a width.</summary>
    protected override IReadOnlyList<VectorTarget> Targets =>
        [.. VectorTarget.WithoutFusing.Where(target => target.IsBaseline || _passes.Any(pass => pass.Dots.Widths.Any(width => width.Lanes == target.Lanes)))];

    protected override bool Zigzags => _passes.Any(pass => pass.Dots.Zigzags);

    protected override string Next(SequenceArray array) => $"Unsafe.Subtract(ref {array.Name}, {array.Stride})";

    protected override void EmitVariant(SourceWriter writer, VectorTarget target, string method) => EmitMethod(writer, method, () =>
    {
        foreach (BackwardPass pass in _passes)
        {
            EmitUnits(writer, pass, target.Lanes);
            writer.Line();
            new RowDotsText(writer, pass).Emit(target.Lanes);
        }
    });

    /// <summary>The units in vectors of a width, and the rest in narrower ones.</summary>
    private void EmitUnits(SourceWriter writer, BackwardPass pass, int widest)
    {
        int unit = 0;
        for (int lanes = widest; lanes >= 4; lanes /= 2)
        {
            int end = Cell.Padded / lanes * lanes;
            if (end == unit)
                continue;
            bool isOne = end == unit + lanes;
            using (isOne ? writer.Block() : writer.Block($"for (nuint unit = {unit}; unit < {end}; unit += {lanes})"))
                pass.Cell(writer, new PanelVector(lanes, "", isOne ? unit.ToString() : "unit", 0, -1, IsReproducible: false, ArrayPlaces.None));
            unit = end;
        }
    }
}

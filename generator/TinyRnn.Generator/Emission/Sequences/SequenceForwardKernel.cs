namespace TinyRnn.Generator.Emission.Sequences;

/// <summary>All steps of one sequence forward, with what the way back needs kept on the tape.</summary>
internal sealed class SequenceForwardKernel(SequenceCell cell, IEnumerable<string> equations) : SequenceKernel(cell)
{
    private readonly IReadOnlyList<ForwardPass> _passes = cell.ForwardPasses;

    public override int Part => 0;

    protected override string Direction => "Forward";

    protected override IEnumerable<string> Equations => equations;

    protected override IReadOnlyList<SequenceArray> Arrays => Cell.ForwardArrays;

    protected override IReadOnlyList<VectorTarget> Targets =>
        [.. VectorTarget.All.Where(target => _passes.Any(pass => pass.Plan.Variants.Any(variant => variant.Target == target)))];

    protected override bool Zigzags => _passes.Any(pass => pass.Plan.Zigzags);

    protected override string Next(SequenceArray array) => $"Unsafe.Add(ref {array.Name}, {array.Stride})";

    protected override void EmitVariant(SourceWriter writer, VectorTarget target, string method)
    {
        List<TileMethods> methods = [];
        EmitMethod(writer, method, () =>
        {
            for (int index = 0; index < _passes.Count; index++)
            {
                ForwardPass pass = _passes[index];
                TileMethods tiles = new(method + (index == 0 ? "" : index.ToString()), isForStreams: false);
                methods.Add(tiles);
                PanelWalk walk = new(pass.Plan, VariantOf(pass.Plan, target), tiles)
                {
                    Weights = pass.Weights,
                    HasTurn = pass.Plan.Zigzags,
                    Start = (offset, v) => pass.Start(pass.Plan.Product.Sums[offset / v.PanelWidth], v),
                };
                using (_passes.Count > 1 ? writer.Block() : (IDisposable?)null)
                    walk.EmitTiles(writer, vectors => pass.Cell(writer, vectors));
            }
        });
        foreach (TileMethods tiles in methods)
            tiles.EmitTiles(writer);
    }

    /// <summary>The target's own, or what it shares with a narrower one.</summary>
    private static KernelVariant VariantOf(PanelKernelPlan plan, VectorTarget target) =>
        plan.Variants.FirstOrDefault(variant => variant.Target == target)
        ?? plan.Variants.First(variant => !variant.Target.IsNeon && variant.Target.Lanes <= target.Lanes);
}

namespace TinyRnn.Generator.Emission;

/// <summary>
/// Methods that add a row of weights to the sums of a tile, for walks in which rows of the same sums are printed several times: short layers, whose rows are
/// straight code, and NEON, which takes four rows at once. They are inlined, and their offsets and lanes are constants then.
/// </summary>
/// <param name="methods">Takes them.</param>
/// <param name="suffix">Tells the tiles of a kernel apart.</param>
/// <param name="target">The processor.</param>
/// <param name="blocks">The blocks that are walked, and how.</param>
internal sealed class RowMethods(TileMethods methods, string suffix, VectorTarget target, IReadOnlyList<(RowBlock Block, LoopPlan Loop)> blocks)
{
    /// <summary>Lines around a method's products, an empty one included.</summary>
    private const int Frame = 5;

    /// <summary>Rows of such sums are a method.</summary>
    public bool Has(IReadOnlyList<PanelVector> vectors, RowBlock block, bool isByLane)
    {
        int products = block.Gates.Count * vectors.GroupBy(v => v.Suffix).Sum(shared => shared.Count() == 1 ? 1 : shared.Count() + 1);
        int uses = blocks.Where(other => IsAlike(other.Block, block)).Sum(other => Printed(other.Block, other.Loop, isByLane));
        return !block.IsOneHot && !block.IsDiagonal && uses * (products - (isByLane ? 1 : 0)) > products + Frame;
    }

    /// <summary>Some row is printed in its place.</summary>
    public bool LeavesAny(IReadOnlyList<PanelVector> vectors) => blocks.Any(each =>
        ((bool[])[false, true]).Any(isByLane => Printed(each.Block, each.Loop, isByLane) > 0 && !Has(vectors, each.Block, isByLane)));

    /// <summary>Name of the method for such a row, which is printed when it is first asked for.</summary>
    public string NameOf(IReadOnlyList<PanelVector> vectors, RowBlock block, bool isByLane, Action<SourceWriter> body)
    {
        string type = $"{vectors[0].Type}<float>";
        IEnumerable<string> inputs = vectors.Select(v => v.Input).Distinct().Select(input => $"{type} x{input}");
        IEnumerable<string> sums = block.Gates.SelectMany(gate => vectors.Select(v => $"ref {v.Type}<float> {v.Sum(gate)}"));
        IEnumerable<string> rows = PanelVector.FirstOfPanels(vectors).Select(v => $"ref float {v.Row}, nuint {v.RowPlace}");
        string parameters = string.Join(", ", [.. rows, .. inputs, .. isByLane ? ["byte lane"] : Enumerable.Empty<string>(), .. sums]);
        string gates = blocks.All(other => IsAlike(other.Block, block)) ? "" : string.Concat(block.Gates).ToUpperInvariant();
        string what = $"{string.Join(", ", block.Gates)} += a row of weights times {(isByLane ? "a lane of x" : "x")}";
        return methods.Add($"{suffix}Row{gates}{(isByLane ? "ByLane" : "")}", what, parameters, body);
    }

    private static bool IsAlike(RowBlock one, RowBlock other) => one.Gates.SequenceEqual(other.Gates);

    /// <summary>Rows of the block that would be printed.</summary>
    private int Printed(RowBlock block, LoopPlan loop, bool isByLane)
    {
        if (block.IsOneHot)
            return 0;
        if (block.Count is not { } count)
            return isByLane ? 0 : 1;
        int[] straight = [loop.Looped > 0 ? loop.Unroll : 0, count - loop.Looped];
        return straight.Sum(rows => !target.HasMultiplyByLane ? (isByLane ? 0 : rows) : isByLane ? rows / 4 * 4 : rows % 4);
    }
}

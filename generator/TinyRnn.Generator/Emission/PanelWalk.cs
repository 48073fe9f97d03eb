using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Emission;

/// <summary>Prints the walk over a layer's panels: sums of a tile in registers, rows one after another, then the cell.</summary>
internal sealed class PanelWalk(PanelKernelPlan plan, KernelVariant variant)
{
    /// <summary>Blocks of at most so many rows are printed without a loop.</summary>
    private const int StraightRows = 4;

    private ProductPlan Product => plan.Product;

    /// <param name="writer">Where to.</param>
    /// <param name="start">Where a sum starts, given its offset in the bias row.</param>
    /// <param name="cell">Prints what happens to the finished sums of one vector of units.</param>
    /// <param name="goOn">Leave the variable <c>panel</c> behind the last panel, for what follows there.</param>
    public void Emit(SourceWriter writer, Func<int, PanelVector, string> start, Action<PanelVector> cell, bool goOn = false)
    {
        for (int index = 0; index < plan.Layout.Groups.Count; index++)
        {
            PanelGroup group = plan.Layout.Groups[index];
            TilePlan tile = variant.Tiles[index];
            bool isLast = index == plan.Layout.Groups.Count - 1;
            int last = Math.Min(group.FirstUnit + group.Units, plan.Layout.Units) - 1;
            writer.Line();
            writer.Line(group.Count == 1
                ? $"// Units {group.FirstUnit} to {last}: a panel of {group.Width}."
                : $"// Units {group.FirstUnit} to {last}: {group.Count} panels of {group.Width}.");
            bool loop = group.Count > 1;
            using (loop
                ? writer.Block($"for (nuint first = {group.FirstUnit}; first < {group.FirstUnit + group.Units}; first += {group.Width})")
                : writer.Block())
            {
                string first = loop ? "first" : group.FirstUnit.ToString();
                if (tile.Tiles > 1)
                {
                    using (writer.Block($"for (nuint lane = 0; lane < {group.Width}; lane += {tile.TileWidth})"))
                    {
                        writer.Line($"nuint unit = {(first == "0" ? "" : first + " + ")}lane;");
                        writer.Line($"ref float w = ref Unsafe.Add(ref panel, lane);");
                        EmitTile(writer, group, tile, "unit", -1, start, cell);
                    }
                }
                else
                {
                    writer.Line("ref float w = ref panel;");
                    EmitTile(writer, group, tile, first, loop ? -1 : group.FirstUnit, start, cell);
                }

                if (loop || !isLast || goOn)
                    writer.Line($"panel = ref Unsafe.Add(ref panel, {Product.PanelLength(group.Width)});");
            }
        }
    }

    private void EmitTile(
        SourceWriter writer, PanelGroup group, TilePlan tile, string unit, int knownUnit, Func<int, PanelVector, string> start, Action<PanelVector> cell)
    {
        List<PanelVector> vectors = [];
        for (int v = 0; v < tile.Vectors; v++)
        {
            int offset = v * tile.Lanes;
            vectors.Add(new PanelVector(
                tile.Lanes,
                tile.Vectors == 1 ? "" : offset.ToString(),
                knownUnit >= 0 ? (knownUnit + offset).ToString() : offset == 0 ? unit : $"{unit} + {offset}",
                offset,
                knownUnit >= 0 ? knownUnit + offset : -1));
        }

        EmitStart(writer, group, tile, vectors, start);
        foreach (RowBlock block in Product.Blocks)
            EmitRows(writer, group, tile, vectors, block);
        EmitChainSums(writer, tile, vectors);
        foreach (PanelVector vector in vectors)
            cell(vector);
    }

    private void EmitStart(
        SourceWriter writer, PanelGroup group, TilePlan tile, List<PanelVector> vectors, Func<int, PanelVector, string> start)
    {
        for (int gate = 0; gate < Product.Sums.Count; gate++)
        {
            foreach (PanelVector v in vectors)
            {
                for (int chain = 0; chain < tile.Chains; chain++)
                {
                    string value = chain == 0 ? start(gate * group.Width, v) : $"{v.Type}<float>.Zero";
                    writer.Line($"{v.Type}<float> {Sum(v, Product.Sums[gate], chain)} = {value};");
                }
            }
        }

        if (Product.HasBias)
            writer.Line($"w = ref Unsafe.Add(ref w, {Product.Sums.Count * group.Width});");
    }

    private static void EmitRows(SourceWriter writer, PanelGroup group, TilePlan tile, List<PanelVector> vectors, RowBlock block)
    {
        int stride = block.Gates.Count * group.Width;
        writer.Line($"// {string.Join(", ", block.Gates)} += W {block.Source}");
        if (block.Count is not { } count)
        {
            using (writer.Block("for (nuint k = 0; k < (nuint)rows; k++)"))
                EmitSteps(writer, group, tile, vectors, block, "k", 1, stride);
            return;
        }

        int unroll = tile.Chains;
        int looped = count <= Math.Max(StraightRows, unroll) ? 0 : count / unroll * unroll;
        if (looped > 0)
        {
            using (writer.Block($"for (nuint k = 0; k < {looped}; k += {unroll})"))
                EmitSteps(writer, group, tile, vectors, block, "k", unroll, stride);
        }

        if (count > looped)
            EmitSteps(writer, group, tile, vectors, block, looped.ToString(), count - looped, stride);
    }

    private static void EmitSteps(
        SourceWriter writer, PanelGroup group, TilePlan tile, List<PanelVector> vectors, RowBlock block, string k, int rows, int stride)
    {
        for (int row = 0; row < rows; row++)
        {
            string index = k == "k" ? (row == 0 ? "k" : $"k + {row}") : (int.Parse(k) + row).ToString();
            string scalar = index == "0" ? block.Source : $"Unsafe.Add(ref {block.Source}, {index})";
            string broadcast = $"{block.Source}{(k == "k" ? "k" + (row == 0 ? "" : row.ToString()) : index)}";
            writer.Line($"{vectors[0].Type}<float> {broadcast} = {vectors[0].Type}.Create({scalar});");
            for (int gate = 0; gate < block.Gates.Count; gate++)
            {
                foreach (PanelVector v in vectors)
                {
                    string sum = Sum(v, block.Gates[gate], row % tile.Chains);
                    writer.Line($"{sum} = {v.Type}.MultiplyAddEstimate({v.LoadRow((row * stride) + (gate * group.Width))}, {broadcast}, {sum});");
                }
            }
        }

        writer.Line($"w = ref Unsafe.Add(ref w, {rows * stride});");
    }

    private void EmitChainSums(SourceWriter writer, TilePlan tile, List<PanelVector> vectors)
    {
        if (tile.Chains == 1)
            return;
        foreach (string gate in Product.Sums)
        {
            foreach (PanelVector v in vectors)
            {
                string sum = tile.Chains == 2
                    ? $"{Sum(v, gate, 1)}"
                    : $"{Sum(v, gate, 1)} + ({Sum(v, gate, 2)} + {Sum(v, gate, 3)})";
                writer.Line($"{Sum(v, gate, 0)} += {sum};");
            }
        }
    }

    private static string Sum(PanelVector vector, string gate, int chain) =>
        chain == 0 ? vector.Name(gate) : $"{vector.Name(gate)}_{chain}";
}


namespace TinyRnn.Generator.Emission;

/// <summary>Prints the walk over a layer's panels: sums of a tile in registers, rows one after another, then what is to be done with the sums.</summary>
internal sealed class PanelWalk(PanelKernelPlan plan, KernelVariant variant)
{
    private ProductPlan Product => plan.Product;

    /// <summary>Variable at the first panel.</summary>
    public string Weights { get; init; } = "weights";

    /// <summary>First block of the product that is computed; the sums start behind what is left out.</summary>
    public int FromBlock { get; init; }

    /// <summary>Behind the last block that is computed.</summary>
    public int ToBlock { get; init; } = int.MaxValue;

    private int BlocksEnd => Math.Min(ToBlock, Product.Blocks.Count);

    /// <summary>A variable at finished sums of the blocks that are left out, laid out as a panel row for each panel.</summary>
    public string? Sums { get; init; }

    /// <summary>The kernel has an argument <c>turn</c> that says in which direction to walk.</summary>
    public bool HasTurn { get; init; }

    /// <summary>What starts a sum, given its offset in a row; by default the bias row.</summary>
    public Func<int, PanelVector, string>? Start { get; init; }

    /// <summary>Where arrays lie that have no variable of their own.</summary>
    public ArrayPlaces Places { get; init; } = ArrayPlaces.None;

    /// <summary>Letters of the inputs of a kernel that takes several.</summary>
    public static IReadOnlyList<string> Letters(int inputs) => inputs == 1 ? [""] : [.. Enumerable.Range(0, inputs).Select(input => ((char)('A' + input)).ToString())];

    /// <param name="writer">Where to.</param>
    /// <param name="cell">Prints what happens to the finished sums of one vector of units.</param>
    public void Emit(SourceWriter writer, Action<PanelVector> cell) => EmitWithGroups(writer, (v, _) => cell(v));

    /// <summary>The same, with the width of the panel.</summary>
    public void EmitWithGroups(SourceWriter writer, Action<PanelVector, int> cell) => EmitTiles(writer, (vectors, width) =>
    {
        foreach (PanelVector vector in vectors)
            cell(vector, width);
    });

    /// <param name="writer">Where to.</param>
    /// <param name="cells">Prints what happens to the finished sums of a tile, which has one or several vectors of units, in a panel of the given width.</param>
    public void EmitTiles(SourceWriter writer, Action<IReadOnlyList<PanelVector>, int> cells)
    {
        for (int index = 0; index < plan.Layout.Groups.Count; index++)
        {
            PanelGroup group = plan.Layout.Groups[index];
            TilePlan tile = variant.Tiles[index];
            int last = Math.Min(group.FirstUnit + group.Units, plan.Layout.Units) - 1;
            writer.Line();
            writer.Line(group.Count == 1
                ? $"// Units {group.FirstUnit} to {last}: a panel of {group.Width}."
                : $"// Units {group.FirstUnit} to {last}: {group.Count} panels of {group.Width}.");
            using (OpenPanels(writer, group))
            {
                bool loop = group.Count > 1;
                string first = loop ? "first" : group.FirstUnit.ToString();
                if (tile.Tiles > 1)
                {
                    using (writer.Block($"for (nuint lane = 0; lane < {group.Width}; lane += {tile.TileWidth})"))
                    {
                        writer.Line($"nuint unit = {(first == "0" ? "" : first + " + ")}lane;");
                        EmitTile(writer, group, tile, first, "unit", -1, cells);
                    }
                }
                else
                {
                    EmitTile(writer, group, tile, first, first, loop ? -1 : group.FirstUnit, cells);
                }
            }
        }
    }

    private IDisposable? OpenPanels(SourceWriter writer, PanelGroup group)
    {
        if (group.Count == 1)
            return plan.Layout.Groups.Count == 1 ? null : writer.Block();
        if (!HasTurn)
            return writer.Block($"for (nuint first = {group.FirstUnit}; first < {group.FirstUnit + group.Units}; first += {group.Width})");
        IDisposable block = writer.Block($"for (nuint panel = 0; panel < {group.Count}; panel++)");
        string origin = group.FirstUnit == 0 ? "" : $"{group.FirstUnit} + ";
        writer.Line($"nuint first = {origin}(turn == 0 ? panel : {group.Count - 1} - panel) * {group.Width};");
        return block;
    }

    private void EmitTile(SourceWriter writer, PanelGroup group, TilePlan tile, string first, string unit, int knownUnit, Action<IReadOnlyList<PanelVector>, int> cells)
    {
        IReadOnlyList<string> letters = Letters(plan.Inputs);
        for (int served = 0; served < letters.Count; served += tile.Inputs)
        {
            using IDisposable? scope = letters.Count > tile.Inputs ? writer.Block() : null;
            List<PanelVector> vectors = [];
            for (int input = served; input < served + tile.Inputs; input++)
            {
                for (int v = 0; v < tile.Vectors; v++)
                {
                    int offset = v * tile.Lanes;
                    vectors.Add(new PanelVector(
                        tile.Lanes,
                        tile.Vectors == 1 ? "" : offset.ToString(),
                        knownUnit >= 0 ? (knownUnit + offset).ToString() : offset == 0 ? unit : $"{unit} + {offset}",
                        offset,
                        knownUnit >= 0 ? knownUnit + offset : -1,
                        Product.IsReproducible,
                        Places,
                        letters[input]));
                }
            }

            EmitPointers(writer, group, tile, vectors, first);
            EmitStart(writer, group, tile, vectors);
            for (int block = FromBlock; block < BlocksEnd; block++)
                EmitRows(writer, group, vectors, Product.Blocks[block], LoopOf(group, block));
            cells(vectors, group.Width);
        }
    }

    private void EmitPointers(SourceWriter writer, PanelGroup group, TilePlan tile, List<PanelVector> vectors, string first)
    {
        string lane = tile.Tiles > 1 ? " + lane" : "";
        long skipped = (long)Product.FloatsPerUnitBefore(FromBlock) * group.Width;
        writer.Line($"ref float w = ref {At(Weights, first, Product.FloatsPerUnit, skipped, lane)};");
        if (Sums is null)
            return;
        foreach (string input in vectors.Select(v => v.Input).Distinct())
            writer.Line($"ref float s{input} = ref {At(Sums + input, first, Product.Sums.Count, 0, lane)};");
    }

    private static string At(string array, string first, long perUnit, long offset, string lane)
    {
        string index = int.TryParse(first, out int known)
            ? ((known * perUnit) + offset).ToString()
            : $"({first} * {perUnit})" + (offset == 0 ? "" : $" + {offset}");
        return index == "0" && lane.Length == 0 ? array : $"Unsafe.Add(ref {array}, {(index == "0" ? lane.Substring(3) : index + lane)})";
    }

    private void EmitStart(SourceWriter writer, PanelGroup group, TilePlan tile, List<PanelVector> vectors)
    {
        bool hasBias = Product.HasBias && FromBlock == 0;
        for (int gate = 0; gate < Product.Sums.Count; gate++)
        {
            // Inputs that start with the same weights share a line.
            int offset = gate * group.Width;
            foreach (IGrouping<int, PanelVector> shared in vectors.GroupBy(v => v.RowOffset))
                writer.Line($"{shared.First().Type}<float> {string.Join(", ", shared.Select(v => $"{Sum(v, Product.Sums[gate], 0)} = {StartOf(v, offset)}"))};");
        }

        List<string> chained = [.. Enumerable.Range(FromBlock, BlocksEnd - FromBlock)
            .Where(block => LoopOf(group, block).Chains > 1).SelectMany(block => Product.Blocks[block].Gates).Distinct()];
        for (int chain = 1; chain < tile.Chains; chain++)
        {
            if (chained.Count > 0)
                writer.Line($"{vectors[0].Type}<float> {string.Join(", ", ChainOf(chained, vectors, chain))};");
        }

        if (tile.Inputs > 1)
            writer.Line($"{vectors[0].Type}<float> weight;");
        if (hasBias)
            writer.Line($"w = ref Unsafe.Add(ref w, {Product.Sums.Count * group.Width});");
    }

    private LoopPlan LoopOf(PanelGroup group, int block) => variant.Loops[plan.Layout.IndexOf(group)][block];

    private void EmitRows(SourceWriter writer, PanelGroup group, List<PanelVector> vectors, RowBlock block, LoopPlan loop)
    {
        int stride = block.Gates.Count * group.Width;
        if (block.IsOneHot)
        {
            EmitOneHot(writer, group, vectors, block, stride);
            return;
        }

        int chains = loop.Chains;
        writer.Line($"// {string.Join(", ", block.Gates)} += W {block.Source}");
        if (block.Count is not { } count)
        {
            using (writer.Block("for (nuint k = 0; k < (nuint)rows; k++)"))
                EmitSteps(writer, group, vectors, block, "k", 1, stride, 1);
            return;
        }

        for (int chain = 1; chain < chains; chain++)
        {
            writer.Line($"{string.Join(" = ", ChainOf(block.Gates, vectors, chain))} = {vectors[0].Type}<float>.Zero;");
        }

        int looped = loop.Looped;
        if (looped > 0)
        {
            // A vector of the input cannot be loaded at a scaled index on NEON: a reference that moves on spares the address's arithmetic.
            IReadOnlyList<string> moving = variant.Target.HasMultiplyByLane ? [.. vectors.Select(v => Places.Origin(block.Source + v.Input)).Distinct()] : [];
            if (moving.Count > 0)
                writer.Line($"ref float {string.Join(", ", moving.Select(source => $"{source}Next = ref {source}"))};");
            using (writer.Block($"for (nuint k = 0; k < {looped}; k += {loop.Unroll})"))
            {
                EmitSteps(writer, group, vectors, block, "k", loop.Unroll, stride, chains);
                foreach (string source in moving)
                    writer.Line($"{source}Next = ref Unsafe.Add(ref {source}Next, {loop.Unroll});");
            }
        }

        if (count > looped)
            EmitSteps(writer, group, vectors, block, looped.ToString(), count - looped, stride, chains);
        EmitChainSums(writer, block, vectors, chains);
    }

    /// <summary>The product with a one-hot vector: the row of its 1.</summary>
    private static void EmitOneHot(SourceWriter writer, PanelGroup group, List<PanelVector> vectors, RowBlock block, int stride)
    {
        writer.Line($"// {string.Join(", ", block.Gates)} += row {block.Source} of W");
        foreach (string input in vectors.Select(v => v.Input).Distinct())
            writer.Line($"ref float row{input} = ref Unsafe.Add(ref w, {block.Source}{input} * {stride});");
        for (int gate = 0; gate < block.Gates.Count; gate++)
        {
            foreach (PanelVector v in vectors)
                writer.Line($"{Sum(v, block.Gates[gate], 0)} += {v.LoadRow(gate * group.Width, "row" + v.Input)};");
        }

        writer.Line($"w = ref Unsafe.Add(ref w, {block.Count * stride});");
    }

    private void EmitSteps(
        SourceWriter writer, PanelGroup group, List<PanelVector> vectors, RowBlock block, string k, int rows, int stride, int chains)
    {
        int row = 0;
        if (variant.Target.HasMultiplyByLane)
        {
            for (; row + 4 <= rows; row += 4)
                EmitFourByLane(writer, group, vectors, block, k, row, stride, chains);
        }

        for (; row < rows; row++)
            EmitRow(writer, group, vectors, block, k, row, stride, chains);
        writer.Line($"w = ref Unsafe.Add(ref w, {rows * stride});");
    }

    private void EmitRow(
        SourceWriter writer, PanelGroup group, List<PanelVector> vectors, RowBlock block, string k, int row, int stride, int chains)
    {
        (string index, string name) = Index(k, row);
        foreach (string input in vectors.Select(v => v.Input).Distinct())
        {
            string origin = Places.Origin(block.Source + input);
            string place = Places.Index(block.Source + input, index);
            string scalar = place == "0" ? origin : $"Unsafe.Add(ref {origin}, {place})";
            writer.Line($"{vectors[0].Type}<float> {block.Source}{input}{name} = {vectors[0].Type}.Create({scalar});");
        }

        EmitProducts(writer, group, vectors, block, row, stride, chains, (v, weight, sum) =>
            v.MultiplyAdd(weight, $"{block.Source}{v.Input}{name}", sum));
    }

    private void EmitFourByLane(
        SourceWriter writer, PanelGroup group, List<PanelVector> vectors, RowBlock block, string k, int row, int stride, int chains)
    {
        (string index, string name) = Index(k, row);
        foreach (string input in vectors.Select(v => v.Input).Distinct())
        {
            string source = Places.Origin(block.Source + input) + (k == "k" ? "Next" : "");
            string offset = Places.Index(block.Source + input, k == "k" ? row.ToString() : index);
            string four = offset == "0" ? $"Vector128.LoadUnsafe(ref {source})" : $"Vector128.LoadUnsafe(ref {source}, {offset})";
            writer.Line($"Vector128<float> {block.Source}{input}{name} = {four};");
        }

        for (int lane = 0; lane < 4; lane++)
        {
            int selected = lane;
            EmitProducts(writer, group, vectors, block, row + lane, stride, chains, (v, weight, sum) =>
                $"AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar({sum}, {weight}, {block.Source}{v.Input}{name}, {selected})");
        }
    }

    /// <summary>The multiply-adds of one row, a weight that serves several inputs loaded once.</summary>
    private static void EmitProducts(
        SourceWriter writer, PanelGroup group, List<PanelVector> vectors, RowBlock block, int row, int stride, int chains, Func<PanelVector, string, string, string> multiplyAdd)
    {
        for (int gate = 0; gate < block.Gates.Count; gate++)
        {
            foreach (IGrouping<int, PanelVector> shared in vectors.GroupBy(v => v.RowOffset))
            {
                string weight = shared.First().LoadRow((row * stride) + (gate * group.Width));
                if (shared.Count() > 1)
                {
                    writer.Line($"weight = {weight};");
                    weight = "weight";
                }

                foreach (PanelVector v in shared)
                {
                    string sum = Sum(v, block.Gates[gate], row % chains);
                    writer.Line($"{sum} = {multiplyAdd(v, weight, sum)};");
                }
            }
        }
    }

    /// <summary>Index expression of a row, and the suffix of variables that belong to it.</summary>
    private static (string Index, string Name) Index(string k, int row) =>
        k == "k"
            ? (row == 0 ? "k" : $"k + {row}", row == 0 ? "k" : $"k{row}")
            : ((int.Parse(k) + row).ToString(), (int.Parse(k) + row).ToString());

    private static void EmitChainSums(SourceWriter writer, RowBlock block, List<PanelVector> vectors, int chains)
    {
        if (chains == 1)
            return;
        foreach (string gate in block.Gates)
        {
            foreach (PanelVector v in vectors)
            {
                string sum = chains == 2
                    ? $"{Sum(v, gate, 1)}"
                    : $"{Sum(v, gate, 1)} + ({Sum(v, gate, 2)} + {Sum(v, gate, 3)})";
                writer.Line($"{Sum(v, gate, 0)} += {sum};");
            }
        }
    }

    /// <summary>What a sum of the vector starts from, at an offset in the row.</summary>
    private string StartOf(PanelVector v, int offset) =>
        Sums is not null && FromBlock > 0 ? v.LoadRow(offset, "s" + v.Input) : Start?.Invoke(offset, v) ?? v.LoadRow(offset);

    /// <summary>The variables of a chain.</summary>
    private static IEnumerable<string> ChainOf(IEnumerable<string> gates, List<PanelVector> vectors, int chain) =>
        gates.SelectMany(gate => vectors.Select(v => Sum(v, gate, chain)));

    private static string Sum(PanelVector vector, string gate, int chain) =>
        chain == 0 ? vector.Name(gate) : $"{vector.Name(gate)}_{chain}";
}

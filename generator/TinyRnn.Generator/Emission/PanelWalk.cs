
namespace TinyRnn.Generator.Emission;

/// <summary>Prints the walk over a layer's panels: sums of a tile in registers, rows one after another, then what is to be done with the sums.</summary>
/// <param name="plan">The product.</param>
/// <param name="variant">Its tiles.</param>
/// <param name="methods">Takes the methods of tiles that serve some of the inputs.</param>
internal sealed class PanelWalk(PanelKernelPlan plan, KernelVariant variant, TileMethods methods)
{
    private ProductPlan Product => plan.Product;

    /// <summary>Variable at the first panel.</summary>
    public string Weights { get; init; } = "weights";

    /// <summary>First block of the product that is computed; the sums start after what is left out.</summary>
    public int FromBlock { get; init; }

    /// <summary>After the last block that is computed.</summary>
    public int ToBlock { get; init; } = int.MaxValue;

    private int BlocksEnd => Math.Min(ToBlock, Product.Blocks.Count);

    /// <summary>A variable at finished sums of the blocks that are left out, laid out as a panel row for each panel.</summary>
    public string? Sums { get; init; }

    /// <summary>The kernel has an argument <c>turn</c> that says in which direction to walk.</summary>
    public bool HasTurn { get; init; }

    /// <summary>What starts a sum, given its offset in a row; by default the bias row.</summary>
    public Func<int, PanelVector, string>? Start { get; init; }

    /// <summary>The arrays, or tokens, that each input has a variable of: <c>x</c> for <c>xA</c>, <c>xB</c>.</summary>
    public IReadOnlyList<string> Arrays { get; init; } = [];

    /// <summary>Where arrays lie that have no variable of their own.</summary>
    public ArrayPlaces Places { get; init; } = ArrayPlaces.None;

    /// <summary>Letters of the inputs of a kernel that takes several.</summary>
    public static IReadOnlyList<string> Letters(int inputs) =>
        inputs == 1 ? [""] : [.. Enumerable.Range(0, inputs).Select(input => ((char)('A' + input)).ToString())];

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
    /// <param name="cells">
    /// Prints what happens to the finished sums of a tile, which has one or several vectors of units, in a panel of the given width.
    /// </param>
    public void EmitTiles(SourceWriter writer, Action<IReadOnlyList<PanelVector>, int> cells)
    {
        foreach (RowBlock block in IntegerBlocks)
            EmitIntegers(writer, block);
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

    /// <summary>The blocks whose inputs are integers.</summary>
    private IEnumerable<RowBlock> IntegerBlocks => Product.Blocks.Skip(FromBlock).Take(BlocksEnd - FromBlock).Where(block => block.Format.IsInteger);

    /// <summary>The inputs of a block as integers: once, for all panels.</summary>
    private void EmitIntegers(SourceWriter writer, RowBlock block)
    {
        WeightFormat format = block.Format;
        int rows = block.Walked!.Value;
        int count = block.IsPadded ? rows * format.RowsOfAPlace : block.Count!.Value;
        bool hasSigns = format.HasSigns(variant.Target.Integers);
        bool hasOffset = variant.Target.Integers == IntegerProducts.Vnni && format != WeightFormat.Int16;
        string method = hasSigns ? "Magnitudes" : hasOffset ? "Offset" : "WithSigns";
        int places = hasSigns ? ((format.Digits + 1) * rows) + 1 : format.Digits * rows;
        int most = IntegerRange.OfValues(format, block.Count!.Value);
        foreach (string letter in Letters(plan.Inputs))
        {
            string name = IntegerRows.Name(block) + letter;
            string origin = Places.Origin(block.Source + letter);
            string place = Places.Index(block.Source + letter, block.From.ToString());
            string source = place == "0" ? origin : $"Unsafe.Add(ref {origin}, {place})";
            writer.Line($"Span<float> {name}Memory = stackalloc float[{places}];");
            writer.Line($"ref float {name} = ref MemoryMarshal.GetReference({name}Memory);");
            writer.Line($"Rnn::Vectors.{format}Input.{method}(ref {source}, ref {name}, {count}, {most}, {Literal.Float(most / block.Range)});");
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

    private void EmitTile(
        SourceWriter writer, PanelGroup group, TilePlan tile, string first, string unit, int knownUnit, Action<IReadOnlyList<PanelVector>, int> cells)
    {
        if (tile.Inputs < plan.Inputs)
        {
            EmitCalls(writer, group, tile, first, unit, knownUnit, cells);
            return;
        }

        IReadOnlyList<string> letters = Letters(plan.Inputs);
        writer.Line($"ref float w = ref {WeightsAt(group, tile, first)};");
        if (Sums is not null)
            writer.Line($"ref float {string.Join(", ", letters.Select(letter => $"s{letter} = ref {SumsAt(tile, first, letter)}"))};");
        EmitWalk(writer, group, tile, VectorsOf(group, tile, unit, knownUnit), cells);
    }

    /// <summary>A method for as many inputs as the tile serves, with their variables as arguments, and a call for each share of the inputs.</summary>
    private void EmitCalls(
        SourceWriter writer, PanelGroup group, TilePlan tile, string first, string unit, int knownUnit, Action<IReadOnlyList<PanelVector>, int> cells)
    {
        bool hasUnit = knownUnit < 0;
        IReadOnlyList<string> letters = Letters(plan.Inputs);
        IEnumerable<string> served = letters.Take(tile.Inputs);
        IEnumerable<string> parameters = ["ref float w"];
        if (hasUnit)
            parameters = parameters.Append("nuint unit");
        IReadOnlyList<string> arrays = [.. Arrays, .. IntegerBlocks.Select(IntegerRows.Name)];
        parameters = parameters.Concat(arrays.SelectMany(array => served.Select(letter => (IsToken(array) ? "int " : "ref float ") + array + letter)));
        if (Sums is not null)
            parameters = parameters.Concat(served.Select(letter => "ref float s" + letter));
        if (Places.Block.Length > 0)
            parameters = parameters.Append("ref float " + Places.Block);
        string method = methods.Add(
            Suffix(group, tile),
            tile.Inputs == 1
                ? "One of the inputs: the sums of more would not fit into registers."
                : "Two of the inputs: the sums of more would not fit into registers.",
            string.Join(", ", parameters),
            body => EmitWalk(body, group, tile, VectorsOf(group, tile, "unit", knownUnit), cells));

        for (int input = 0; input < letters.Count; input += tile.Inputs)
        {
            served = letters.Skip(input).Take(tile.Inputs);
            IEnumerable<string> arguments = [$"ref {WeightsAt(group, tile, first)}"];
            if (hasUnit)
                arguments = arguments.Append(unit);
            arguments = arguments.Concat(arrays.SelectMany(array => served.Select(letter => (IsToken(array) ? "" : "ref ") + array + letter)));
            if (Sums is not null)
                arguments = arguments.Concat(served.Select(letter => "ref " + SumsAt(tile, first, letter)));
            if (Places.Block.Length > 0)
                arguments = arguments.Append("ref " + At(Places.Block, "0", 0, (long)Places.Length * input / letters.Count, ""));
            writer.Line($"{method}({string.Join(", ", arguments)});");
        }
    }

    /// <summary>Tells the tiles of the kernel apart.</summary>
    private string Suffix(PanelGroup group, TilePlan tile) =>
        (tile.Inputs == plan.Inputs ? "" : tile.Inputs == 1 ? "One" : "Pair") + (plan.Layout.Groups.Count > 1 ? group.Width.ToString() : "");

    private bool IsToken(string array) => Product.Blocks.Any(block => block.IsOneHot && block.Source == array);

    private List<PanelVector> VectorsOf(PanelGroup group, TilePlan tile, string unit, int knownUnit)
    {
        List<PanelVector> vectors = [];
        foreach (string letter in Letters(plan.Inputs).Take(tile.Inputs))
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
                    letter) { PanelWidth = group.Width });
            }
        }

        return vectors;
    }

    /// <summary>From the first row at <c>w</c> to the finished sums and what is done with them.</summary>
    private void EmitWalk(SourceWriter writer, PanelGroup group, TilePlan tile, List<PanelVector> vectors, Action<IReadOnlyList<PanelVector>, int> cells)
    {
        RowMethods rows = new(
            methods, Suffix(group, tile), variant.Target,
            [.. Enumerable.Range(FromBlock, BlocksEnd - FromBlock)
                .Where(block => Product.Blocks[block].Format == WeightFormat.Float32).Select(block => (Product.Blocks[block], LoopOf(group, block)))]);
        EmitIntegersAhead(writer, group, vectors);
        EmitStart(writer, group, tile, vectors);
        if (FirstIntegerBlock < BlocksEnd && Product.BeginsWithIntegers)
            IntegersOf(FirstIntegerBlock).EmitFloats(writer, group, vectors, Product.Blocks[FirstIntegerBlock], Ahead(group));
        if (tile.Inputs > 1 && rows.LeavesAny(vectors))
            writer.Line($"{vectors[0].Type}<float> weight;");
        if (Product.HasBias && FromBlock == 0)
            writer.Line($"w = ref Unsafe.Add(ref w, {Product.Sums.Count * group.Width});");
        for (int block = FromBlock; block < BlocksEnd; block++)
        {
            ChainEnds ends = new(Begins: !(block > FromBlock && IsChained(block - 1)), Ends: !(block + 1 < BlocksEnd && IsChained(block)));
            if (block == FirstIntegerBlock && Product.BeginsWithIntegers)
            {
                IntegersOf(block).EmitEnd(writer, group, Product.Blocks[block]);
                continue;
            }

            if (Product.Blocks[block].Format.IsInteger && block != FirstIntegerBlock)
                IntegersOf(block).EmitSums(writer, group, vectors, Product.Blocks[block], LoopOf(group, block), 0);
            WeightRows.Of(Product.Blocks[block].Format, variant.Target, Places, rows).Emit(
                writer, group, vectors, Product.Blocks[block], LoopOf(group, block), ends);
        }

        cells(vectors, group.Width);
    }

    private IntegerRows IntegersOf(int block) => IntegerRows.For(variant.Target, Product.Blocks[block].Format);

    /// <summary>The first block whose sums are of integers; none: after the last.</summary>
    private int FirstIntegerBlock => Enumerable.Range(FromBlock, BlocksEnd - FromBlock)
        .Where(block => Product.Blocks[block].Format.IsInteger).DefaultIfEmpty(BlocksEnd).First();

    /// <summary>Sums of integers are computed before any sum of floats is in a register.</summary>
    private void EmitIntegersAhead(SourceWriter writer, PanelGroup group, List<PanelVector> vectors)
    {
        int block = FirstIntegerBlock;
        if (block < BlocksEnd)
            IntegersOf(block).EmitSums(writer, group, vectors, Product.Blocks[block], LoopOf(group, block), Ahead(group));
    }

    /// <summary>Places from where <c>w</c> is at first to the first block of integers.</summary>
    private long Ahead(PanelGroup group)
    {
        int block = FirstIntegerBlock;
        int bias = block == 0 && Product.HasBias ? Product.Sums.Count : 0;
        return (bias + Product.PlacesPerUnitBefore(block) - Product.PlacesPerUnitBefore(FromBlock)) * group.Width;
    }

    /// <summary>The sums of a block go on into the next one.</summary>
    private bool IsChained(int block) => Product.Blocks[block].IsChained && Product.Blocks[block + 1].IsChained;

    private string WeightsAt(PanelGroup group, TilePlan tile, string first) =>
        At(Weights, first, Product.PlacesPerUnit, Product.PlacesPerUnitBefore(FromBlock) * group.Width, Lane(tile));

    private string SumsAt(TilePlan tile, string first, string letter) => At(Sums + letter, first, Product.Sums.Count, 0, Lane(tile));

    private static string Lane(TilePlan tile) => tile.Tiles > 1 ? " + lane" : "";

    private static string At(string array, string first, long perUnit, long offset, string lane)
    {
        string index = int.TryParse(first, out int known)
            ? ((known * perUnit) + offset).ToString()
            : $"({first} * {perUnit})" + (offset == 0 ? "" : $" + {offset}");
        return index == "0" && lane.Length == 0 ? array : $"Unsafe.Add(ref {array}, {(index == "0" ? lane.Substring(3) : index + lane)})";
    }

    private void EmitStart(SourceWriter writer, PanelGroup group, TilePlan tile, List<PanelVector> vectors)
    {
        for (int gate = 0; gate < Product.Sums.Count; gate++)
        {
            int offset = gate * group.Width;
            writer.Line($"{vectors[0].Type}<float> {string.Join(", ", vectors.Select(v => $"{v.Sum(Product.Sums[gate])} = {StartOf(v, offset)}"))};");
        }

        List<string> chained = [.. Enumerable.Range(FromBlock, BlocksEnd - FromBlock)
            .Where(block => LoopOf(group, block).Chains > 1).SelectMany(block => Product.Blocks[block].Gates).Distinct()];
        for (int chain = 1; chain < tile.Chains; chain++)
        {
            if (chained.Count > 0)
                writer.Line($"{vectors[0].Type}<float> {string.Join(", ", PanelVector.Sums(vectors, chained, chain))};");
        }
    }

    /// <summary>What a sum of the vector starts from, at an offset in the row.</summary>
    private string StartOf(PanelVector v, int offset) =>
        Sums is not null && FromBlock > 0 ? v.LoadRow(offset, "s" + v.Input) : Start?.Invoke(offset, v) ?? v.LoadRow(offset);

    private LoopPlan LoopOf(PanelGroup group, int block) => variant.Loops[plan.Layout.IndexOf(group)][block];
}

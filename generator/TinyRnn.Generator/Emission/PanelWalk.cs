
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
    public void Emit(SourceWriter writer, Action<PanelVector> cell) => EmitTiles(writer, vectors =>
    {
        foreach (PanelVector vector in vectors)
            cell(vector);
    });

    /// <param name="writer">Where to.</param>
    /// <param name="cells">
    /// Prints what happens to the finished sums of a tile, which has one or several vectors of units.
    /// </param>
    public void EmitTiles(SourceWriter writer, Action<IReadOnlyList<PanelVector>> cells)
    {
        foreach (RowBlock block in IntegerBlocks)
            EmitIntegers(writer, block);
        foreach (PanelTiling tiling in variant.Tilings)
        {
            PanelStrip strip = tiling.Strip;
            int last = Math.Min(strip.FirstUnit + strip.Units, plan.Layout.Units) - 1;
            writer.Line();
            writer.Line($"// Units {strip.FirstUnit} to {last}: {Words(strip)}.");
            using (OpenPanels(writer, strip))
            {
                foreach (TilePlan tile in tiling.Tiles)
                {
                    using (OpenTiles(writer, tiling, tile))
                        EmitWalksOf(writer, strip, tile, cells);
                }
            }
        }
    }

    private static string Words(PanelStrip strip) =>
        strip.Groups.Count > 1 ? $"panels of {string.Join(", ", strip.Groups.Select(group => group.Width))} side by side"
        : strip.Count == 1 ? $"a panel of {strip.Width}" : $"{strip.Count} panels of {strip.Width}";

    private static SourceWriter.Scope? OpenTiles(SourceWriter writer, PanelTiling tiling, TilePlan tile) =>
        tile.Tiles > 1
            ? writer.Block($"for (nuint lane = {tile.FirstLane}; lane < {tile.FirstLane + (tile.Tiles * tile.TileWidth)}; lane += {tile.TileWidth})")
            : tiling.Tiles.Count > 1 ? writer.Block() : null;

    /// <summary>A tile once, or what is in the loop over several.</summary>
    private void EmitWalksOf(SourceWriter writer, PanelStrip strip, TilePlan tile, Action<IReadOnlyList<PanelVector>> cells)
    {
        bool isKnown = strip.Count == 1;
        string first = isKnown ? strip.FirstUnit.ToString() : "first";
        if (tile.Tiles > 1)
        {
            writer.Line($"nuint unit = {(first == "0" ? "" : first + " + ")}lane;");
            EmitTile(writer, strip, tile, "unit", -1, cells);
        }
        else
        {
            int known = strip.FirstUnit + tile.FirstLane;
            EmitTile(writer, strip, tile, isKnown ? known.ToString() : first, isKnown ? known : -1, cells);
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

    private IDisposable? OpenPanels(SourceWriter writer, PanelStrip strip)
    {
        if (strip.Count == 1)
            return variant.Tilings.Count == 1 ? null : writer.Block();
        if (!HasTurn)
            return writer.Block($"for (nuint first = {strip.FirstUnit}; first < {strip.FirstUnit + strip.Units}; first += {strip.Width})");
        IDisposable block = writer.Block($"for (nuint panel = 0; panel < {strip.Count}; panel++)");
        string origin = strip.FirstUnit == 0 ? "" : $"{strip.FirstUnit} + ";
        writer.Line($"nuint first = {origin}(turn == 0 ? panel : {strip.Count - 1} - panel) * {strip.Width};");
        return block;
    }

    private void EmitTile(
        SourceWriter writer, PanelStrip strip, TilePlan tile, string unit, int knownUnit, Action<IReadOnlyList<PanelVector>> cells)
    {
        if (tile.Inputs < plan.Inputs)
        {
            EmitCalls(writer, strip, tile, unit, knownUnit, cells);
            return;
        }

        IReadOnlyList<string> letters = Letters(plan.Inputs);
        List<PanelVector> vectors = VectorsOf(strip, tile, unit, knownUnit);
        IReadOnlyList<PanelVector> panels = PanelVector.FirstOfPanels(vectors);
        foreach (PanelVector panel in panels)
            writer.Line($"ref float {panel.Row} = ref {WeightsAt(strip, tile, panel)};");
        foreach (PanelVector panel in panels.Where(_ => Sums is not null))
            writer.Line($"ref float {string.Join(", ", letters.Select(letter => $"{panel.SumsRow(letter)} = ref {SumsAt(strip, tile, panel, letter)}"))};");
        EmitWalk(writer, strip, tile, vectors, cells);
    }

    /// <summary>
    /// A method for as many inputs as the tile serves, with their variables as arguments, and a call for each share of the inputs. Kernels of several inputs
    /// walk each panel alone.
    /// </summary>
    private void EmitCalls(
        SourceWriter writer, PanelStrip strip, TilePlan tile, string unit, int knownUnit, Action<IReadOnlyList<PanelVector>> cells)
    {
        bool hasUnit = knownUnit < 0;
        IReadOnlyList<string> letters = Letters(plan.Inputs);
        IEnumerable<string> served = letters.Take(tile.Inputs);
        List<PanelVector> vectors = VectorsOf(strip, tile, "unit", knownUnit);
        PanelVector panel = vectors[0];
        IEnumerable<string> parameters = ["ref float " + panel.Row];
        if (hasUnit)
            parameters = parameters.Append("nuint unit");
        IReadOnlyList<string> arrays = [.. Arrays, .. IntegerBlocks.Select(IntegerRows.Name)];
        parameters = parameters.Concat(arrays.SelectMany(array => served.Select(letter => (IsToken(array) ? "int " : "ref float ") + array + letter)));
        if (Sums is not null)
            parameters = parameters.Concat(served.Select(letter => "ref float " + panel.SumsRow(letter)));
        if (Places.Block.Length > 0)
            parameters = parameters.Append("ref float " + Places.Block);
        string method = methods.Add(
            Suffix(strip, tile),
            tile.Inputs == 1
                ? "One of the inputs: the sums of more would not fit into registers."
                : "Two of the inputs: the sums of more would not fit into registers.",
            string.Join(", ", parameters),
            body => EmitWalk(body, strip, tile, vectors, cells));

        for (int input = 0; input < letters.Count; input += tile.Inputs)
        {
            served = letters.Skip(input).Take(tile.Inputs);
            IEnumerable<string> arguments = [$"ref {WeightsAt(strip, tile, panel)}"];
            if (hasUnit)
                arguments = arguments.Append(unit);
            arguments = arguments.Concat(arrays.SelectMany(array => served.Select(letter => (IsToken(array) ? "" : "ref ") + array + letter)));
            if (Sums is not null)
                arguments = arguments.Concat(served.Select(letter => "ref " + SumsAt(strip, tile, panel, letter)));
            if (Places.Block.Length > 0)
                arguments = arguments.Append("ref " + Offset(Places.Block, ((long)Places.Length * input / letters.Count).ToString()));
            writer.Line($"{method}({string.Join(", ", arguments)});");
        }
    }

    /// <summary>Tells the tiles of the kernel apart.</summary>
    private string Suffix(PanelStrip strip, TilePlan tile) =>
        (tile.Inputs == plan.Inputs ? "" : tile.Inputs == 1 ? "One" : "Pair") + (variant.Tilings.Count > 1 ? strip.Width.ToString() : "")
        + (tile.FirstLane == 0 ? "" : $"From{tile.FirstLane}");

    private bool IsToken(string array) => Product.Blocks.Any(block => block.IsOneHot && block.Source == array);

    private List<PanelVector> VectorsOf(PanelStrip strip, TilePlan tile, string unit, int knownUnit)
    {
        List<PanelVector> vectors = [];
        foreach (string letter in Letters(plan.Inputs).Take(tile.Inputs))
        {
            int offset = 0;
            foreach (int lanes in tile.Widths)
            {
                int lane = tile.FirstLane + offset;
                PanelGroup panel = strip.At(lane);
                int first = Math.Max(tile.FirstLane, panel.FirstUnit - strip.FirstUnit);
                vectors.Add(new PanelVector(
                    lanes,
                    tile.VectorCount == 1 ? "" : offset.ToString(),
                    knownUnit >= 0 ? (knownUnit + offset).ToString() : offset == 0 ? unit : $"{unit} + {offset}",
                    lane - first,
                    knownUnit >= 0 ? knownUnit + offset : -1,
                    Product.IsReproducible,
                    Places,
                    letter)
                {
                    Panel = panel, FirstOfStrip = strip.FirstUnit, WidestLanes = tile.Lanes,
                });
                offset += lanes;
            }
        }

        return vectors;
    }

    /// <summary>From the first row at <c>w</c> to the finished sums and what is done with them.</summary>
    private void EmitWalk(SourceWriter writer, PanelStrip strip, TilePlan tile, List<PanelVector> vectors, Action<IReadOnlyList<PanelVector>> cells)
    {
        IReadOnlyList<LoopPlan> loops = variant.Loops(tile);
        RowMethods rows = new(
            methods, Suffix(strip, tile), variant.Target,
            [.. Enumerable.Range(FromBlock, BlocksEnd - FromBlock)
                .Where(block => Product.Blocks[block].Format == WeightFormat.Float32).Select(block => (Product.Blocks[block], loops[block]))]);
        EmitIntegersAhead(writer, vectors, loops);
        EmitStart(writer, tile, vectors, loops);
        if (FirstIntegerBlock < BlocksEnd && Product.BeginsWithIntegers)
            IntegersOf(FirstIntegerBlock).EmitFloats(writer, vectors, Product.Blocks[FirstIntegerBlock], Ahead(vectors[0]));
        if (tile.Inputs > 1 && rows.LeavesAny(vectors))
            writer.Line($"{vectors[0].Type}<float> weight;");
        if (Product.HasBias && FromBlock == 0)
            WeightRows.MoveOn(writer, vectors, Product.Sums.Count);
        for (int block = FromBlock; block < BlocksEnd; block++)
        {
            ChainEnds ends = new(Begins: !(block > FromBlock && IsChained(block - 1)), Ends: !(block + 1 < BlocksEnd && IsChained(block)));
            if (block == FirstIntegerBlock && Product.BeginsWithIntegers)
            {
                IntegersOf(block).EmitEnd(writer, vectors, Product.Blocks[block]);
                continue;
            }

            if (Product.Blocks[block].Format.IsInteger && block != FirstIntegerBlock)
                IntegersOf(block).EmitSums(writer, vectors, Product.Blocks[block], loops[block], 0);
            WeightRows.Of(Product.Blocks[block].Format, variant.Target, Places, rows).Emit(
                writer, vectors, Product.Blocks[block], loops[block], ends);
        }

        cells(vectors);
    }

    private IntegerRows IntegersOf(int block) => IntegerRows.For(variant.Target, Product.Blocks[block].Format);

    /// <summary>The first block whose sums are of integers; none: after the last.</summary>
    private int FirstIntegerBlock => Enumerable.Range(FromBlock, BlocksEnd - FromBlock)
        .Where(block => Product.Blocks[block].Format.IsInteger).DefaultIfEmpty(BlocksEnd).First();

    /// <summary>Sums of integers are computed before any sum of floats is in a register.</summary>
    private void EmitIntegersAhead(SourceWriter writer, List<PanelVector> vectors, IReadOnlyList<LoopPlan> loops)
    {
        int block = FirstIntegerBlock;
        if (block < BlocksEnd)
            IntegersOf(block).EmitSums(writer, vectors, Product.Blocks[block], loops[block], Ahead(vectors[0]));
    }

    /// <summary>Places from where <c>w</c> is at first to the first block of integers.</summary>
    private long Ahead(PanelVector v)
    {
        int block = FirstIntegerBlock;
        int bias = block == 0 && Product.HasBias ? Product.Sums.Count : 0;
        return (bias + Product.PlacesPerUnitBefore(block) - Product.PlacesPerUnitBefore(FromBlock)) * v.PanelWidth;
    }

    /// <summary>The sums of a block go on into the next one.</summary>
    private bool IsChained(int block) => Product.Blocks[block].IsChained && Product.Blocks[block + 1].IsChained;

    /// <summary>The first row that is walked, at the first of the tile's lanes in a panel.</summary>
    private string WeightsAt(PanelStrip strip, TilePlan tile, PanelVector panel) =>
        At(Weights, strip, tile, panel, Product.PlacesPerUnit, Product.PlacesPerUnitBefore(FromBlock) * panel.PanelWidth);

    private string SumsAt(PanelStrip strip, TilePlan tile, PanelVector panel, string letter) => At(Sums + letter, strip, tile, panel, Product.Sums.Count, 0);

    private static string At(string array, PanelStrip strip, TilePlan tile, PanelVector panel, long perUnit, long offset)
    {
        long known = offset + (tile.Tiles > 1 ? 0 : Math.Max(0, tile.FirstLane - (panel.Panel.FirstUnit - strip.FirstUnit)));
        List<string> terms = [];
        if (strip.Count > 1)
            terms.Add($"(first * {perUnit})");
        else
            known += panel.Panel.FirstUnit * perUnit;
        if (known > 0)
            terms.Add(known.ToString());
        if (tile.Tiles > 1)
            terms.Add("lane");
        return Offset(array, string.Join(" + ", terms));
    }

    private static string Offset(string array, string place) => place is "" or "0" ? array : $"Unsafe.Add(ref {array}, {place})";

    private void EmitStart(SourceWriter writer, TilePlan tile, List<PanelVector> vectors, IReadOnlyList<LoopPlan> loops)
    {
        for (int gate = 0; gate < Product.Sums.Count; gate++)
        {
            int position = gate;
            foreach (IGrouping<string, PanelVector> alike in vectors.GroupBy(v => v.Type))
                writer.Line(
                    $"{alike.Key}<float> {string.Join(", ", alike.Select(v => $"{v.Sum(Product.Sums[position])} = {StartOf(v, position * v.PanelWidth)}"))};");
        }

        List<string> chained = [.. Enumerable.Range(FromBlock, BlocksEnd - FromBlock)
            .Where(block => loops[block].Chains > 1).SelectMany(block => Product.Blocks[block].Gates).Distinct()];
        for (int chain = 1; chain < tile.Chains; chain++)
        {
            foreach (IGrouping<string, PanelVector> alike in vectors.GroupBy(v => v.Type).Where(_ => chained.Count > 0))
                writer.Line($"{alike.Key}<float> {string.Join(", ", PanelVector.Sums(alike, chained, chain))};");
        }
    }

    /// <summary>What a sum of the vector starts from, at an offset in the row.</summary>
    private string StartOf(PanelVector v, int offset) =>
        Sums is not null && FromBlock > 0 ? v.LoadRow(offset, v.SumsRow(v.Input)) : Start?.Invoke(offset, v) ?? v.LoadRow(offset);
}

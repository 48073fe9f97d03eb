namespace TinyRnn.Generator.Emission;

/// <summary>Rows of float32 weights: a multiply-add each, with the input broadcast or, on NEON, taken from a lane.</summary>
internal sealed class Float32Rows(VectorTarget target, ArrayPlaces places, RowMethods methods) : WeightRows
{
    public override void Emit(
        SourceWriter writer, IReadOnlyList<PanelVector> vectors, RowBlock block, LoopPlan loop, ChainEnds ends)
    {
        if (block.IsOneHot)
        {
            EmitOneHot(writer, vectors, block);
            return;
        }

        if (block.IsDiagonal)
        {
            EmitDiagonal(writer, vectors, block);
            return;
        }

        int chains = loop.Chains;
        writer.Line($"// {string.Join(", ", block.Gates)} += W {block.Source}{(block.From == 0 ? "" : $" from {block.From}")}");
        if (block.Count is not { } count)
        {
            using (writer.Block("for (nuint k = 0; k < (nuint)rows; k++)"))
                EmitSteps(writer, vectors, block, "k", 1, 1);
            return;
        }

        for (int chain = 1; ends.Begins && chain < chains; chain++)
        {
            foreach (IGrouping<string, PanelVector> alike in vectors.GroupBy(v => v.Type))
                writer.Line($"{string.Join(" = ", PanelVector.Sums(alike, block.Gates, chain))} = {alike.Key}<float>.Zero;");
        }

        int looped = loop.Looped;
        if (looped > 0)
        {
            // A vector of the input cannot be loaded at a scaled index on NEON: a reference that moves on spares the address's arithmetic.
            IReadOnlyList<string> moving = target.HasMultiplyByLane ? [.. vectors.Select(v => places.Origin(block.Source + v.Input)).Distinct()] : [];
            if (moving.Count > 0)
                writer.Line($"ref float {string.Join(", ", moving.Select(source => $"{source}{NextOf(block)} = ref {At(source, block.From)}"))};");
            using (writer.Block($"for (nuint k = 0; k < {looped}; k += {loop.Unroll})"))
            {
                EmitSteps(writer, vectors, block, "k", loop.Unroll, chains);
                foreach (string source in moving)
                    writer.Line($"{source}{NextOf(block)} = ref Unsafe.Add(ref {source}{NextOf(block)}, {loop.Unroll});");
            }
        }

        if (count > looped)
            EmitSteps(writer, vectors, block, looped.ToString(), count - looped, chains);
        if (ends.Ends)
            EmitChainSums(writer, block, vectors, chains);
    }

    /// <summary>The product with a one-hot vector: the row of its 1.</summary>
    private static void EmitOneHot(SourceWriter writer, IReadOnlyList<PanelVector> vectors, RowBlock block)
    {
        writer.Line($"// {string.Join(", ", block.Gates)} += row {block.Source} of W");
        foreach (string input in vectors.Select(v => v.Input).Distinct())
        {
            foreach (PanelVector panel in PanelVector.FirstOfPanels(vectors))
                writer.Line(
                    $"ref float {panel.RowPlace}{input} = ref Unsafe.Add(ref {panel.Row}, {block.Source}{input} * {block.Gates.Count * panel.PanelWidth});");
        }

        for (int gate = 0; gate < block.Gates.Count; gate++)
        {
            foreach (PanelVector v in vectors)
                writer.Line($"{v.Sum(block.Gates[gate])} += {v.LoadRow(gate * v.PanelWidth, v.RowPlace + v.Input)};");
        }

        MoveOn(writer, vectors, (long)block.Count!.Value * block.Gates.Count);
    }

    /// <summary>A row in which each unit has a weight for a value of its own.</summary>
    private static void EmitDiagonal(SourceWriter writer, IReadOnlyList<PanelVector> vectors, RowBlock block)
    {
        writer.Line($"// {string.Join(", ", block.Gates)} += a row of W, value by value, times {block.Source}{(block.From == 0 ? "" : $" from {block.From}")}");
        EmitProducts(writer, vectors, block, _ => "0", 0, (v, weight, sum) => v.MultiplyAdd(weight, v.LoadAfter(block.Source, block.From), sum));
        MoveOn(writer, vectors, block.Gates.Count);
    }

    /// <summary>After the name of an input's variable: one that moves on. Blocks of one vector have one each.</summary>
    private static string NextOf(RowBlock block) => block.From == 0 ? "Next" : $"Next{block.From}";

    private static string At(string source, int from) => from == 0 ? source : $"Unsafe.Add(ref {source}, {from})";

    private void EmitSteps(
        SourceWriter writer, IReadOnlyList<PanelVector> vectors, RowBlock block, string k, int rows, int chains)
    {
        int row = 0;
        if (target.HasMultiplyByLane)
        {
            for (; row + 4 <= rows; row += 4)
                EmitFourByLane(writer, vectors, block, k, row, chains);
        }

        for (; row < rows; row++)
            EmitRow(writer, vectors, block, k, row, chains);
        MoveOn(writer, vectors, (long)rows * block.Gates.Count);
    }

    private void EmitRow(
        SourceWriter writer, IReadOnlyList<PanelVector> vectors, RowBlock block, string k, int row, int chains)
    {
        (string index, string name) = Index(k, row, block.From);
        if (methods.Has(vectors, block, isByLane: false))
        {
            EmitCall(writer, vectors, block, row, chains, Broadcast, lane: -1);
            return;
        }

        Declare(writer, vectors, input => $"{block.Source}{input}{name} = {Broadcast(input)}");
        EmitProducts(writer, vectors, block, v => PlaceOf(v, block, row), row % chains, (v, weight, sum) =>
            v.MultiplyAdd(weight, v.Narrowed($"{block.Source}{v.Input}{name}"), sum));

        string Broadcast(string input)
        {
            string origin = places.Origin(block.Source + input);
            string place = places.Index(block.Source + input, After(block, index));
            return $"{vectors[0].Type}.Create({(place == "0" ? origin : $"Unsafe.Add(ref {origin}, {place})")})";
        }
    }

    private void EmitFourByLane(
        SourceWriter writer, IReadOnlyList<PanelVector> vectors, RowBlock block, string k, int row, int chains)
    {
        (string index, string name) = Index(k, row, block.From);
        Declare(writer, vectors, input =>
        {
            string source = places.Origin(block.Source + input) + (k == "k" ? NextOf(block) : "");
            string offset = places.Index(block.Source + input, k == "k" ? row.ToString() : After(block, index));
            string four = offset == "0" ? $"Vector128.LoadUnsafe(ref {source})" : $"Vector128.LoadUnsafe(ref {source}, {offset})";
            return $"{block.Source}{input}{name} = {four}";
        });

        for (int lane = 0; lane < 4; lane++)
        {
            int selected = lane;
            if (methods.Has(vectors, block, isByLane: true))
                EmitCall(writer, vectors, block, row + lane, chains, input => $"{block.Source}{input}{name}", lane);
            else
                EmitProducts(
                    writer, vectors, block, v => PlaceOf(v, block, row + selected), (row + lane) % chains,
                    (v, weight, sum) => ByLane(sum, weight, $"{block.Source}{v.Input}{name}", selected.ToString()));
        }
    }

    private static string ByLane(string sum, string weight, string inputs, string lane) =>
        $"AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar({sum}, {weight}, {inputs}, {lane})";

    /// <summary>A row by the method for such rows.</summary>
    private void EmitCall(
        SourceWriter writer, IReadOnlyList<PanelVector> vectors, RowBlock block, int row, int chains,
        Func<string, string> input, int lane)
    {
        bool isByLane = lane >= 0;
        string name = methods.NameOf(vectors, block, isByLane, body =>
        {
            EmitProducts(
                body, vectors, block, v => v.RowPlace, 0,
                (v, weight, sum) => isByLane ? ByLane(sum, weight, "x" + v.Input, "lane") : v.MultiplyAdd(weight, v.Narrowed("x" + v.Input), sum),
                $"{vectors[0].Type}<float> ");
        });
        IEnumerable<string> inputs = vectors.Select(v => v.Input).Distinct().Select(input);
        IEnumerable<string> panels = PanelVector.FirstOfPanels(vectors).Select(v => $"ref {v.Row}, {PlaceOf(v, block, row)}");
        IEnumerable<string> sums = PanelVector.Sums(vectors, block.Gates, row % chains).Select(sum => "ref " + sum);
        writer.Line(
            $"{name}({string.Join(", ", [.. panels, .. inputs, .. isByLane ? [lane.ToString()] : Enumerable.Empty<string>(), .. sums])});");
    }

    /// <summary>A vector for each of the tile's inputs.</summary>
    private static void Declare(SourceWriter writer, IReadOnlyList<PanelVector> vectors, Func<string, string> declaration) =>
        writer.Line($"{vectors[0].Type}<float> {string.Join(", ", vectors.Select(v => v.Input).Distinct().Select(declaration))};");

    /// <summary>The multiply-adds of one row, a weight that serves several inputs loaded once.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="vectors">The sums.</param>
    /// <param name="block">The rows.</param>
    /// <param name="row">Expression of the row's place after the panel's variable.</param>
    /// <param name="chain">Which of the sums that a gate is split into.</param>
    /// <param name="multiplyAdd">The product of a weight, added to a sum.</param>
    /// <param name="declaration">In front of the first <c>weight</c>, where that declares it.</param>
    private static void EmitProducts(
        SourceWriter writer, IReadOnlyList<PanelVector> vectors, RowBlock block, Func<PanelVector, string> row, int chain,
        Func<PanelVector, string, string, string> multiplyAdd,
        string declaration = "")
    {
        for (int gate = 0; gate < block.Gates.Count; gate++)
        {
            foreach (IGrouping<string, PanelVector> shared in vectors.GroupBy(v => v.Suffix))
            {
                PanelVector v = shared.First();
                string weight = v.LoadRow(row(v), gate * v.PanelWidth);
                if (shared.Count() > 1)
                {
                    writer.Line($"{declaration}weight = {weight};");
                    declaration = "";
                    weight = "weight";
                }

                foreach (PanelVector each in shared)
                {
                    string sum = each.Sum(block.Gates[gate], chain);
                    writer.Line($"{sum} = {multiplyAdd(each, weight, sum)};");
                }
            }
        }
    }

    /// <summary>Where a row begins, after the panel's variable.</summary>
    private static string PlaceOf(PanelVector v, RowBlock block, int row) => (row * block.Gates.Count * v.PanelWidth).ToString();

    /// <summary>The index in the whole of what a block reads a part of.</summary>
    private static string After(RowBlock block, string index) =>
        block.From == 0 ? index : int.TryParse(index, out int known) ? (block.From + known).ToString() : $"{block.From} + {index}";

    /// <summary>Index expression of a row, and the suffix of variables that belong to it: blocks of one vector have different ones.</summary>
    private static (string Index, string Name) Index(string k, int row, int from) =>
        k == "k"
            ? (row == 0 ? "k" : $"k + {row}", row == 0 ? "k" : $"k{row}")
            : ((int.Parse(k) + row).ToString(), (from + int.Parse(k) + row).ToString());

    private static void EmitChainSums(SourceWriter writer, RowBlock block, IReadOnlyList<PanelVector> vectors, int chains)
    {
        if (chains == 1)
            return;
        foreach (string gate in block.Gates)
        {
            foreach (PanelVector v in vectors)
            {
                string sum = chains == 2
                    ? $"{v.Sum(gate, 1)}"
                    : $"{v.Sum(gate, 1)} + ({v.Sum(gate, 2)} + {v.Sum(gate, 3)})";
                writer.Line($"{v.Sum(gate)} += {sum};");
            }
        }
    }
}

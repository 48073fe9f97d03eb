namespace TinyRnn.Generator.Emission;

/// <summary>Rows of float32 weights: a multiply-add each, with the input broadcast or, on NEON, taken from a lane.</summary>
internal sealed class Float32Rows(VectorTarget target, ArrayPlaces places, RowMethods methods) : WeightRows
{
    public override void Emit(
        SourceWriter writer, PanelGroup group, IReadOnlyList<PanelVector> vectors, RowBlock block, LoopPlan loop, ChainEnds ends)
    {
        int stride = block.Gates.Count * group.Width;
        if (block.IsOneHot)
        {
            EmitOneHot(writer, group, vectors, block, stride);
            return;
        }

        if (block.IsDiagonal)
        {
            EmitDiagonal(writer, group, vectors, block, stride);
            return;
        }

        int chains = loop.Chains;
        writer.Line($"// {string.Join(", ", block.Gates)} += W {block.Source}{(block.From == 0 ? "" : $" from {block.From}")}");
        if (block.Count is not { } count)
        {
            using (writer.Block("for (nuint k = 0; k < (nuint)rows; k++)"))
                EmitSteps(writer, group, vectors, block, "k", 1, stride, 1);
            return;
        }

        for (int chain = 1; ends.Begins && chain < chains; chain++)
            writer.Line($"{string.Join(" = ", PanelVector.Sums(vectors, block.Gates, chain))} = {vectors[0].Type}<float>.Zero;");

        int looped = loop.Looped;
        if (looped > 0)
        {
            // A vector of the input cannot be loaded at a scaled index on NEON: a reference that moves on spares the address's arithmetic.
            IReadOnlyList<string> moving = target.HasMultiplyByLane ? [.. vectors.Select(v => places.Origin(block.Source + v.Input)).Distinct()] : [];
            if (moving.Count > 0)
                writer.Line($"ref float {string.Join(", ", moving.Select(source => $"{source}{NextOf(block)} = ref {At(source, block.From)}"))};");
            using (writer.Block($"for (nuint k = 0; k < {looped}; k += {loop.Unroll})"))
            {
                EmitSteps(writer, group, vectors, block, "k", loop.Unroll, stride, chains);
                foreach (string source in moving)
                    writer.Line($"{source}{NextOf(block)} = ref Unsafe.Add(ref {source}{NextOf(block)}, {loop.Unroll});");
            }
        }

        if (count > looped)
            EmitSteps(writer, group, vectors, block, looped.ToString(), count - looped, stride, chains);
        if (ends.Ends)
            EmitChainSums(writer, block, vectors, chains);
    }

    /// <summary>The product with a one-hot vector: the row of its 1.</summary>
    private static void EmitOneHot(SourceWriter writer, PanelGroup group, IReadOnlyList<PanelVector> vectors, RowBlock block, int stride)
    {
        writer.Line($"// {string.Join(", ", block.Gates)} += row {block.Source} of W");
        foreach (string input in vectors.Select(v => v.Input).Distinct())
            writer.Line($"ref float row{input} = ref Unsafe.Add(ref w, {block.Source}{input} * {stride});");
        for (int gate = 0; gate < block.Gates.Count; gate++)
        {
            foreach (PanelVector v in vectors)
                writer.Line($"{v.Sum(block.Gates[gate])} += {v.LoadRow(gate * group.Width, "row" + v.Input)};");
        }

        writer.Line($"w = ref Unsafe.Add(ref w, {block.Count * stride});");
    }

    /// <summary>A row in which each unit has a weight for a value of its own.</summary>
    private static void EmitDiagonal(SourceWriter writer, PanelGroup group, IReadOnlyList<PanelVector> vectors, RowBlock block, int stride)
    {
        writer.Line($"// {string.Join(", ", block.Gates)} += a row of W, value by value, times {block.Source}{(block.From == 0 ? "" : $" from {block.From}")}");
        EmitProducts(writer, group, vectors, block, "0", 0, (v, weight, sum) => v.MultiplyAdd(weight, v.LoadAfter(block.Source, block.From), sum));
        writer.Line($"w = ref Unsafe.Add(ref w, {stride});");
    }

    /// <summary>After the name of an input's variable: one that moves on. Blocks of one vector have one each.</summary>
    private static string NextOf(RowBlock block) => block.From == 0 ? "Next" : $"Next{block.From}";

    private static string At(string source, int from) => from == 0 ? source : $"Unsafe.Add(ref {source}, {from})";

    private void EmitSteps(
        SourceWriter writer, PanelGroup group, IReadOnlyList<PanelVector> vectors, RowBlock block, string k, int rows, int stride, int chains)
    {
        int row = 0;
        if (target.HasMultiplyByLane)
        {
            for (; row + 4 <= rows; row += 4)
                EmitFourByLane(writer, group, vectors, block, k, row, stride, chains);
        }

        for (; row < rows; row++)
            EmitRow(writer, group, vectors, block, k, row, stride, chains);
        writer.Line($"w = ref Unsafe.Add(ref w, {rows * stride});");
    }

    private void EmitRow(
        SourceWriter writer, PanelGroup group, IReadOnlyList<PanelVector> vectors, RowBlock block, string k, int row, int stride, int chains)
    {
        (string index, string name) = Index(k, row, block.From);
        if (methods.Has(vectors, block, isByLane: false))
        {
            EmitCall(writer, group, vectors, block, row, stride, chains, Broadcast, lane: -1);
            return;
        }

        Declare(writer, vectors, input => $"{block.Source}{input}{name} = {Broadcast(input)}");
        EmitProducts(writer, group, vectors, block, (row * stride).ToString(), row % chains, (v, weight, sum) =>
            v.MultiplyAdd(weight, $"{block.Source}{v.Input}{name}", sum));

        string Broadcast(string input)
        {
            string origin = places.Origin(block.Source + input);
            string place = places.Index(block.Source + input, After(block, index));
            return $"{vectors[0].Type}.Create({(place == "0" ? origin : $"Unsafe.Add(ref {origin}, {place})")})";
        }
    }

    private void EmitFourByLane(
        SourceWriter writer, PanelGroup group, IReadOnlyList<PanelVector> vectors, RowBlock block, string k, int row, int stride, int chains)
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
                EmitCall(writer, group, vectors, block, row + lane, stride, chains, input => $"{block.Source}{input}{name}", lane);
            else
                EmitProducts(
                    writer, group, vectors, block, ((row + lane) * stride).ToString(), (row + lane) % chains,
                    (v, weight, sum) => ByLane(sum, weight, $"{block.Source}{v.Input}{name}", selected.ToString()));
        }
    }

    private static string ByLane(string sum, string weight, string inputs, string lane) =>
        $"AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar({sum}, {weight}, {inputs}, {lane})";

    /// <summary>A row by the method for such rows.</summary>
    private void EmitCall(
        SourceWriter writer, PanelGroup group, IReadOnlyList<PanelVector> vectors, RowBlock block, int row, int stride, int chains,
        Func<string, string> input, int lane)
    {
        bool isByLane = lane >= 0;
        string name = methods.NameOf(vectors, block, isByLane, body =>
        {
            EmitProducts(
                body, group, vectors, block, "row", 0,
                (v, weight, sum) => isByLane ? ByLane(sum, weight, "x" + v.Input, "lane") : v.MultiplyAdd(weight, "x" + v.Input, sum),
                $"{vectors[0].Type}<float> ");
        });
        IEnumerable<string> inputs = vectors.Select(v => v.Input).Distinct().Select(input);
        IEnumerable<string> sums = PanelVector.Sums(vectors, block.Gates, row % chains).Select(sum => "ref " + sum);
        writer.Line(
            $"{name}({string.Join(", ", ["ref w", (row * stride).ToString(), .. inputs, .. isByLane ? [lane.ToString()] : Enumerable.Empty<string>(), .. sums])});");
    }

    /// <summary>A vector for each of the tile's inputs.</summary>
    private static void Declare(SourceWriter writer, IReadOnlyList<PanelVector> vectors, Func<string, string> declaration) =>
        writer.Line($"{vectors[0].Type}<float> {string.Join(", ", vectors.Select(v => v.Input).Distinct().Select(declaration))};");

    /// <summary>The multiply-adds of one row, a weight that serves several inputs loaded once.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="group">The panel.</param>
    /// <param name="vectors">The sums.</param>
    /// <param name="block">The rows.</param>
    /// <param name="row">Expression of the row's offset from <c>w</c>.</param>
    /// <param name="chain">Which of the sums that a gate is split into.</param>
    /// <param name="multiplyAdd">The product of a weight, added to a sum.</param>
    /// <param name="declaration">In front of the first <c>weight</c>, where that declares it.</param>
    private static void EmitProducts(
        SourceWriter writer, PanelGroup group, IReadOnlyList<PanelVector> vectors, RowBlock block, string row, int chain,
        Func<PanelVector, string, string, string> multiplyAdd,
        string declaration = "")
    {
        for (int gate = 0; gate < block.Gates.Count; gate++)
        {
            foreach (IGrouping<int, PanelVector> shared in vectors.GroupBy(v => v.RowOffset))
            {
                string weight = shared.First().LoadRow(row, gate * group.Width);
                if (shared.Count() > 1)
                {
                    writer.Line($"{declaration}weight = {weight};");
                    declaration = "";
                    weight = "weight";
                }

                foreach (PanelVector v in shared)
                {
                    string sum = v.Sum(block.Gates[gate], chain);
                    writer.Line($"{sum} = {multiplyAdd(v, weight, sum)};");
                }
            }
        }
    }

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

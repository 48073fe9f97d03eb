namespace TinyRnn.Generator.Emission.Sequences;

/// <summary>Prints the dot products of a matrix's rows with a vector, some rows at once.</summary>
internal sealed class RowDotsText(SourceWriter writer, BackwardPass pass)
{
    private RowDots Dots => pass.Dots;

    /// <param name="widest">Floats of the widest vector that there is.</param>
    public void Emit(int widest)
    {
        DotPlan width = Dots.Widths.FirstOrDefault(plan => plan.Lanes <= widest) ?? Dots.Widths[Dots.Widths.Count - 1];
        if (Dots.Tiles > 0)
        {
            string tile = Dots.Zigzags ? $"(turn == 0 ? tile : {Dots.Tiles - 1} - tile)" : "tile";
            using (Dots.Tiles > 1 ? writer.Block($"for (nuint tile = 0; tile < {Dots.Tiles}; tile++)") : writer.Block())
            {
                if (Dots.Tiles > 1)
                    writer.Line($"nuint row = {tile} * {RowDots.Together};");
                EmitRows(width, Dots.Tiles > 1 ? "row" : "0", RowDots.Together);
            }
        }

        if (Dots.Rest > 0)
        {
            using (writer.Block())
                EmitRows(width, (Dots.Tiles * RowDots.Together).ToString(), Dots.Rest);
        }
    }

    private void EmitRows(DotPlan width, string row, int rows)
    {
        string type = Type(width.Lanes);
        writer.Line($"ref float w = ref {At(pass.Weights, row, Dots.Columns)};");
        if (width.Vectors > 1)
        {
            writer.Line($"ref float a = ref {At(pass.Gradients, "0", 1, pass.From)};");
            writer.Line($"{type}<float> {string.Join(", ", Names("sum", rows).Select(sum => $"{sum} = {type}<float>.Zero"))};");
            using (writer.Block($"for (int k = 0; k < {width.Vectors}; k++)"))
            {
                writer.Line($"{type}<float> all = {Load(type, "a", 0)};");
                for (int r = 0; r < rows; r++)
                    writer.Line($"sum{r} = {type}.MultiplyAddEstimate({Load(type, "w", r * Dots.Columns)}, all, sum{r});");
                writer.Line($"a = ref Unsafe.Add(ref a, {width.Lanes});");
                writer.Line($"w = ref Unsafe.Add(ref w, {width.Lanes});");
            }
        }
        else
        {
            writer.Line($"{type}<float> all = {Load(type, pass.Gradients, pass.From)};");
            writer.Line($"{type}<float> {string.Join(", ", Names("sum", rows).Select((sum, r) => $"{sum} = {Load(type, "w", r * Dots.Columns)} * all"))};");
        }

        (string name, int lanes) = EmitTails(width, rows);
        for (int first = 0; first < rows; first += RowDots.SummedTogether)
        {
            IEnumerable<string> four = Enumerable.Range(first, RowDots.SummedTogether).Select(r => r < rows ? name + r : $"{Type(lanes)}<float>.Zero");
            string sums = $"Rnn::Matrices.DotSums.Of({string.Join(", ", four)})";
            string place = $"ref {pass.Target}, {(int.TryParse(row, out int known) ? (known + first).ToString() : first == 0 ? row : $"{row} + {first}")}";
            writer.Line($"Vector128.StoreUnsafe({(pass.Adds ? $"Vector128.LoadUnsafe({place}) + {sums}" : sums)}, {place});");
        }
    }

    /// <summary>What is left of the columns joins the sums while they are halved.</summary>
    private (string Name, int Lanes) EmitTails(DotPlan width, int rows)
    {
        string name = "sum";
        int lanes = width.Lanes;
        int done = width.Vectors * width.Lanes;

        // The loop has moved w as far.
        int moved = width.Vectors > 1 ? done : 0;
        foreach (int tail in width.Tails)
        {
            for (; lanes > tail; lanes /= 2)
            {
                string half = $"half{lanes / 2}_";
                writer.Line($"{Type(lanes / 2)}<float> {string.Join(", ", Enumerable.Range(0, rows).Select(r => $"{half}{r} = Rnn::Matrices.DotSums.Half({name}{r})"))};");
                name = half;
            }

            string type = Type(tail);
            writer.Line($"{type}<float> rest{tail} = {Load(type, pass.Gradients, pass.From + done)};");
            for (int r = 0; r < rows; r++)
                writer.Line($"{name}{r} = {type}.MultiplyAddEstimate({Load(type, "w", (r * Dots.Columns) + done - moved)}, rest{tail}, {name}{r});");
            done += tail;
        }

        return (name, lanes);
    }

    private static string Type(int lanes) => $"Vector{lanes * 32}";

    private static IEnumerable<string> Names(string name, int count) => Enumerable.Range(0, count).Select(index => name + index);

    private static string Load(string type, string array, int place) =>
        place == 0 ? $"{type}.LoadUnsafe(ref {array})" : $"{type}.LoadUnsafe(ref {array}, {place})";

    private static string At(string array, string row, int stride, int from = 0)
    {
        string index = int.TryParse(row, out int known) ? ((known * stride) + from).ToString() : $"{row} * {stride}";
        return index == "0" ? array : $"Unsafe.Add(ref {array}, {index})";
    }
}

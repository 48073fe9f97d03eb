namespace TinyRnn.Generator.Emission;

/// <summary>
/// Rows of 8-bit weights. Four rows share a place of 32 bits, in each lane those of its unit, and are multiplied with four bytes of the input, which every lane
/// gets; the sums of integers are exact, whatever adds them. After the last row they are floats again, times the scale of their unit, and go to the sums.
/// </summary>
/// <param name="target">The processor.</param>
internal sealed class Int8Rows(VectorTarget target) : WeightRows
{
    /// <summary>After the name of an input: its bytes (<c>Int8Input</c> at run time).</summary>
    public const string Bytes = "Bytes";

    /// <summary>What <see cref="EmitSums"/> has summed, as floats.</summary>
    public override void Emit(
        SourceWriter writer, PanelGroup group, IReadOnlyList<PanelVector> vectors, RowBlock block, LoopPlan loop, ChainEnds ends)
    {
        writer.Line($"// {string.Join(", ", block.Gates)} += W {block.Source}, a scale a unit");
        for (int gate = 0; gate < block.Gates.Count; gate++)
        {
            foreach (PanelVector v in vectors)
            {
                string sum = v.Sum(block.Gates[gate]);
                string floats = $"{v.Type}.ConvertToSingle({Whole(v, block, gate)})";
                writer.Line($"{sum} = {v.MultiplyAdd(floats, v.LoadRow(gate * group.Width), sum)};");
            }
        }

        writer.Line($"w = ref Unsafe.Add(ref w, {(block.Walked!.Value + WeightFormats.Int8Header) * block.Gates.Count * group.Width});");
    }

    /// <summary>The sums of integers, in variables of their own.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="group">The panel.</param>
    /// <param name="vectors">The sums that they will be added to.</param>
    /// <param name="block">The rows.</param>
    /// <param name="loop">How they are walked.</param>
    /// <param name="ahead">Places from <c>w</c> to the block.</param>
    public void EmitSums(SourceWriter writer, PanelGroup group, IReadOnlyList<PanelVector> vectors, RowBlock block, LoopPlan loop, long ahead)
    {
        int stride = block.Gates.Count * group.Width;
        Walk walk = new(writer, group, vectors, block, stride);
        writer.Line($"// W {block.Source} of {string.Join(", ", block.Gates)}, in integers");
        EmitStart(walk, ahead + stride);
        writer.Line($"ref float {walk.Weights} = ref Unsafe.Add(ref w, {ahead + (WeightFormats.Int8Header * stride)});");
        int looped = loop.Looped;
        if (looped > 0)
        {
            using (writer.Block($"for (nuint k = 0; k < {looped}; k += {loop.Unroll})"))
                EmitSteps(walk, "k", loop.Unroll);
        }

        if (block.Walked!.Value > looped)
            EmitSteps(walk, looped.ToString(), block.Walked!.Value - looped);
    }

    /// <summary>What is walked over, and where to.</summary>
    private sealed record Walk(SourceWriter Writer, PanelGroup Group, IReadOnlyList<PanelVector> Vectors, RowBlock Block, int Stride)
    {
        /// <summary>The source, to stand after another word.</summary>
        private string Of => Block.Source.ToUpperInvariant()[0] + Block.Source.Substring(1);

        /// <summary>The variable at the weights.</summary>
        public string Weights => "w" + Of;

        /// <summary>The variable of a part of a sum.</summary>
        public string Sum(PanelVector v, int gate, int part) => $"{v.Sum(Block.Gates[gate])}{Of}{(part == 0 ? "" : "High")}";
    }

    /// <summary>Vectors of integers that a vector's sum has.</summary>
    private int Parts(PanelVector v) => target.Integers == IntegerProducts.Widening ? 2 : Math.Max(1, v.Lanes / target.IntegerLanes);

    private int LanesOf(PanelVector v) => target.Integers == IntegerProducts.Widening ? v.Lanes : Math.Min(v.Lanes, target.IntegerLanes);

    private string TypeOf(PanelVector v) => $"Vector{32 * LanesOf(v)}";

    /// <summary>All lanes of a finished sum.</summary>
    private string Whole(PanelVector v, RowBlock block, int gate)
    {
        Walk walk = new(null!, null!, [], block, 0);
        (string low, string high) = (walk.Sum(v, gate, 0), walk.Sum(v, gate, 1));
        return Parts(v) == 1 ? low
            : target.Integers == IntegerProducts.Widening ? $"AdvSimd.Arm64.AddPairwise({low}, {high})"
            : $"{v.Type}.Create({low}, {high})";
    }

    /// <summary>Declares the sums, with what they start from.</summary>
    /// <param name="walk">The block.</param>
    /// <param name="offsets">Places from <c>w</c> to what an offset of the inputs adds.</param>
    private void EmitStart(Walk walk, long offsets)
    {
        PanelVector first = walk.Vectors[0];
        string type = TypeOf(first);
        if (target.Integers == IntegerProducts.Pairs)
        {
            walk.Writer.Line("// A sum starts from what the weights lack whose bits the signs of the input turn.");
            string place = (2 * walk.Block.Walked!.Value).ToString();
            foreach (string input in walk.Vectors.Select(v => v.Input).Distinct())
                walk.Writer.Line($"{type}<int> {Lacking(input)} = {type}.Create({Input(input, walk.Block, place)});");
            if (LanesOf(first) > 4)
                walk.Writer.Line($"{type}<short> {walk.Block.Source}Ones = {type}<short>.One;");
        }

        for (int gate = 0; gate < walk.Block.Gates.Count; gate++)
        {
            IEnumerable<string> sums = walk.Vectors.SelectMany(
                v => Enumerable.Range(0, Parts(v)).Select(part => $"{walk.Sum(v, gate, part)} = {Start(v, gate, part)}"));
            walk.Writer.Line($"{type}<int> {string.Join(", ", sums)};");
        }

        string Start(PanelVector v, int gate, int part) => target.Integers switch
        {
            IntegerProducts.Pairs => Lacking(v.Input),
            IntegerProducts.Vnni => Load("w", type, "int", offsets + (gate * walk.Group.Width) + v.RowOffset + (part * target.IntegerLanes)),
            _ => $"{type}<int>.Zero",
        };

        string Lacking(string input) => $"{walk.Block.Source}{input}Lacking";
    }

    /// <summary>A place of an input's bytes.</summary>
    private static string Input(string input, RowBlock block, string index)
    {
        string bytes = block.Source + Bytes + input;
        return $"Unsafe.As<float, int>(ref {(index == "0" ? bytes : $"Unsafe.Add(ref {bytes}, {index})")})";
    }

    /// <summary>A vector at a place after a variable.</summary>
    private static string Load(string variable, string type, string element, long place)
    {
        long index = element == "int" ? place : place * sizeof(int);
        return $"{type}.LoadUnsafe(ref Unsafe.As<float, {element}>(ref {variable}){(index == 0 ? "" : $", {index}")})";
    }

    /// <summary>The weights of a gate, in a row of places.</summary>
    private static string Weights(Walk walk, string type, int row, int place) => Load(walk.Weights, type, "sbyte", (row * walk.Stride) + place);

    private void EmitSteps(Walk walk, string k, int rows)
    {
        int row = 0;
        int together = target.IntegersTogether;
        for (; row + together <= rows; row += together)
        {
            switch (target.Integers)
            {
                case IntegerProducts.Dot:
                    EmitFourDots(walk, k, row);
                    break;
                case IntegerProducts.Widening:
                    EmitWidened(walk, k, row, isPair: true);
                    break;
                case IntegerProducts.Vnni:
                    EmitVnni(walk, k, row);
                    break;
                default:
                    EmitPairs(walk, k, row);
                    break;
            }
        }

        for (; row < rows; row++)
        {
            if (target.Integers == IntegerProducts.Dot)
                EmitDot(walk, k, row);
            else
                EmitWidened(walk, k, row, isPair: false);
        }

        walk.Writer.Line($"{walk.Weights} = ref Unsafe.Add(ref {walk.Weights}, {rows * walk.Stride});");
    }

    /// <summary>A variable for each input, which has four of its bytes in every lane.</summary>
    private void Declare(Walk walk, string k, int row, string name, string element, int from = 0)
    {
        string type = TypeOf(walk.Vectors[0]);
        string index = Index(k, row + from);
        string cast = element == "byte" ? "AsByte" : "AsSByte";
        IEnumerable<string> declarations = walk.Vectors.Select(v => v.Input).Distinct().Select(
            input => $"{Local(walk.Block, input, k, row, name)} = {type}.{cast}({type}.Create({Input(input, walk.Block, index)}))");
        walk.Writer.Line($"{type}<{element}> {string.Join(", ", declarations)};");
    }

    private static string Local(RowBlock block, string input, string k, int row, string name) =>
        $"{block.Source}{input}{name}{(k == "k" ? $"k{row}" : (int.Parse(k) + row).ToString())}";

    private static string Index(string k, int row) => k == "k" ? (row == 0 ? "k" : $"k + {row}") : (int.Parse(k) + row).ToString();

    private void EmitPairs(Walk walk, string k, int row)
    {
        Declare(walk, k, row, "Size", "byte");
        Declare(walk, k, row, "Sign", "sbyte", walk.Block.Walked!.Value);
        string type = TypeOf(walk.Vectors[0]);
        string set = LanesOf(walk.Vectors[0]) == 16 ? "Avx512BW" : "Avx2";
        ForEachSum(walk, (v, gate, place) =>
        {
            string sum = walk.Sum(v, gate, 0);
            (string size, string sign) = (Local(walk.Block, v.Input, k, row, "Size"), Local(walk.Block, v.Input, k, row, "Sign"));
            string weights = Weights(walk, type, row, place);
            walk.Writer.Line(LanesOf(v) == 4
                ? $"{sum} = Rnn::Vectors.Int8Products.Add({sum}, {size}, {sign}, {weights});"
                : $"{sum} += {set}.MultiplyAddAdjacent({set}.MultiplyAddAdjacent({size}, {weights} ^ {sign}), {walk.Block.Source}Ones);");
        });
    }

    private void EmitVnni(Walk walk, string k, int row)
    {
        Declare(walk, k, row, "Four", "byte");
        string type = TypeOf(walk.Vectors[0]);
        ForEachSum(walk, (v, gate, place) =>
        {
            for (int part = 0; part < Parts(v); part++)
            {
                string sum = walk.Sum(v, gate, part);
                string weights = Weights(walk, type, row, place + (part * target.IntegerLanes));
                walk.Writer.Line($"{sum} = AvxVnni.MultiplyWideningAndAdd({sum}, {Local(walk.Block, v.Input, k, row, "Four")}, {weights});");
            }
        });
    }

    private void EmitDot(Walk walk, string k, int row)
    {
        Declare(walk, k, row, "Four", "sbyte");
        ForEachSum(walk, (v, gate, place) =>
        {
            string sum = walk.Sum(v, gate, 0);
            walk.Writer.Line($"{sum} = Dp.DotProduct({sum}, {Weights(walk, "Vector128", row, place)}, {Local(walk.Block, v.Input, k, row, "Four")});");
        });
    }

    /// <summary>Sixteen bytes of the input are one vector, of which each product takes four.</summary>
    private static void EmitFourDots(Walk walk, string k, int row)
    {
        string index = Index(k, row);
        IEnumerable<string> declarations = walk.Vectors.Select(v => v.Input).Distinct().Select(input =>
        {
            string bytes = $"ref {walk.Block.Source}{Bytes}{input}{(index == "0" ? "" : $", {index}")}";
            return $"{Local(walk.Block, input, k, row, "Sixteen")} = Vector128.AsSByte(Vector128.LoadUnsafe({bytes}))";
        });
        walk.Writer.Line($"Vector128<sbyte> {string.Join(", ", declarations)};");
        for (int four = 0; four < 4; four++)
        {
            int lane = four;
            ForEachSum(walk, (v, gate, place) =>
            {
                string sum = walk.Sum(v, gate, 0);
                string weights = Weights(walk, "Vector128", row + lane, place);
                walk.Writer.Line($"{sum} = Dp.DotProductBySelectedQuadruplet({sum}, {weights}, {Local(walk.Block, v.Input, k, row, "Sixteen")}, {lane});");
            });
        }
    }

    /// <summary>Products of 16 bits, of which two fit into the same: one place's, and the next one's.</summary>
    private void EmitWidened(Walk walk, string k, int row, bool isPair)
    {
        for (int place = 0; place < (isPair ? 2 : 1); place++)
            Declare(walk, k, row + place, "Four", "sbyte");
        (string one, string two) = ("Vector128.GetLower({0})", "{0}");
        ForEachSum(walk, (v, gate, place) =>
        {
            for (int part = 0; part < 2; part++)
            {
                string half = part == 0 ? "Lower" : "Upper";
                string products = $"AdvSimd.MultiplyWidening{half}({Operands(0)})";
                if (isPair)
                    products = $"AdvSimd.MultiplyWidening{half}AndAdd({products}, {Operands(1)})";
                string sum = walk.Sum(v, gate, part);
                walk.Writer.Line($"{sum} = AdvSimd.AddPairwiseWideningAndAdd({sum}, {products});");

                string Operands(int next)
                {
                    string form = part == 0 ? one : two;
                    string weights = Weights(walk, "Vector128", row + next, place);
                    return $"{form.Replace("{0}", weights)}, {form.Replace("{0}", Local(walk.Block, v.Input, k, row + next, "Four"))}";
                }
            }
        });
    }

    /// <summary>Each gate of each vector of units, and its place in a row.</summary>
    private static void ForEachSum(Walk walk, Action<PanelVector, int, int> emit)
    {
        for (int gate = 0; gate < walk.Block.Gates.Count; gate++)
        {
            foreach (PanelVector v in walk.Vectors.OrderBy(v => v.RowOffset))
                emit(v, gate, (gate * walk.Group.Width) + v.RowOffset);
        }
    }
}

namespace TinyRnn.Generator.Emission;

/// <summary>
/// Rows of integers. Several rows share a place of 32 bits, in each lane those of its unit, and are multiplied with as many integers of the input, which every
/// lane gets; the sums of integers are exact, whatever adds them. After the last row they are floats again, times the scale of their unit, and go to the sums.
/// </summary>
/// <param name="target">The processor.</param>
/// <param name="format">How weights are stored.</param>
internal abstract class IntegerRows(VectorTarget target, WeightFormat format) : WeightRows
{
    /// <summary>The values of a block's input as integers (<c>Int8Input</c> and its siblings at run time); the letter of an input follows.</summary>
    public static string Name(RowBlock block) => block.Vector + "Integers";

    /// <param name="target">The processor.</param>
    /// <param name="format">How weights are stored.</param>
    public static IntegerRows For(VectorTarget target, WeightFormat format) =>
        format == WeightFormat.Int16 ? new Int16Rows(target) : new Int8Rows(target, format);

    protected VectorTarget Target => target;

    protected WeightFormat Format => format;

    /// <summary>What <see cref="EmitSums"/> has summed at <c>w</c>, as floats.</summary>
    public sealed override void Emit(
        SourceWriter writer, IReadOnlyList<PanelVector> vectors, RowBlock block, LoopPlan loop, ChainEnds ends)
    {
        EmitFloats(writer, vectors, block, 0);
        EmitEnd(writer, vectors, block);
    }

    /// <summary>What <see cref="EmitSums"/> has summed, as floats, times the scale of each unit.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="vectors">The sums that they are added to.</param>
    /// <param name="block">The rows.</param>
    /// <param name="ahead">Places from <c>w</c> to the block.</param>
    public void EmitFloats(SourceWriter writer, IReadOnlyList<PanelVector> vectors, RowBlock block, long ahead)
    {
        writer.Line($"// {string.Join(", ", block.Gates)} += W {block.Source}{After(block)}, a scale a unit");
        for (int gate = 0; gate < block.Gates.Count; gate++)
        {
            foreach (PanelVector v in vectors)
            {
                string sum = v.Sum(block.Gates[gate]);
                string floats = $"{v.Type}.ConvertToSingle({Whole(v, block, gate)})";
                writer.Line($"{sum} = {v.MultiplyAdd(floats, v.LoadRow((int)ahead + (gate * v.PanelWidth)), sum)};");
            }
        }
    }

    /// <summary><c>w</c> moves on to what follows the rows.</summary>
    public void EmitEnd(SourceWriter writer, IReadOnlyList<PanelVector> vectors, RowBlock block) =>
        MoveOn(writer, vectors, (block.Walked!.Value + (long)format.Header) * block.Gates.Count);

    /// <summary>The sums of integers, in variables of their own.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="vectors">The sums that they will be added to.</param>
    /// <param name="block">The rows.</param>
    /// <param name="loop">How they are walked.</param>
    /// <param name="ahead">Places from <c>w</c> to the block.</param>
    public void EmitSums(SourceWriter writer, IReadOnlyList<PanelVector> vectors, RowBlock block, LoopPlan loop, long ahead)
    {
        int stride = block.Gates.Count * vectors[0].PanelWidth;
        IntegerWalk walk = new(writer, vectors, block, stride);
        writer.Line($"// W {block.Source}{After(block)} of {string.Join(", ", block.Gates)}, in integers");
        EmitBefore(walk);
        EmitStart(walk, ahead + stride);
        writer.Line($"ref float {walk.Weights} = ref Unsafe.Add(ref w, {ahead + (format.Header * stride)});");
        int looped = loop.Looped;
        if (looped > 0)
        {
            using (writer.Block($"for (nuint k = 0; k < {looped}; k += {loop.Unroll})"))
                EmitSteps(walk, "k", loop.Unroll);
        }

        if (block.Walked!.Value > looped)
            EmitSteps(walk, looped.ToString(), block.Walked!.Value - looped);
    }

    /// <summary>Variables that the products need.</summary>
    protected virtual void EmitBefore(IntegerWalk walk)
    {
    }

    private static string After(RowBlock block) => block.From == 0 ? "" : $" from {block.From}";

    /// <summary>What a sum starts from.</summary>
    /// <param name="walk">The block.</param>
    /// <param name="v">The vector.</param>
    /// <param name="place">Places from <c>w</c> to what an offset of the inputs adds to it.</param>
    /// <param name="isCoarse">Of high digits.</param>
    protected abstract string StartOf(IntegerWalk walk, PanelVector v, long place, bool isCoarse);

    /// <summary>The products of one row of places, or of several that are taken together.</summary>
    protected abstract void EmitProducts(IntegerWalk walk, string k, int row, int rows);

    /// <summary>Vectors of integers that a vector's sum has, of each digit.</summary>
    protected int Parts(PanelVector v) => target.Integers == IntegerProducts.Widening ? 2 : Math.Max(1, v.Lanes / target.IntegerLanes);

    protected int LanesOf(PanelVector v) => target.Integers == IntegerProducts.Widening ? v.Lanes : Math.Min(v.Lanes, target.IntegerLanes);

    protected string TypeOf(PanelVector v) => $"Vector{32 * LanesOf(v)}";

    /// <summary>A place of an input's integers.</summary>
    protected static string Input(string input, RowBlock block, string index)
    {
        string integers = Name(block) + input;
        return $"Unsafe.As<float, int>(ref {(index == "0" ? integers : $"Unsafe.Add(ref {integers}, {index})")})";
    }

    /// <summary>A vector at a place after a variable.</summary>
    protected static string Load(string variable, string type, string element, long place)
    {
        long index = element switch
        {
            "int" => place,
            "short" => 2 * place,
            _ => 4 * place,
        };
        return $"{type}.LoadUnsafe(ref Unsafe.As<float, {element}>(ref {variable}){(index == 0 ? "" : $", {index}")})";
    }

    /// <summary>The weights of a gate, in a row of places.</summary>
    protected string Weights(IntegerWalk walk, string type, int row, int place) =>
        Load(walk.Weights, type, format == WeightFormat.Int16 ? "short" : "sbyte", (row * walk.Stride) + place);

    /// <summary>A variable for each input, which has the integers of one of its places in every lane.</summary>
    protected void Declare(IntegerWalk walk, string k, int row, string name, string element, int from = 0)
    {
        string type = TypeOf(walk.Vectors[0]);
        string index = Index(k, row + from);
        string cast = element switch
        {
            "byte" => "AsByte",
            "short" => "AsInt16",
            _ => "AsSByte",
        };
        IEnumerable<string> declarations = walk.Inputs.Select(
            input => $"{Local(walk.Block, input, k, row, name)} = {type}.{cast}({type}.Create({Input(input, walk.Block, index)}))");
        walk.Writer.Line($"{type}<{element}> {string.Join(", ", declarations)};");
    }

    /// <summary>
    /// A variable at each of several rows of weights, so that what is loaded is near it: an instruction that loads two halves reaches half a kilobyte.
    /// </summary>
    protected static void DeclareRows(IntegerWalk walk, string k, int row, int rows)
    {
        for (int next = 0; next < rows; next++)
        {
            long place = (row + next) * (long)walk.Stride;
            walk.Writer.Line($"ref float {Row(walk, k, row + next)} = ref {(place == 0 ? walk.Weights : $"Unsafe.Add(ref {walk.Weights}, {place})")};");
        }
    }

    private static string Row(IntegerWalk walk, string k, int row) => Local(walk.Block, "", k, row, "Row");

    /// <summary>The weights of half of a gate's lanes, in a row that <see cref="DeclareRows"/> has a variable for.</summary>
    protected string Half(IntegerWalk walk, string k, int row, int place, int half) =>
        Load(Row(walk, k, row), "Vector64", format == WeightFormat.Int16 ? "short" : "sbyte", place + (2 * half));

    /// <summary>The same as <see cref="Declare"/> in vectors of two lanes, for one place, or for two or four that a vector is loaded of.</summary>
    protected static void DeclareHalves(IntegerWalk walk, string k, int row, string name, string element, int places, int from = 0)
    {
        string cast = element == "short" ? "AsInt16" : "AsSByte";
        string index = Index(k, row + from);
        foreach (string input in walk.Inputs)
        {
            if (places == 1)
            {
                string value = $"Vector64.{cast}(Vector64.Create({Input(input, walk.Block, index)}))";
                walk.Writer.Line($"Vector64<{element}> {Local(walk.Block, input, k, row, name)} = {value};");
                continue;
            }

            string all = Local(walk.Block, input, k, row, name) + "All";
            string place = index == "0" ? "" : $", {index}";
            string loaded = $"Vector{32 * places}";
            walk.Writer.Line($"{loaded}<int> {all} = {loaded}.LoadUnsafe(ref Unsafe.As<float, int>(ref {Name(walk.Block)}{input}){place});");
            for (int next = 0; next < places; next++)
            {
                string value = $"Vector64.{cast}(AdvSimd.DuplicateSelectedScalarToVector64({all}, {next}))";
                walk.Writer.Line($"Vector64<{element}> {Local(walk.Block, input, k, row + next, name)} = {value};");
            }
        }
    }

    protected static string Local(RowBlock block, string input, string k, int row, string name) =>
        $"{block.Vector}{input}{name}{(k == "k" ? $"k{row}" : (int.Parse(k) + row).ToString())}";

    protected static string Index(string k, int row) => k == "k" ? (row == 0 ? "k" : $"k + {row}") : (int.Parse(k) + row).ToString();

    /// <summary>Each gate of each vector of units, and its place in a row.</summary>
    protected static void ForEachSum(IntegerWalk walk, Action<PanelVector, int, int> emit)
    {
        for (int gate = 0; gate < walk.Block.Gates.Count; gate++)
        {
            foreach (PanelVector v in walk.Vectors.OrderBy(v => v.RowOffset))
                emit(v, gate, (gate * v.PanelWidth) + v.RowOffset);
        }
    }

    /// <summary>All lanes of a finished sum.</summary>
    private string Whole(PanelVector v, RowBlock block, int gate)
    {
        (string low, string high) = (Sum(0), Sum(1));
        return Parts(v) == 1 ? low
            : target.Integers == IntegerProducts.Widening ? $"AdvSimd.Arm64.AddPairwise({low}, {high})"
            : $"{v.Type}.Create({low}, {high})";

        string Sum(int part)
        {
            string fine = IntegerWalk.SumOf(block, v, gate, part);
            return format.HasCoarseSums(target.Integers) ? $"({IntegerWalk.SumOf(block, v, gate, part, isCoarse: true)} << 7) + {fine}" : fine;
        }
    }

    /// <summary>Declares the sums, with what they start from.</summary>
    private void EmitStart(IntegerWalk walk, long offsets)
    {
        string type = TypeOf(walk.Vectors[0]);
        for (int gate = 0; gate < walk.Block.Gates.Count; gate++)
        {
            foreach (bool isCoarse in format.HasCoarseSums(target.Integers) ? (bool[])[false, true] : [false])
            {
                IEnumerable<string> sums = walk.Vectors.SelectMany(v => Enumerable.Range(0, Parts(v)).Select(part =>
                {
                    long place = offsets + (gate * v.PanelWidth) + v.RowOffset + (part * target.IntegerLanes);
                    return $"{walk.Sum(v, gate, part, isCoarse)} = {StartOf(walk, v, place, isCoarse)}";
                }));
                walk.Writer.Line($"{type}<int> {string.Join(", ", sums)};");
            }
        }
    }

    private void EmitSteps(IntegerWalk walk, string k, int rows)
    {
        int row = 0;
        for (int together = target.IntegersTogether; together > 0; together /= 2)
        {
            for (; row + together <= rows; row += together)
                EmitProducts(walk, k, row, together);
        }

        walk.Writer.Line($"{walk.Weights} = ref Unsafe.Add(ref {walk.Weights}, {rows * walk.Stride});");
    }
}

/// <summary>What is walked over, and where to.</summary>
/// <param name="Writer">Where to.</param>
/// <param name="Vectors">The sums.</param>
/// <param name="Block">The rows.</param>
/// <param name="Stride">Places of a row.</param>
internal sealed record IntegerWalk(SourceWriter Writer, IReadOnlyList<PanelVector> Vectors, RowBlock Block, int Stride)
{
    /// <summary>The variable at the weights.</summary>
    public string Weights => "w" + Of(Block);

    public IEnumerable<string> Inputs => Vectors.Select(v => v.Input).Distinct();

    /// <summary>The variable of a part of a sum.</summary>
    public string Sum(PanelVector v, int gate, int part, bool isCoarse = false) => SumOf(Block, v, gate, part, isCoarse);

    /// <inheritdoc cref="Sum"/>
    public static string SumOf(RowBlock block, PanelVector v, int gate, int part, bool isCoarse = false) =>
        $"{v.Sum(block.Gates[gate])}{Of(block)}{(isCoarse ? "Coarse" : "")}{(part == 0 ? "" : "High")}";

    /// <summary>The source, to stand after another word.</summary>
    private static string Of(RowBlock block) => block.Vector.ToUpperInvariant()[0] + block.Vector.Substring(1);
}

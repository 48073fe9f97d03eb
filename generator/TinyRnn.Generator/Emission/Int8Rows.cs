namespace TinyRnn.Generator.Emission;

/// <summary>Rows of 8-bit weights, four in a place of 32 bits. Of inputs in two digits, each weight is multiplied with both.</summary>
/// <param name="target">The processor.</param>
/// <param name="format">With values of 8 bits, or of two digits.</param>
internal sealed class Int8Rows(VectorTarget target, WeightFormat format) : IntegerRows(target, format)
{
    private bool IsWide => Format.Digits > 1;

    /// <summary>Where signs begin, and what is behind them.</summary>
    private int SignsAt(RowBlock block) => Format.Digits * block.Walked!.Value;

    protected override void EmitBefore(IntegerWalk walk)
    {
        string type = TypeOf(walk.Vectors[0]);
        string source = walk.Block.Vector;
        if (Target.Integers == IntegerProducts.Pairs)
        {
            walk.Writer.Line("// A sum starts from what the weights lack whose bits the signs of the input turn.");
            string place = (SignsAt(walk.Block) + walk.Block.Walked!.Value).ToString();
            foreach (string input in walk.Inputs)
                walk.Writer.Line($"{type}<int> {Lacking(walk, input)} = {type}.Create({Input(input, walk.Block, place)});");
            if (LanesOf(walk.Vectors[0]) == 4)
                return;
            walk.Writer.Line($"{type}<short> {source}Ones = {type}<short>.One;");
            if (IsWide)
                walk.Writer.Line($"{type}<short> {source}Digit = {type}.Create((short)128);");
        }

        if (IsWide && Target.Integers is IntegerProducts.Pairs or IntegerProducts.Vnni)
            walk.Writer.Line($"{type}<sbyte> {Weight(walk)};");
    }

    /// <summary>A variable for weights that are used twice.</summary>
    private static string Weight(IntegerWalk walk) => walk.Block.Vector + "Weight";

    private static string Lacking(IntegerWalk walk, string input) => $"{walk.Block.Vector}{input}Lacking";

    protected override string StartOf(IntegerWalk walk, PanelVector v, long place, bool isCoarse) => Target.Integers switch
    {
        IntegerProducts.Pairs => Lacking(walk, v.Input),

        // Only the high digits have an offset.
        IntegerProducts.Vnni when isCoarse || !IsWide => Load("w", TypeOf(v), "int", place),
        _ => $"{TypeOf(v)}<int>.Zero",
    };

    protected override void EmitProducts(IntegerWalk walk, string k, int row, int rows)
    {
        switch (Target.Integers)
        {
            case IntegerProducts.Pairs:
                EmitPairs(walk, k, row);
                break;
            case IntegerProducts.Vnni:
                EmitVnni(walk, k, row);
                break;
            case IntegerProducts.Dot when rows == 4:
                EmitFourDots(walk, k, row);
                break;
            case IntegerProducts.Dot:
                for (int next = row; next < row + rows; next++)
                    EmitDot(walk, k, next);
                break;
            default:
                EmitWidened(walk, k, row, rows);
                break;
        }
    }

    /// <summary>Each digit of the inputs: the name of its variables, and where it lies.</summary>
    private IEnumerable<Digit> Digits(RowBlock block) =>
        IsWide ? [new("Low", 0, false), new("Top", block.Walked!.Value, true)] : [new("Four", 0, false)];

    private readonly record struct Digit(string Name, int From, bool IsCoarse);

    private void EmitPairs(IntegerWalk walk, string k, int row)
    {
        foreach (Digit digit in Digits(walk.Block))
            Declare(walk, k, row, digit.Name, "byte", digit.From);
        Declare(walk, k, row, "Sign", "sbyte", SignsAt(walk.Block));
        string type = TypeOf(walk.Vectors[0]);
        string set = LanesOf(walk.Vectors[0]) == 16 ? "Avx512BW" : "Avx2";
        ForEachSum(walk, (v, gate, place) =>
        {
            string sum = walk.Sum(v, gate, 0);
            string sign = Local(walk.Block, v.Input, k, row, "Sign");
            string weights = Weights(walk, type, row, place);
            string[] sizes = [.. Digits(walk.Block).Select(digit => Local(walk.Block, v.Input, k, row, digit.Name))];
            if (LanesOf(v) == 4)
            {
                walk.Writer.Line($"{sum} = Rnn::Vectors.Int8Products.Add({sum}, {string.Join(", ", sizes)}, {sign}, {weights});");
                return;
            }

            string turned = $"{weights} ^ {sign}";
            if (IsWide)
            {
                walk.Writer.Line($"{Weight(walk)} = {turned};");
                turned = Weight(walk);
            }

            string products = $"{set}.MultiplyAddAdjacent({set}.MultiplyAddAdjacent({sizes[0]}, {turned}), {walk.Block.Vector}Ones)";
            walk.Writer.Line($"{sum} += {products};");
            if (IsWide)
                walk.Writer.Line($"{sum} += {set}.MultiplyAddAdjacent({set}.MultiplyAddAdjacent({sizes[1]}, {turned}), {walk.Block.Vector}Digit);");
        });
    }

    private void EmitVnni(IntegerWalk walk, string k, int row)
    {
        foreach (Digit digit in Digits(walk.Block))
            Declare(walk, k, row, digit.Name, "byte", digit.From);
        string type = TypeOf(walk.Vectors[0]);
        ForEachSum(walk, (v, gate, place) =>
        {
            for (int part = 0; part < Parts(v); part++)
            {
                string weights = Weights(walk, type, row, place + (part * Target.IntegerLanes));
                if (IsWide)
                {
                    walk.Writer.Line($"{Weight(walk)} = {weights};");
                    weights = Weight(walk);
                }

                foreach (Digit digit in Digits(walk.Block))
                {
                    string sum = walk.Sum(v, gate, part, digit.IsCoarse);
                    walk.Writer.Line($"{sum} = AvxVnni.MultiplyWideningAndAdd({sum}, {Local(walk.Block, v.Input, k, row, digit.Name)}, {weights});");
                }
            }
        });
    }

    private void EmitDot(IntegerWalk walk, string k, int row)
    {
        foreach (Digit digit in Digits(walk.Block))
        {
            Declare(walk, k, row, digit.Name, "sbyte", digit.From);
            ForEachSum(walk, (v, gate, place) =>
            {
                string sum = walk.Sum(v, gate, 0, digit.IsCoarse);
                string weights = Weights(walk, "Vector128", row, place);
                walk.Writer.Line($"{sum} = Dp.DotProduct({sum}, {weights}, {Local(walk.Block, v.Input, k, row, digit.Name)});");
            });
        }
    }

    /// <summary>Sixteen bytes of the input are one vector, of which each product takes four.</summary>
    private void EmitFourDots(IntegerWalk walk, string k, int row)
    {
        foreach (Digit digit in Digits(walk.Block))
        {
            string index = Index(k, row + digit.From);
            IEnumerable<string> declarations = walk.Inputs.Select(input =>
            {
                string bytes = $"ref {Name(walk.Block)}{input}{(index == "0" ? "" : $", {index}")}";
                return $"{Local(walk.Block, input, k, row, digit.Name)} = Vector128.AsSByte(Vector128.LoadUnsafe({bytes}))";
            });
            walk.Writer.Line($"Vector128<sbyte> {string.Join(", ", declarations)};");
        }

        for (int four = 0; four < 4; four++)
        {
            int lane = four;
            ForEachSum(walk, (v, gate, place) =>
            {
                foreach (Digit digit in Digits(walk.Block))
                {
                    string sum = walk.Sum(v, gate, 0, digit.IsCoarse);
                    string weights = Weights(walk, "Vector128", row + lane, place);
                    string input = Local(walk.Block, v.Input, k, row, digit.Name);
                    walk.Writer.Line($"{sum} = Dp.DotProductBySelectedQuadruplet({sum}, {weights}, {input}, {lane});");
                }
            });
        }
    }

    /// <summary>
    /// Products of 16 bits, of which two fit into the same: one place's, and the next one's. Weights are loaded by halves, of which an instruction loads two.
    /// </summary>
    private void EmitWidened(IntegerWalk walk, string k, int row, int rows)
    {
        DeclareRows(walk, k, row, rows);
        foreach (Digit digit in Digits(walk.Block))
            DeclareHalves(walk, k, row, digit.Name, "sbyte", rows, digit.From);
        for (int first = row; first < row + rows; first += 2)
        {
            int even = first;
            ForEachSum(walk, (v, gate, place) =>
            {
                foreach (Digit digit in Digits(walk.Block))
                {
                    for (int part = 0; part < 2; part++)
                    {
                        string products = $"AdvSimd.MultiplyWideningLower({Operands(even)})";
                        if (rows > 1)
                            products = $"AdvSimd.MultiplyWideningLowerAndAdd({products}, {Operands(even + 1)})";
                        string sum = walk.Sum(v, gate, part, digit.IsCoarse);
                        walk.Writer.Line($"{sum} = AdvSimd.AddPairwiseWideningAndAdd({sum}, {products});");

                        string Operands(int at) => $"{Half(walk, k, at, place, part)}, {Local(walk.Block, v.Input, k, at, digit.Name)}";
                    }
                }
            });
        }
    }
}

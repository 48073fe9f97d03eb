namespace TinyRnn.Generator.Emission;

/// <summary>Rows of 16-bit weights, two in a place of 32 bits: every processor multiplies two of them with two inputs, and adds both products.</summary>
/// <param name="target">The processor.</param>
internal sealed class Int16Rows(VectorTarget target) : IntegerRows(target, WeightFormat.Int16)
{
    protected override void EmitBefore(IntegerWalk walk)
    {
    }

    protected override string StartOf(IntegerWalk walk, PanelVector v, long place, bool isCoarse) => $"{TypeOf(v)}<int>.Zero";

    protected override void EmitProducts(IntegerWalk walk, string k, int row, int rows)
    {
        Declare(walk, k, row, "Two", "short");
        string type = TypeOf(walk.Vectors[0]);
        ForEachSum(walk, (v, gate, place) =>
        {
            string input = Local(walk.Block, v.Input, k, row, "Two");
            for (int part = 0; part < Parts(v); part++)
            {
                string sum = walk.Sum(v, gate, part);
                int lanes = Target.Integers == IntegerProducts.Widening ? 0 : part * Target.IntegerLanes;
                walk.Writer.Line(Add(sum, input, Weights(walk, type, row, place + lanes), LanesOf(v), part));
            }
        });
    }

    private string Add(string sum, string input, string weights, int lanes, int part) => Target.Integers switch
    {
        IntegerProducts.Vnni => $"{sum} = AvxVnni.MultiplyWideningAndAdd({sum}, {input}, {weights});",
        IntegerProducts.Widening when part == 0 =>
            $"{sum} = AdvSimd.MultiplyWideningLowerAndAdd({sum}, Vector128.GetLower({weights}), Vector128.GetLower({input}));",
        IntegerProducts.Widening => $"{sum} = AdvSimd.MultiplyWideningUpperAndAdd({sum}, {weights}, {input});",
        _ when lanes == 4 => $"{sum} = Rnn::Vectors.Int16Products.Add({sum}, {input}, {weights});",
        _ => $"{sum} += {(lanes == 16 ? "Avx512BW" : "Avx2")}.MultiplyAddAdjacent({input}, {weights});",
    };
}

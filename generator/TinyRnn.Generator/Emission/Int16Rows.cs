namespace TinyRnn.Generator.Emission;

/// <summary>Rows of 16-bit weights, two in a place of 32 bits: every processor multiplies two of them with two inputs, and adds both products.</summary>
/// <param name="target">The processor.</param>
internal sealed class Int16Rows(VectorTarget target) : IntegerRows(target, WeightFormat.Int16)
{
    protected override string StartOf(IntegerWalk walk, PanelVector v, long place, bool isCoarse) => $"{TypeOf(v)}<int>.Zero";

    protected override void EmitProducts(IntegerWalk walk, string k, int row, int rows)
    {
        bool isHalved = Target.Integers == IntegerProducts.Widening;
        if (isHalved)
        {
            DeclareRows(walk, k, row, rows);
            DeclareHalves(walk, k, row, "Two", "short", rows);
        }
        else
        {
            Declare(walk, k, row, "Two", "short");
        }

        string type = TypeOf(walk.Vectors[0]);
        for (int next = 0; next < rows; next++)
        {
            int at = row + next;
            ForEachSum(walk, (v, gate, place) =>
            {
                string input = Local(walk.Block, v.Input, k, at, "Two");
                for (int part = 0; part < Parts(v); part++)
                {
                    string weights = isHalved ? Half(walk, k, at, place, part) : Weights(walk, type, at, place + (part * Target.IntegerLanes));
                    walk.Writer.Line(Add(walk.Sum(v, gate, part), input, weights, LanesOf(v)));
                }
            });
        }
    }

    private string Add(string sum, string input, string weights, int lanes) => Target.Integers switch
    {
        IntegerProducts.Vnni => $"{sum} = AvxVnni.MultiplyWideningAndAdd({sum}, {input}, {weights});",
        IntegerProducts.Widening => $"{sum} = AdvSimd.MultiplyWideningLowerAndAdd({sum}, {weights}, {input});",
        _ when lanes == 4 => $"{sum} = Rnn::Vectors.Int16Products.Add({sum}, {input}, {weights});",
        _ => $"{sum} += {(lanes == 16 ? "Avx512BW" : "Avx2")}.MultiplyAddAdjacent({input}, {weights});",
    };
}

using TinyRnn.Model.Layers.Dense;

namespace TinyRnn.Generator.Emission.Layers.Dense;

/// <summary>A dense layer of few outputs as dot products.</summary>
internal sealed class DenseDotKernel(DensePlan layer) : KernelEmitter
{
    private int Inputs => layer.DotInputs;

    private int Outputs => layer.OutputSize;

    public override string Name => DenseText.KernelName(layer);

    public override object Identity => layer.Dots;

    public override int Layer => layer.Index;

    public override void Emit(SourceWriter writer)
    {
        writer.Line();
        writer.Line($"// {DenseText.Title(layer)}.");
        writer.Line($"//   {DenseText.KernelEquation(layer)}");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"public static void {Name}({DenseText.Arguments(layer)})"))
        {
            foreach (DotPlan dots in layer.Dots.Where(dots => dots.Lanes > 4))
            {
                writer.Line($"if ({Type(dots.Lanes)}.IsHardwareAccelerated)");
                writer.Line($"    {Name}{Type(dots.Lanes)}({DenseText.Forwarded(layer)});");
                writer.Line("else");
            }

            writer.Line($"{(layer.Dots.Count > 1 ? "    " : "")}{Name}Vector128({DenseText.Forwarded(layer)});");
        }

        foreach (DotPlan dots in layer.Dots)
        {
            writer.Line();
            writer.Line(FileFrame.Compiled);
            using (writer.Block($"private static void {Name}{Type(dots.Lanes)}({DenseText.Arguments(layer)})"))
                EmitDots(writer, dots);
        }
    }

    private static string Type(int lanes) => $"Vector{lanes * 32}";

    private void EmitDots(SourceWriter writer, DotPlan dots)
    {
        for (int output = 0; output < Outputs; output++)
            writer.Line($"float y{output} = {At("weights", (Outputs * Inputs) + output)};");
        if (layer.IsGrowing)
            EmitGrowing(writer, dots.Lanes);
        else
            EmitFixed(writer, dots);
        for (int output = 0; output < Outputs; output++)
        {
            string value = layer.KernelActivation == Activation.Identity ? $"y{output}" : $"Rnn::Vectors.VectorMath.{layer.KernelActivation}(y{output})";
            writer.Line($"{At("y", output)} = {value};");
        }
    }

    private void EmitFixed(SourceWriter writer, DotPlan dots)
    {
        (int lanes, int vectors, int chains, int looped, _) = dots;
        string type = Type(lanes);
        if (vectors > 0)
        {
            foreach (string sum in Sums(chains))
                writer.Line($"{type}<float> {sum} = {type}<float>.Zero;");
            if (looped > 0)
                EmitLoop(writer, type, lanes, chains, looped);
            for (int vector = looped; vector < vectors; vector++)
                EmitVector(writer, type, "x", "weights", "", vector * lanes, vector < vectors / chains * chains ? vector % chains : 0, $"x{vector}");
            EmitFolds(writer, dots);
        }

        int done = (vectors * lanes) + dots.Tails.Sum();
        for (; done < Inputs; done++)
        {
            for (int output = 0; output < Outputs; output++)
                writer.Line($"y{output} += {At("weights", (output * Inputs) + done)} * {At("x", done)};");
        }
    }

    /// <summary>
    /// Sums across lanes: the halves of a vector are added until four lanes are left, and what a narrower vector of inputs has to add joins on the way. The
    /// library's sum of a wide vector adds each of its quarters across first, which is three times as many operations.
    /// </summary>
    private void EmitFolds(SourceWriter writer, DotPlan dots)
    {
        for (int output = 0; output < Outputs; output++)
        {
            string sum = string.Join(" + ", Enumerable.Range(0, dots.Chains).Select(chain => Sum(output, chain)));
            int done = dots.Vectors * dots.Lanes;
            if (dots.Lanes > 4 && dots.Chains > 1)
            {
                writer.Line($"{Sum(output, 0)} = {sum};");
                sum = Sum(output, 0);
            }

            for (int lanes = dots.Lanes / 2; lanes >= 4; lanes /= 2)
            {
                string folded = $"fold{lanes}_{output}";
                writer.Line($"{Type(lanes)}<float> {folded} = {Type(2 * lanes)}.GetLower({sum}) + {Type(2 * lanes)}.GetUpper({sum});");
                sum = folded;
                if (!dots.Tails.Contains(lanes))
                    continue;
                writer.Line(
                    $"{sum} = {Type(lanes)}.MultiplyAddEstimate({Load(Type(lanes), "weights", "", (output * Inputs) + done)}, {Load(Type(lanes), "x", "", done)}, {sum});");
                done += lanes;
            }

            writer.Line($"y{output} += Vector128.Sum({sum});");
        }
    }

    private void EmitGrowing(SourceWriter writer, int lanes)
    {
        string type = Type(lanes);
        writer.Line("nuint count = (nuint)rows;");
        writer.Line("nuint k = 0;");
        foreach (string sum in Sums(1))
            writer.Line($"{type}<float> {sum} = {type}<float>.Zero;");
        using (writer.Block($"for (; k + {lanes} <= count; k += {lanes})"))
            EmitVector(writer, type, "x", "weights", "k", 0, 0, "xk");
        for (int output = 0; output < Outputs; output++)
            writer.Line($"y{output} += {type}.Sum({Sum(output, 0)});");
        using (writer.Block("for (; k < count; k++)"))
        {
            for (int output = 0; output < Outputs; output++)
                writer.Line($"y{output} += Unsafe.Add(ref weights, {(output == 0 ? "k" : $"k + {output * Inputs}")}) * Unsafe.Add(ref x, k);");
        }
    }

    /// <summary>References that step on, so that all loads of a turn have constant offsets.</summary>
    private void EmitLoop(SourceWriter writer, string type, int lanes, int chains, int vectors)
    {
        writer.Line("ref float xNext = ref x;");
        writer.Line("ref float wNext = ref weights;");
        using (writer.Block($"for (int turn = 0; turn < {vectors / chains}; turn++)"))
        {
            for (int chain = 0; chain < chains; chain++)
                EmitVector(writer, type, "xNext", "wNext", "", chain * lanes, chain, $"x{chain}");
            writer.Line($"xNext = ref Unsafe.Add(ref xNext, {chains * lanes});");
            writer.Line($"wNext = ref Unsafe.Add(ref wNext, {chains * lanes});");
        }
    }

    private void EmitVector(SourceWriter writer, string type, string inputs, string weights, string k, int offset, int chain, string x)
    {
        writer.Line($"{type}<float> {x} = {Load(type, inputs, k, offset)};");
        for (int output = 0; output < Outputs; output++)
        {
            string sum = Sum(output, chain);
            writer.Line($"{sum} = {type}.MultiplyAddEstimate({Load(type, weights, k, (output * Inputs) + offset)}, {x}, {sum});");
        }
    }

    private IEnumerable<string> Sums(int chains) =>
        Enumerable.Range(0, Outputs).SelectMany(output => Enumerable.Range(0, chains).Select(chain => Sum(output, chain)));

    private static string Sum(int output, int chain) => $"sum{output}{(chain == 0 ? "" : "_" + chain)}";

    private static string At(string array, int index) => index == 0 ? array : $"Unsafe.Add(ref {array}, {index})";

    private static string Load(string type, string array, string k, int offset)
    {
        string index = k.Length == 0 ? (offset == 0 ? "" : offset.ToString()) : offset == 0 ? k : $"{k} + {offset}";
        return index.Length == 0 ? $"{type}.LoadUnsafe(ref {array})" : $"{type}.LoadUnsafe(ref {array}, {index})";
    }
}

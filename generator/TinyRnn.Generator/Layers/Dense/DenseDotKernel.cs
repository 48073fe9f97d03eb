using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Layers.Dense;

/// <summary>A dense layer of few outputs as dot products.</summary>
internal sealed class DenseDotKernel(DensePlan layer) : KernelEmitter
{
    /// <summary>Independent sums in flight over all outputs: as in <see cref="TilePlan"/>.</summary>
    private const int EnoughSums = 4;

    /// <summary>So many are printed one after another, more in a loop: as in <see cref="PanelWalk"/>.</summary>
    private const int StraightMultiplyAdds = 64;

    private static readonly int[] s_widths = [16, 8, 4];

    private int Inputs => layer.DotInputs;

    private int Outputs => layer.OutputSize;

    public override string Name => layer.KernelName;

    public override void Emit(SourceWriter writer)
    {
        writer.Line();
        writer.Line($"// {DenseText.Title(layer)}.");
        writer.Line($"//   {DenseText.KernelEquation(layer)}");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        int[] widths = [.. s_widths.Where(lanes => lanes <= Inputs)];
        using (writer.Block($"public static void {Name}({DenseText.Arguments(layer)})"))
        {
            foreach (int lanes in widths.Where(lanes => lanes > 4))
            {
                writer.Line($"if (Vector{lanes * 32}.IsHardwareAccelerated)");
                writer.Line($"    {Name}Vector{lanes * 32}({DenseText.Forwarded(layer)});");
                writer.Line("else");
            }

            writer.Line($"{(widths.Length > 1 ? "    " : "")}{Name}Vector128({DenseText.Forwarded(layer)});");
        }

        foreach (int lanes in widths.DefaultIfEmpty(4))
        {
            writer.Line();
            using (writer.Block($"private static void {Name}Vector{lanes * 32}({DenseText.Arguments(layer)})"))
                EmitDots(writer, lanes);
        }
    }

    private void EmitDots(SourceWriter writer, int lanes)
    {
        for (int output = 0; output < Outputs; output++)
            writer.Line($"float y{output} = {At("weights", (Outputs * Inputs) + output)};");
        if (layer.IsGrowing)
            EmitGrowing(writer, lanes);
        else
            EmitFixed(writer, lanes);
        for (int output = 0; output < Outputs; output++)
        {
            string value = layer.KernelActivation == Activation.Identity ? $"y{output}" : $"Rnn::VectorMath.{layer.KernelActivation}(y{output})";
            writer.Line($"{At("y", output)} = {value};");
        }
    }

    private void EmitFixed(SourceWriter writer, int lanes)
    {
        string type = $"Vector{lanes * 32}";
        int vectors = Inputs / lanes;
        int chains = Math.Max(1, Math.Min(vectors, EnoughSums / Outputs));
        int looped = vectors / chains;
        if (looped > 0)
        {
            foreach (string sum in Sums(chains))
                writer.Line($"{type}<float> {sum} = {type}<float>.Zero;");
            int vector = 0;
            if (vectors * Outputs > StraightMultiplyAdds)
            {
                vector = looped * chains;
                EmitLoop(writer, type, lanes, chains, vector);
            }

            for (; vector < vectors; vector++)
                EmitVector(writer, type, "x", "weights", "", vector * lanes, vector < looped * chains ? vector % chains : 0, $"x{vector}");
            for (int output = 0; output < Outputs; output++)
                writer.Line($"y{output} += {type}.Sum({string.Join(" + ", Enumerable.Range(0, chains).Select(chain => Sum(output, chain)))});");
        }

        int done = vectors * lanes;
        for (int narrow = lanes / 2; narrow >= 4; narrow /= 2)
        {
            if (Inputs - done < narrow)
                continue;
            string narrowType = $"Vector{narrow * 32}";
            for (int output = 0; output < Outputs; output++)
            {
                writer.Line(
                    $"y{output} += {narrowType}.Sum({Load(narrowType, "weights", "", (output * Inputs) + done)} * {Load(narrowType, "x", "", done)});");
            }

            done += narrow;
        }

        for (; done < Inputs; done++)
        {
            for (int output = 0; output < Outputs; output++)
                writer.Line($"y{output} += {At("weights", (output * Inputs) + done)} * {At("x", done)};");
        }
    }

    private void EmitGrowing(SourceWriter writer, int lanes)
    {
        string type = $"Vector{lanes * 32}";
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

using System.Globalization;

namespace TinyRnn.Arm64Report;

/// <summary>Prints the tables.</summary>
internal sealed class MarkdownReport(TextWriter output, IReadOnlyList<string> processors)
{
    public void Regions(IReadOnlyList<(Region Region, IReadOnlyList<Estimate> Estimates)> rows)
    {
        List<string> heads =
        [
            "kernel", "where", "instr.", "fmla", "by element", "ldp q", "ldr q", "ldr s", "dup", "control", "addresses", "spills", "other",
            "instr. / fmla", "instr. / lane", "vectors / fmla", "clean",
        ];
        heads.AddRange(processors.SelectMany(processor => (string[])[$"{processor} cycles", "/ fmla", "limit"]));
        Head(heads);
        foreach ((Region region, IReadOnlyList<Estimate> estimates) in rows)
        {
            List<string> cells =
            [
                region.Function.Symbol, region.Name, Text(region.Instructions.Count), Text(region.MultiplyAdds), Text(region.ByElement), Text(region.LoadPairs),
                Text(region.SingleLoads), Text(region.Count(Kind.ScalarLoad)), Text(region.Count(Kind.Broadcast)), Text(region.Controls), Text(region.Integers),
                Text(region.Count(Kind.Spill)), Text(region.Count(Kind.Other) + region.Count(Kind.Constant)),
                Ratio(region.Instructions.Count, region.MultiplyAdds),
                Ratio(region.Instructions.Count, region.LaneProducts), Ratio(region.Vectors, region.MultiplyAdds), region.IsClean ? "yes" : "no",
            ];
            foreach (Estimate estimate in estimates)
                cells.AddRange(
                    [estimate.Cycles.ToString("0.0", CultureInfo.InvariantCulture), Ratio(estimate.Cycles, region.MultiplyAdds), estimate.Bottleneck]);
            Row(cells);
        }

        for (int i = 0; i < processors.Count; i++)
            output.WriteLine($"{(i == 0 ? "\n" : "")}- {processors[i]}: llvm-mca's model {rows[0].Estimates[i].Model}.");
    }

    /// <summary>Whole kernels: spills are often around the loops and not in them.</summary>
    public void Kernels(IEnumerable<Function> functions)
    {
        output.WriteLine();
        Head(["kernel", "instr.", "fmla", "spills of vectors", "their addresses", "spills %", "constants"]);
        foreach (Function function in functions)
        {
            int all = function.Instructions.Count;
            int spills = function.Instructions.Count(instruction => instruction.IsVectorSpill);
            int addresses = function.Instructions.Count(instruction => instruction.IsFrameOffset);
            Row(
            [
                function.Symbol, Text(all), Text(function.Instructions.Count(instruction => instruction.Kind == Kind.MultiplyAdd)), Text(spills),
                Text(addresses),
                ((spills + addresses) * 100 / all).ToString(CultureInfo.InvariantCulture),
                Text(function.Instructions.Count(instruction => instruction.Kind == Kind.Constant)),
            ]);
        }
    }

    public void Listing(Region region)
    {
        output.WriteLine();
        output.WriteLine($"{region.Function.Symbol}, {region.Name}:");
        output.WriteLine();
        HashSet<Instruction> surplus = [.. region.Surplus];
        foreach (Instruction instruction in region.Instructions)
            output.WriteLine($"  {(surplus.Contains(instruction) ? '!' : ' ')} {instruction.Mnemonic,-7} {instruction.Operands}");
    }

    private void Head(IReadOnlyList<string> cells)
    {
        Row(cells);
        Row(cells.Select(_ => "---"));
    }

    private void Row(IEnumerable<string> cells) => output.WriteLine($"| {string.Join(" | ", cells)} |");

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Ratio(double count, int all) => (count / all).ToString("0.00", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TinyRnn.Arm64Report;

/// <summary>What llvm-mca says of a region that is repeated.</summary>
/// <param name="Cycles">Cycles an iteration.</param>
/// <param name="Bottleneck">What takes these cycles: waiting for results, or the unit that has the most to do.</param>
/// <param name="Model">The processor whose units were used: where LLVM has no model of its own, another one's.</param>
internal sealed partial record Estimate(double Cycles, string Bottleneck, string Model)
{
    private const int Iterations = 500;

    public static Estimate For(Region region, string processor)
    {
        string output = Tool.Run(
            "llvm-mca",
            "llvm",
            ["-mtriple=aarch64-linux-gnu", "-march=aarch64", $"-mcpu={processor}", $"-iterations={Iterations}", "-bottleneck-analysis", "-instruction-info=0"],
            Assembly(region));
        double cycles = Number(TotalCycles(), output) / Iterations;
        return new Estimate(cycles, FindBottleneck(output, cycles), ModelName().Match(output).Groups[1].Value);
    }

    /// <summary>The region as an assembler takes it: labels instead of addresses.</summary>
    private static string Assembly(Region region)
    {
        StringBuilder text = new();
        text.Append(".Lstart:\n");
        foreach (Instruction instruction in region.Instructions)
        {
            string operands = instruction.Target is null ? instruction.Operands : string.Join(", ", [.. instruction.Parts[..^1], ".Lstart"]);
            text.Append(CultureInfo.InvariantCulture, $"    {instruction.Mnemonic} {operands}\n");
        }

        return text.ToString();
    }

    /// <summary>
    /// The busiest of decoder and units, with its share of the cycles; results that are waited for, where it is idle at times and llvm-mca sees such.
    /// </summary>
    private static string FindBottleneck(string output, double cycles)
    {
        (string Name, double Share) worst = ("", 0);
        Consider("decoding", Number(MicroOperations(), output) / Iterations / Number(DispatchWidth(), output) / cycles);
        string[] units = [.. Units().Matches(output).Select(match => match.Groups[1].Value)];
        string[] pressures = Pressures().Match(output).Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < units.Length && i < pressures.Length; i++)
        {
            if (double.TryParse(pressures[i], CultureInfo.InvariantCulture, out double pressure))
                Consider(units[i], pressure / cycles);
        }

        // Nothing waits for long where something is always busy.
        if (worst.Share > 0.9)
            return Text(worst);
        (string Name, double Share) busiest = worst;
        worst = ("", 0);
        foreach (Match match in Dependencies().Matches(output))
            Consider("waiting for " + (match.Groups[1].Value == "Memory" ? "memory" : "registers"), Number(match.Groups[2]) / 100);
        if (worst.Share < 0.2)
            worst = busiest;
        return Text(worst);

        void Consider(string name, double share)
        {
            if (share > worst.Share)
                worst = (name, share);
        }
    }

    private static string Text((string Name, double Share) source) => string.Create(CultureInfo.InvariantCulture, $"{source.Name} {100 * source.Share:0}%");

    private static double Number(Regex pattern, string output) => Number(pattern.Match(output).Groups[1]);

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Total Cycles:\s+(\d+)")]
    private static partial Regex TotalCycles();

    [GeneratedRegex(@"Total uOps:\s+(\d+)")]
    private static partial Regex MicroOperations();

    [GeneratedRegex(@"Dispatch Width:\s+(\d+)")]
    private static partial Regex DispatchWidth();

    [GeneratedRegex(@"- (Register|Memory) Dependencies\s+\[ ([\d.]+)% \]")]
    private static partial Regex Dependencies();

    [GeneratedRegex(@"^\[[\d.]+\]\s+- (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Units();

    [GeneratedRegex(@"Resource pressure per iteration:\n.*\n(.*)\n")]
    private static partial Regex Pressures();

    [GeneratedRegex(@"^\[[\d.]+\]\s+- (\w+?)Unit", RegexOptions.Multiline)]
    private static partial Regex ModelName();
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TinyRnn.Arm64Report;

/// <summary>What llvm-mca says of a region that is repeated.</summary>
/// <param name="Cycles">Cycles an iteration.</param>
/// <param name="Bottleneck">The strongest source of waiting.</param>
internal sealed partial record Estimate(double Cycles, string Bottleneck)
{
    private const int Iterations = 500;

    public static Estimate For(Region region, string processor)
    {
        string output = Tool.Run(
            "llvm-mca",
            "llvm",
            ["-mtriple=aarch64-linux-gnu", "-march=aarch64", $"-mcpu={processor}", $"-iterations={Iterations}", "-bottleneck-analysis", "-instruction-info=0", "-resource-pressure=0"],
            Assembly(region));
        double cycles = double.Parse(TotalCycles().Match(output).Groups[1].Value, CultureInfo.InvariantCulture) / Iterations;
        return new Estimate(cycles, FindBottleneck(output));
    }

    /// <summary>The region as an assembler takes it: labels instead of addresses.</summary>
    public static string Assembly(Region region)
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

    private static string FindBottleneck(string output)
    {
        List<(string Name, double Percent)> sources =
        [
            .. Pressure().Matches(output).Select(match => (match.Groups[1].Value, double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))),
        ];
        if (sources.Count == 0)
            return "issue width";
        (string name, double percent) = sources.MaxBy(source => source.Percent);
        return string.Create(CultureInfo.InvariantCulture, $"{name} {percent:0}%");
    }

    [GeneratedRegex(@"Total Cycles:\s+(\d+)")]
    private static partial Regex TotalCycles();

    [GeneratedRegex(@"^\s+- (\w+(?: Dependencies)?)\s+\[ ([\d.]+)% \]", RegexOptions.Multiline)]
    private static partial Regex Pressure();
}

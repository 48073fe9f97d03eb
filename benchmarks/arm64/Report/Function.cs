using System.Text.RegularExpressions;

namespace TinyRnn.Arm64Report;

/// <summary>A function of the executable.</summary>
internal sealed partial record Function(string Symbol, IReadOnlyList<Instruction> Instructions)
{
    /// <summary>Every managed function of one assembly that multiplies and adds: kernels, and what they were inlined into.</summary>
    public static IReadOnlyList<Function> Read(string executable, string assembly)
    {
        string text = Tool.Run("aarch64-linux-gnu-objdump", "binutils-aarch64-linux-gnu", ["-d", "--no-show-raw-insn", "--section=__managedcode", executable]);
        List<Function> functions = [];
        List<Instruction> current = [];
        foreach (string line in text.Split('\n'))
        {
            Match header = Header().Match(line);
            if (header.Success)
            {
                current = [];
                functions.Add(new Function(header.Groups[1].Value, current));
            }
            else if (Instruction.Parse(line) is { } instruction)
            {
                current.Add(instruction);
            }
        }

        foreach (Function function in functions)
            CutConstants((List<Instruction>)function.Instructions);

        string prefix = assembly.Replace('.', '_') + "_";
        List<Function> found =
        [
            .. functions
                .Where(function => function.Symbol.StartsWith(prefix, StringComparison.Ordinal))
                .Select(function => function with { Symbol = Shorten(function.Symbol, prefix) })
                .Where(function => function.Instructions.Any(instruction => instruction.Kind == Kind.MultiplyAdd)),
        ];
        if (found.Count == 0)
            throw new ReportException(
                $"No function of {assembly} that multiplies and adds in {executable}: is it for ARM64, and are its symbols kept (StripSymbols=false)?");
        return found;
    }

    /// <summary>Constants lie behind the code, where objdump takes them for instructions.</summary>
    private static void CutConstants(List<Instruction> instructions)
    {
        int end = instructions.Count;
        for (int i = 0; i < end; i++)
        {
            Instruction load = instructions[i];
            if (load.Kind != Kind.Constant)
                continue;
            int constant = instructions.FindIndex(i, instruction => instruction.Address == load.Target);
            if (constant >= 0 && constant < end)
                end = constant;
        }

        instructions.RemoveRange(end, instructions.Count - end);
    }

    /// <summary><c>App_App_Lstm8_Kernels__Lstm1x8Neon</c> to <c>Lstm8: Lstm1x8Neon</c>.</summary>
    private static string Shorten(string symbol, string prefix)
    {
        while (symbol.StartsWith(prefix, StringComparison.Ordinal))
            symbol = symbol[prefix.Length..];
        return symbol.Replace("_Kernels__", ": ", StringComparison.Ordinal).Replace("__", ": ", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^[0-9a-f]+ <(.+)>:$")]
    private static partial Regex Header();
}

using System.CommandLine;
using TinyRnn;
using TinyRnn.Benchmarks;
using TinyRnn.Benchmarks.Table;

Option<bool> table = new("--table") { Description = "The comparison table, all rows side by side in one run. Without it BenchmarkDotNet runs, with its own arguments." };
Option<FileInfo[]> charts = new("--chart")
{
    Description = "With --table: draws the first section to a file (.svg or .png). May be repeated.",
    AllowMultipleArgumentsPerToken = true,
};
TableOptions options = new();
RootCommand root = new("TinyRnn's benchmarks.") { table, charts };
options.AddTo(root);
root.TreatUnmatchedTokensAsErrors = false;
root.SetAction(parsed =>
{
    if (!parsed.GetValue(table))
    {
        Console.WriteLine(InstructionSet.Describe());
        return BenchmarkDotNetRun.Run(parsed.GetValue(options.Quick), parsed.UnmatchedTokens);
    }

    IReadOnlyList<SectionResult> results = options.Run(parsed, [.. OnnxRows.All, .. TorchRows.Find(Console.Out)], Console.Out);
    foreach (FileInfo chart in parsed.GetValue(charts) ?? [])
        StepChart.Write(results[0], chart.FullName);
    return 0;
});
return root.Parse(args).Invoke();

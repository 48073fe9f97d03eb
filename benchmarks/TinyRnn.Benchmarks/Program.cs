using System.CommandLine;
using TinyRnn;
using TinyRnn.Benchmarks;
using TinyRnn.Benchmarks.Table;

Option<bool> table = new("--table") { Description = "The comparison table, all rows side by side in one run. Without it BenchmarkDotNet runs, with its own arguments." };
TableOptions options = new();
RootCommand root = new("TinyRnn's benchmarks.") { table };
options.AddTo(root);
root.TreatUnmatchedTokensAsErrors = false;
root.SetAction(parsed =>
{
    if (!parsed.GetValue(table))
    {
        Console.WriteLine(InstructionSet.Describe());
        return BenchmarkDotNetRun.Run(parsed.GetValue(options.Quick), parsed.UnmatchedTokens);
    }

    options.Run(parsed, [.. OnnxRows.All, .. TorchRows.Find(Console.Out)], Console.Out);
    return 0;
});
return root.Parse(args).Invoke();

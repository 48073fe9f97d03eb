using System.CommandLine;
using TinyRnn.Benchmarks;
using TinyRnn.Benchmarks.Table;

// The table of TinyRnn.Benchmarks as a native executable. --table is accepted, because that is what the same run is called there.
TableOptions options = new();
RootCommand root = new("TinyRnn's comparison table, compiled ahead of time.") { new Option<bool>("--table") { Description = "The table: all that this program does." } };
options.AddTo(root);
root.SetAction(parsed =>
{
    options.Run(parsed, OnnxRows.All, Console.Out);
    return 0;
});
return root.Parse(args).Invoke();

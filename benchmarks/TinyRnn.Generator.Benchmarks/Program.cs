using System.CommandLine;
using TinyRnn.Benchmarks.Table;
using TinyRnn.Generator.Benchmarks;

Option<bool> emitted = new("--emitted") { Description = "Lines, characters and IL bytes of what the generator emits." };
Option<bool> generator = new("--generator") { Description = "Milliseconds that the generator takes, cold and after edits." };
Option<bool> buildTime = new("--build-time") { Description = "Seconds that 20 models add to 'dotnet build'." };
Option<string?> everySize = new("--every-size")
{
    Description = "Nanoseconds of a step at every size of a cell (Lstm, Gru, GruBefore or Rnn), compiled in this process: "
        + "which sizes take longer than larger ones.",
};
Option<string> sizes = new("--sizes") { Description = "Of --every-size: a range, or some.", DefaultValueFactory = _ => "1-130" };
Option<bool> quick = new("--quick") { Description = "Of --every-size: fewer rounds." };
everySize.AcceptOnlyFromAmong(EverySize.Cells);
sizes.Validators.Add(result =>
{
    if (result.GetValueOrDefault<string>() is not { } text || EverySize.Sizes(text) is null)
        result.AddError($"--sizes is '{result.GetValueOrDefault<string>()}'; use ascending sizes such as 1-130, or 28,36,40-48.");
});
RootCommand root = new("What TinyRnn's generator costs, and what a step of any size does. Without options: everything that it costs.")
{
    emitted, generator, buildTime, everySize, sizes, quick,
};
root.SetAction(parsed =>
{
    if (parsed.GetValue(everySize) is { } cell)
    {
        EverySize.Write(Console.Out, cell, EverySize.Sizes(parsed.GetValue(sizes)!)!, parsed.GetValue(quick) ? Contest.Quick : Contest.Full);
        return;
    }

    bool all = !parsed.GetValue(emitted) && !parsed.GetValue(generator) && !parsed.GetValue(buildTime);

    // First: it times the first run in the process.
    if (all || parsed.GetValue(generator))
        GeneratorTimes.Write(Console.Out);
    if (all || parsed.GetValue(emitted))
        EmittedReport.Write(Console.Out);
    if (all || parsed.GetValue(buildTime))
        BuildTimes.Write(Console.Out);
});
return root.Parse(args).Invoke();

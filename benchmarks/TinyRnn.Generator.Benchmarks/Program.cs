using System.CommandLine;
using TinyRnn.Generator.Benchmarks;

Option<bool> emitted = new("--emitted") { Description = "Lines, characters and IL bytes of what the generator emits." };
Option<bool> generator = new("--generator") { Description = "Milliseconds that the generator takes, cold and after edits." };
Option<bool> buildTime = new("--build-time") { Description = "Seconds that 20 models add to 'dotnet build'." };
RootCommand root = new("What TinyRnn's generator costs. Without options: everything.") { emitted, generator, buildTime };
root.SetAction(parsed =>
{
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

using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using TinyRnn;

// --quick: the whole table in minutes, by short jobs in this process. Everything else goes to BenchmarkDotNet (--filter, --list, --job, ...).
Console.WriteLine(InstructionSet.Describe());
bool quick = args.Contains("--quick");
string[] rest = [.. args.Where(argument => argument != "--quick")];
IConfig config = ManualConfig.Create(DefaultConfig.Instance);
if (quick)
{
    config = config.AddJob(Job.Default
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithWarmupCount(2)
        .WithIterationCount(5)
        .WithIterationTime(TimeInterval.FromMilliseconds(100)));
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest, config);

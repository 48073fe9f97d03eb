using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace TinyRnn.Benchmarks;

/// <summary>The benchmarks under BenchmarkDotNet's protocol.</summary>
internal static class BenchmarkDotNetRun
{
    /// <param name="quick">Short jobs in this process: the whole table in minutes.</param>
    /// <param name="arguments">BenchmarkDotNet's own: --filter, --list, --job, ...</param>
    /// <returns>The exit code.</returns>
    public static int Run(bool quick, IReadOnlyList<string> arguments)
    {
        // Without a filter BenchmarkDotNet asks which rows to run: a script would wait for ever, or run none.
        if (!arguments.Any(argument => argument is "--filter" or "-f"))
            arguments = [.. arguments, "--filter", "*"];

        // The least disturbed iteration stands beside the mean: other processes only ever add time.
        ManualConfig config = ManualConfig.Create(DefaultConfig.Instance).AddColumn(StatisticColumn.Min);
        if (quick)
        {
            config.AddJob(Job.Default
                .WithToolchain(InProcessEmitToolchain.Instance)
                .WithWarmupCount(2)
                .WithIterationCount(5)
                .WithIterationTime(TimeInterval.FromMilliseconds(100)));
        }
        else
        {
            // BenchmarkDotNet compiles a project of its own, without comments, below the repository's settings, where a warning is an error.
            config.AddJob(Job.Default.WithArguments([new MsBuildArgument("/p:MSBuildTreatWarningsAsErrors=false")]).AsMutator());
        }

        var summaries = BenchmarkSwitcher.FromAssembly(typeof(BenchmarkDotNetRun).Assembly).Run([.. arguments], config);

        // A row that did not build, or that computes another network, is a failure of the run and not a gap in the table.
        return summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
    }
}

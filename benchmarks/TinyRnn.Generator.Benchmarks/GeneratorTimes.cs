using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TinyRnn.Generator.Benchmarks;

/// <summary>
/// Milliseconds of the generator in a project of 20 models: what a build pays (cold), and what the editor pays at every edit. The time to compile
/// the emitted code stands beside it, because a build pays that too.
/// </summary>
internal static class GeneratorTimes
{
    private const int Repetitions = 15;

    public static void Write(TextWriter output)
    {
        string[] sources = [.. SampleModels.Twenty.Select((attributes, i) => SampleModels.Source($"Model{i}", attributes)), "class Other;"];
        CSharpCompilation compilation = Compiler.Compile(sources);
        SyntaxTree model = compilation.SyntaxTrees[0];
        SyntaxTree other = compilation.SyntaxTrees[^1];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {SampleModels.Twenty.Count} models | ms |"));
        output.WriteLine("|---|---:|");
        Line("the first run in a process, just-in-time compilation of the generator and of this copy of Roslyn included",
            Time(_ => Run(Compiler.NewDriver(), compilation)));
        Line("a new driver (a build by a compiler that is warm)", Median(_ => Run(Compiler.NewDriver(), Fresh(compilation))));

        GeneratorDriver driver = Compiler.NewDriver().RunGenerators(compilation);
        Line("after an edit in another file",
            Median(i => Run(driver, compilation.ReplaceSyntaxTree(other, Compiler.Parse($"class Other{i};", other.FilePath)))));
        Line("after a comment in a model's file",
            Median(i => Run(driver, compilation.ReplaceSyntaxTree(model, Compiler.Parse($"// {i}\n{model}", model.FilePath)))));
        Line("after one model has got another size", Median(i => Run(driver, compilation.ReplaceSyntaxTree(
            model, Compiler.Parse(SampleModels.Source("Model0", $"[RecurrentModel(1)] [Lstm({9 + i})] [Dense(1)]"), model.FilePath)))));

        Compiler.NewDriver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        Line("the compiler on source and emitted code (bind, emit IL), warm", Median(_ => Compiler.Emit(Fresh((CSharpCompilation)generated))));
        Line("the compiler on the source alone, without the models", Median(_ => Compiler.Emit(Fresh(Compiler.Compile(["class Other;"])))));
        output.WriteLine();

        void Line(string what, double milliseconds) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {milliseconds:0.0} |"));
    }

    private static void Run(GeneratorDriver driver, CSharpCompilation compilation) => driver.RunGenerators(compilation).GetRunResult();

    /// <summary>Equal trees, but nothing bound yet: a compilation remembers what it has bound.</summary>
    private static CSharpCompilation Fresh(CSharpCompilation compilation) => compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees);

    private static double Time(Action<int> work, int repetition = 0)
    {
        long start = Stopwatch.GetTimestamp();
        work(repetition);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>The first repetitions warm up and do not count.</summary>
    private static double Median(Action<int> work)
    {
        double[] times = [.. Enumerable.Range(0, 2 * Repetitions).Select(i => Time(work, i)).Skip(Repetitions).Order()];
        return times[Repetitions / 2];
    }
}

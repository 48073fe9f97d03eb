using System.CommandLine;
using TinyRnn;
using TinyRnn.Benchmarks;
using TinyRnn.Benchmarks.Integers;
using TinyRnn.Benchmarks.Layers;
using TinyRnn.Benchmarks.Primitives;
using TinyRnn.Benchmarks.Soak;
using TinyRnn.Benchmarks.Table;
using TinyRnn.Benchmarks.Training;

Option<bool> table =
    new("--table") { Description = "The comparison table, all rows side by side in one run. Without it BenchmarkDotNet runs, with its own arguments." };
Option<FileInfo[]> charts = new("--chart")
{
    Description = "With --table: draws the first section to a file (.svg or .png). May be repeated.",
    AllowMultipleArgumentsPerToken = true,
};
Option<FileInfo?> saved = new("--from")
{
    Description = "With --chart: nothing is measured; draws the first section of a page of printed runs, and prints how many times faster TinyRnn is.",
};
Option<bool> training = new("--training") { Description = "A training step beside TorchSharp's, where libtorch loads." };
Option<bool> layers = new("--layers") { Description = "What convolutions cost beside dense layers, and their neighbours." };
Option<bool> integers = new("--int8") { Description = "Models whose weights have 8 bits, beside the same models in float32." };
Option<bool> integerLayers = new("--int8-layers") { Description = "The same of dense layers, convolutions and projections, and of inputs with a range." };
Option<bool> primitives = new("--primitives") { Description = "The loops around the kernels beside TensorPrimitives." };
Option<double?> soak =
    new("--soak")
    {
        Description = "So many minutes of audio a stream instead (0.1: six seconds): block times; fails if a stream allocates or collects "
            + "and, from one minute on, if it slows down in silence.",
    };
Option<bool> firstSeconds = new("--first-seconds") { Description = "What a block of audio takes in the first seconds of a process, at a device's pace." };
TableOptions options = new();
RootCommand root = new("TinyRnn's benchmarks.") { table, charts, saved, training, layers, integers, integerLayers, primitives, soak, firstSeconds };
options.AddTo(root);
root.TreatUnmatchedTokensAsErrors = false;
root.SetAction(parsed =>
{
    if (parsed.GetValue(soak) is { } minutes)
        return SoakRun.Run(minutes, Console.Out);

    if (parsed.GetValue(firstSeconds))
    {
        FirstSeconds.Run(Console.Out);
        return 0;
    }

    if (parsed.GetValue(primitives))
    {
        PrimitivesTable.Run(Console.Out);
        return 0;
    }

    if (parsed.GetValue(integers))
    {
        IntegerTable.Run(options.Contest(parsed), Console.Out);
        return 0;
    }

    if (parsed.GetValue(integerLayers))
    {
        IntegerTable.RunLayers(options.Contest(parsed), Console.Out);
        return 0;
    }

    if (parsed.GetValue(layers))
    {
        LayersTable.Run(options.Contest(parsed), Console.Out);
        return 0;
    }

    if (parsed.GetValue(training))
    {
        IEnumerable<TrainingRow> torch = TorchRows.Find(Console.Out).Select(row => new TrainingRow("TorchSharp, SGD", TorchTraining.Create));
        TrainingTable.Run(options.Contest(parsed), [.. TrainingRow.TinyRnn, .. torch], Console.Out);
        return 0;
    }

    if (parsed.GetValue(saved) is { } page)
    {
        Show(StepTable.Read(page.FullName));
        return 0;
    }

    if (!parsed.GetValue(table))
    {
        Console.WriteLine(InstructionSet.Describe());
        return BenchmarkDotNetRun.Run(parsed.GetValue(options.Quick), parsed.UnmatchedTokens);
    }

    IReadOnlyList<SectionResult> results = options.Run(parsed, [.. OnnxRows.All, .. TorchRows.Find(Console.Out)], Console.Out);
    if (results is [SectionResult first, ..])
        Show(StepTable.Of(first));
    return 0;

    void Show(StepTable shown)
    {
        TimesFaster.Write(Console.Out, shown);
        foreach (FileInfo chart in parsed.GetValue(charts) ?? [])
            StepChart.Write(shown, chart.FullName);
    }
});
return root.Parse(args).Invoke();

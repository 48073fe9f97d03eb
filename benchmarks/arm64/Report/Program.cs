using System.CommandLine;
using TinyRnn.Arm64Report;

Argument<FileInfo> executable = new("executable") { Description = "A native ARM64 executable with symbols." };
Option<string> assembly = new("--assembly") { Description = "The assembly whose kernels are read.", DefaultValueFactory = _ => "TinyRnn.Arm64App" };
Option<string?> kernel = new("--kernel") { Description = "Only functions whose name contains this." };
Option<string[]> processors = new("--cpu")
{
    Description = "Processors as llvm-mca calls them.",
    DefaultValueFactory = _ => ["cortex-a72", "cortex-a76"],
    AllowMultipleArgumentsPerToken = true,
};
Option<bool> loops = new("--loops") { Description = "Print the instructions too, the surplus ones marked with an exclamation mark." };
Option<bool> check = new("--check") { Description = "Fail when a loop or run contains anything but loads, multiply-adds, broadcasts and loop control." };
RootCommand root = new("The loops of products in ARM64 machine code: what they consist of, and what llvm-mca says they cost.")
{
    executable, assembly, kernel, processors, loops, check,
};
root.SetAction(parsed =>
{
    try
    {
        return Report(
            parsed.GetValue(executable)!.FullName,
            parsed.GetValue(assembly)!,
            parsed.GetValue(kernel),
            parsed.GetValue(processors)!,
            parsed.GetValue(loops),
            parsed.GetValue(check));
    }
    catch (ReportException exception)
    {
        Console.Error.WriteLine(exception.Message);
        return 2;
    }
});
return root.Parse(args).Invoke();

static int Report(string executable, string assembly, string? kernel, string[] processors, bool loops, bool check)
{
    bool estimates = Tool.Exists("llvm-mca");
    if (!estimates)
        processors = [];
    List<Function> functions =
        [.. Function.Read(executable, assembly).Where(function => kernel is null || function.Symbol.Contains(kernel, StringComparison.Ordinal))];
    List<Region> regions = [.. functions.SelectMany(RegionFinder.Find)];
    if (regions.Count == 0)
        throw new ReportException("No products found.");

    MarkdownReport report = new(Console.Out, processors);
    report.Regions([.. regions.Select(region => (region, (IReadOnlyList<Estimate>)[.. processors.Select(processor => Estimate.For(region, processor))]))]);
    if (!estimates)
        Console.WriteLine("\nCycles are left out: llvm-mca is missing (apt-get install llvm).");
    report.Kernels(functions);
    if (loops)
        regions.ForEach(report.Listing);

    List<Region> unclean = [.. regions.Where(region => !region.IsClean)];
    Console.WriteLine($"\n{regions.Count - unclean.Count} of {regions.Count} loops and runs are clean.");
    if (!check)
        return 0;
    foreach (Region region in unclean)
        Console.Error.WriteLine($"{region.Function.Symbol}, {region.Name}: {region.Surplus.Count()} surplus, first: {region.Surplus.First()}");
    return unclean.Count == 0 ? 0 : 1;
}

using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace TinyRnn.Generator.Benchmarks;

/// <summary>
/// How much is emitted for a model. People read the lines; the just-in-time compiler gives up optimising a method above 60,000 bytes of IL, so
/// the largest one is named.
/// </summary>
internal static class EmittedReport
{
    public static void Write(TextWriter output)
    {
        output.WriteLine("| model | lines | characters | IL bytes | methods | largest method | its IL bytes |");
        output.WriteLine("|---|---:|---:|---:|---:|---|---:|");
        foreach ((string name, string attributes) in SampleModels.ForSizes.Concat(SampleModels.Trained))
            output.WriteLine(Line(name, SampleModels.Source("Model", attributes)));
        output.WriteLine();
    }

    private static string Line(string name, string source)
    {
        GeneratorDriver driver = Compiler.NewDriver().RunGeneratorsAndUpdateCompilation(Compiler.Compile([source]), out Compilation compilation, out _);
        string[] files = [.. driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString())];
        (string Name, int Bytes)[] methods = [.. Methods(compilation)];
        (string largest, int bytes) = methods.MaxBy(method => method.Bytes);
        int lines = files.Sum(file => file.Count(letter => letter == '\n'));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {lines:#,0} | {files.Sum(file => file.Length):#,0} | {methods.Sum(method => method.Bytes):#,0} | {methods.Length} | `{largest}` | "
            + $"{bytes:#,0} |");
    }

    private static IEnumerable<(string Name, int Bytes)> Methods(Compilation compilation)
    {
        using PEReader assembly = new(Compiler.Emit(compilation));
        MetadataReader metadata = assembly.GetMetadataReader();
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            // Abstract methods and inline arrays' fields have no body.
            MethodDefinition method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0)
                yield return (metadata.GetString(method.Name), assembly.GetMethodBody(method.RelativeVirtualAddress).GetILReader().Length);
        }
    }
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>
/// The C# of the pages compiles without a warning: each block as a whole file, or with what stands around it on the page. What is no code to compile is named
/// here, with the reason.
/// </summary>
public partial class PageCodeTests
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));

    /// <summary>What is in scope in a new console project, and in a new web project.</summary>
    private static readonly string[] s_namespaces =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    private static readonly string[] s_webNamespaces =
    [
        "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
        "System.Net.Http.Json",
    ];

    /// <summary>The blocks of every page that has any, in their order.</summary>
    private static readonly Dictionary<string, PageBlock[]> s_pages = new()
    {
        ["README.md"] = [PageBlock.Program, PageBlock.Within(PageFrames.Training)],
        ["src/TinyRnn/Package/README.md"] = [PageBlock.Program, PageBlock.Within(PageFrames.Training)],
        ["src/docs/features.md"] =
        [
            PageBlock.NotCompiled("emitted code, with gaps: the snapshots have all of it"), PageBlock.Within(PageFrames.Training),
        ],
        ["src/docs/getting-started.md"] = [PageBlock.Program, PageBlock.Continued, PageBlock.Within(PageFrames.Attributes)],
        ["src/docs/fitting.md"] = [PageBlock.Program],
        ["src/docs/losses.md"] = [PageBlock.Program],
        ["src/docs/integer-weights.md"] = [PageBlock.Program, PageBlock.Program],
        ["src/docs/platforms.md"] = [PageBlock.Program, PageBlock.Library, PageBlock.Library],
        ["src/docs/metadata.md"] = [PageBlock.Program],
        ["src/docs/states.md"] = [PageBlock.Program, PageBlock.Continued],
        ["src/docs/tensors.md"] = [PageBlock.Program],
        ["src/docs/text-generation.md"] = [PageBlock.Program, PageBlock.Continued],
        ["src/docs/training.md"] = [PageBlock.WebProgram],
        ["src/docs/weights.md"] = [PageBlock.Within(PageFrames.Ways), PageBlock.Within(PageFrames.Loading)],
    };

    /// <summary>Folders whose pages have blocks that are no code to compile.</summary>
    private static readonly Dictionary<string, string> s_foldersNotCompiled = new()
    {
        ["src/docs/diagnostics"] = "a wrong and a right line of each mistake: DiagnosticTests has them in whole classes",
        ["src/samples"] = "excerpts of the samples, which are compiled as programs",
    };

    public static TheoryData<string, int> Blocks
    {
        get
        {
            TheoryData<string, int> rows = [];
            foreach ((string page, PageBlock[] blocks) in s_pages)
            {
                for (int index = 0; index < blocks.Length; index++)
                {
                    if (blocks[index].Reason is null)
                        rows.Add(page, index);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_compiles_without_a_warning(string page, int index)
    {
        string[] code = Code(page);
        PageBlock block = s_pages[page][index];
        string program = block.IsContinued ? Continued(code[0], code[index]) : block.Frame.Replace(PageFrames.Block, code[index], StringComparison.Ordinal);
        IEnumerable<string> namespaces = block.IsWeb ? s_namespaces.Concat(s_webNamespaces) : s_namespaces;
        CSharpCompilationOptions options = new(
            block.IsLibrary ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication,
            allowUnsafe: block.IsLibrary, nullableContextOptions: NullableContextOptions.Enable);
        Compilation compilation = Harness.Compile(program)
            .AddSyntaxTrees(Harness.Parse(string.Join('\n', namespaces.Select(name => $"global using {name};")), "Usings.cs"))
            .WithOptions(options)
            .AddReferences(block.IsWeb ? Harness.References("Microsoft.AspNetCore.", "Microsoft.Extensions.") : []);
        Harness.Driver(weightNames: PageFrames.Weights)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> found);
        // CS1591 asks for documentation, which is for those who publish a library.
        Assert.DoesNotContain(
            found.Concat(output.GetDiagnostics()), diagnostic => diagnostic is { Severity: > DiagnosticSeverity.Info, Id: not "CS1591" });
    }

    [Fact]
    public void Every_block_of_every_page_is_named()
    {
        string[] pages =
        [
            .. Directory.GetFiles(Path.Combine(s_root, "src"), "*.md", SearchOption.AllDirectories)
                .Append(Path.Combine(s_root, "README.md"))
                .Select(path => Path.GetRelativePath(s_root, path).Replace('\\', '/'))
                .Where(page => !s_foldersNotCompiled.Keys.Any(folder => page.StartsWith(folder + "/", StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(
            s_pages.OrderBy(page => page.Key, StringComparer.Ordinal).Select(page => $"{page.Key}: {page.Value.Length}"),
            pages.Select(page => (Page: page, Code(page).Length)).Where(page => page.Length > 0).Select(page => $"{page.Page}: {page.Length}"));
    }

    private static string[] Code(string page) =>
        [.. Fence().Matches(File.ReadAllText(Path.Combine(s_root, page)).ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value)];

    /// <summary>A program that goes on with a block: its statements end where the first type begins.</summary>
    private static string Continued(string program, string block) =>
        program.Insert(program.IndexOf("\n[RecurrentModel", StringComparison.Ordinal), "\n" + block + "\n");

    [GeneratedRegex("^```csharp\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}

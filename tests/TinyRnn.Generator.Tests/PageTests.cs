using System.Text.RegularExpressions;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>Links between the pages of the repository lead somewhere.</summary>
public partial class PageTests
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));
    private static readonly string[] s_folders = ["src", "benchmarks", "tests"];

    public static TheoryData<string> Pages =>
    [
        .. s_folders
            .SelectMany(folder => Directory.GetFiles(Path.Combine(s_root, folder), "*.md", SearchOption.AllDirectories))
            .Append(Path.Combine(s_root, "README.md"))
            .Select(path => Path.GetRelativePath(s_root, path)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files_and_headings(string page)
    {
        string path = Path.Combine(s_root, page);
        foreach (Match link in Link().Matches(File.ReadAllText(path)))
        {
            string file = link.Groups["file"].Value;
            string target = file.Length == 0 ? path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, file));
            Assert.True(File.Exists(target) || Directory.Exists(target), $"{page} links to {file}, which does not exist");
            string heading = link.Groups["heading"].Value;
            if (heading.Length > 0)
                Assert.Contains(heading, Heading().Matches(File.ReadAllText(target)).Select(match => Anchor(match.Groups[1].Value)));
        }
    }

    /// <summary>What a heading is called in an address: lower case, hyphens for spaces, no other signs.</summary>
    private static string Anchor(string heading) => NoLetter().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"(?<=\]\(|src="")(?!\w+:)(?<file>[^)""#\s]*)(#(?<heading>[^)""\s]+))?(?=[)""])")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoLetter();
}

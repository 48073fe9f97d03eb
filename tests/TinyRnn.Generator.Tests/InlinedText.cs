using System.Text.RegularExpressions;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>
/// Emitted text as the compilers see it: the methods that kernels have in common, for a pair of streams or a row of weights, stand where they are called. They
/// are marked to be inlined, and a test that counts what a loop executes has to look into them.
/// </summary>
internal static partial class InlinedText
{
    /// <summary>Calls nest in two levels: a pair's walk, and its rows.</summary>
    private const int Levels = 2;

    public static string Of(string text)
    {
        Dictionary<string, string> bodies = [];
        foreach (Match method in InlinedMethod().Matches(text))
            bodies[method.Groups["name"].Value] = method.Groups["body"].Value;
        for (int level = 0; level < Levels; level++)
            text = Call().Replace(text, call => bodies.TryGetValue(call.Groups["name"].Value, out string? body) ? body : call.Value);
        Assert.DoesNotContain(Call().Matches(text), call => bodies.ContainsKey(call.Groups["name"].Value));
        return text;
    }

    [GeneratedRegex(
        """^(?<indent> +)\[MethodImpl\(MethodImplOptions\.AggressiveInlining\)\]\n\k<indent>private static void (?<name>\w+)\([^\n]*\)\n\k<indent>\{\n(?<body>.*?)\n\k<indent>\}""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex InlinedMethod();

    [GeneratedRegex("""^ +(?<name>\w+)\([^\n]*\);$""", RegexOptions.Multiline)]
    private static partial Regex Call();
}

namespace TinyRnn.Runtime.Files;

/// <summary>
/// Rules that give the tensors of a file other names: <c>"in the file=in the model"</c>. The generator has this file too, so that the check at compile time
/// and the loader cannot differ.
/// </summary>
internal static class NameRules
{
    /// <summary>Whether a text is a rule: a name, an equals sign and another name or nothing.</summary>
    public static bool IsRule(string rule) => rule.IndexOf('=') > 0;

    /// <summary>What a rule replaces: the text in front of its first equals sign.</summary>
    public static string Replaced(string rule) => rule.Substring(0, rule.IndexOf('='));

    /// <summary>
    /// The name in the model: the first rule fits whose left side is the whole name, or the part in front of one of its dots. Empty: passed over.
    /// </summary>
    public static string Apply(IReadOnlyList<string> rules, string name)
    {
        // A loop with an index: an enumerator would bring more code into native programs.
        for (int i = 0; i < rules.Count; i++)
        {
            string replaced = Replaced(rules[i]);
            if (!name.StartsWith(replaced, StringComparison.Ordinal) || (name.Length > replaced.Length && name[replaced.Length] != '.'))
                continue;
            string replacement = rules[i].Substring(replaced.Length + 1);
            return replacement.Length == 0 ? "" : replacement + name.Remove(0, replaced.Length);
        }

        return name;
    }
}

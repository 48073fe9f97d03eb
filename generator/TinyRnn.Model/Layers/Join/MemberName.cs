using System.Text;

namespace TinyRnn.Model.Layers.Join;

/// <summary>From the name of a value to that of members: <c>vad_output</c> and <c>head.vad-output</c> become <c>VadOutput</c>, <c>HeadVadOutput</c>.</summary>
internal static class MemberName
{
    /// <returns>Letters and digits with a capital where a word begins; empty if the name has none, or begins with a digit.</returns>
    public static string Of(ForeignText name)
    {
        StringBuilder member = new();
        bool begins = true;
        foreach (char letter in name.Raw)
        {
            bool isPart = letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
            if (isPart)
                member.Append(begins ? char.ToUpperInvariant(letter) : letter);
            begins = !isPart;
        }

        return member.Length > 0 && char.IsLetter(member[0]) ? member.ToString() : "";
    }
}

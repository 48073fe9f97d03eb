using TinyRnn.Generator.Diagnostics;

namespace TinyRnn.Generator.Emission;

/// <summary>The one place where text of the user's gets into code. It ends no literal, no comment, no element and no line, whatever it holds.</summary>
internal static class Escaped
{
    /// <summary>A string literal with the same value, in quotation marks.</summary>
    public static string Literal(ForeignText text) => "\"" + Visible.Text(text.Raw.Replace("\\", "\\\\").Replace("\"", "\\\"")) + "\"";

    /// <summary>Content of an element of XML documentation.</summary>
    public static string Documentation(ForeignText text) =>
        Visible.Text(text.Raw).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");
}

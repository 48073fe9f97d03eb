using System.Globalization;

namespace TinyRnn.Generator.Emission;

/// <summary>Values as C# literals, the same under every culture.</summary>
internal static class Literal
{
    /// <summary>The shortest decimal that reads back as the same float.</summary>
    public static string Float(float value) => value switch
    {
        _ when float.IsPositiveInfinity(value) => "float.PositiveInfinity",
        _ when float.IsNegativeInfinity(value) => "float.NegativeInfinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture) + "f",
    };

    public static string String(string value) => Escaped.Literal(new(value));

    public static string Bool(bool value) => value ? "true" : "false";
}

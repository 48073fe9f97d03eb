using System.Text;
using Microsoft.CodeAnalysis;

namespace TinyRnn.Generator.Reading;

/// <summary>What an embedded weight file holds, by its header; the package's targets pass it on.</summary>
/// <param name="Resource">The resource's name, with <c>*.</c> before it where it gets namespace and folders (<see cref="EmbeddedNames"/>).</param>
/// <param name="Tensors">The tensors in the file's order.</param>
internal sealed record EmbeddedHeader(string Resource, EquatableArray<HeaderTensor> Tensors)
{
    /// <summary>Whether the targets wrote a file.</summary>
    public static bool IsHeader(AdditionalText file) =>
        file.Path.EndsWith(".header", StringComparison.Ordinal) && file.Path.Replace('\\', '/').Contains("/tinyrnn/");

    /// <summary>Reads a file of two lines in Base64, name and JSON; <see langword="null"/> if it is anything else.</summary>
    public static EmbeddedHeader? Read(AdditionalText file, CancellationToken cancellation)
    {
        if (file.GetText(cancellation)?.ToString() is not { } text)
            return null;
        string[] lines = text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        try
        {
            return lines.Length == 2 && HeaderJson.Read(Decoded(lines[1])) is { } tensors ? new(Decoded(lines[0]).Replace('\\', '/'), new(tensors)) : null;
        }
        catch (FormatException)
        {
            return null;
        }

        static string Decoded(string line) => Encoding.UTF8.GetString(Convert.FromBase64String(line));
    }
}

/// <summary>A tensor of a weight file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as the file has it, for instance <c>F32</c>.</param>
/// <param name="Sizes">Sizes, outermost first.</param>
internal sealed record HeaderTensor(string Name, string Type, EquatableArray<long> Sizes);

using System.Security.Cryptography;

namespace TinyRnn.Import.Writing;

/// <summary>Where a model comes from, for the class's documentation and the files' metadata.</summary>
/// <param name="File">The file's name, without its folder: the same file gives the same bytes wherever it lies.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal digits.</param>
/// <param name="Model">What it holds.</param>
internal sealed record ModelOrigin(string File, string Sha256, SourceModel Model)
{
    /// <summary>The origin of a file that was read.</summary>
    public static ModelOrigin Of(string path, SourceModel model)
    {
        using FileStream stream = System.IO.File.OpenRead(path);
        return new(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(stream)), model);
    }

    /// <summary>One line: <c>voice.onnx (ONNX, written by pytorch 1.13.1), SHA-256 ...</c>.</summary>
    public string Line => $"{File} ({Model.Format}{(Model.Producer is { } producer ? $", written by {producer}" : "")}), SHA-256 {Sha256}";
}

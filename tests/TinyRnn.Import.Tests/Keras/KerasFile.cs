using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace TinyRnn.Import.Tests.Keras;

/// <summary>A .keras file that is changed.</summary>
internal static class KerasFile
{
    /// <summary>What it says of its layers.</summary>
    public static JsonNode Config(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        using Stream config = archive.GetEntry("config.json")!.Open();
        return JsonNode.Parse(config)!;
    }

    /// <summary>Puts another configuration into it, and perhaps other weights.</summary>
    public static void Write(string path, JsonNode config, byte[]? weights)
    {
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Update);
        Replace("config.json", Encoding.UTF8.GetBytes(config.ToJsonString()));
        if (weights is not null)
            Replace("model.weights.h5", weights);

        void Replace(string name, byte[] content)
        {
            archive.GetEntry(name)!.Delete();
            using Stream entry = archive.CreateEntry(name).Open();
            entry.Write(content);
        }
    }
}

using System.IO.Compression;
using System.Text.Json;
using TinyRnn.Import.Files;

namespace TinyRnn.Import.Keras;

/// <summary>Models of <c>model.save</c>: .keras of Keras 3, .h5 of Keras 1 to 3.</summary>
internal sealed class KerasReader : FormatReader
{
    private const int DeepestJson = 128;

    public override string Format => "Keras";

    public override bool Recognises(ReadOnlySpan<byte> head, Stream file)
    {
        if (head is [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n', ..])
            return true;
        if (!ZipFiles.IsZip(file))
            return false;
        using ZipArchive zip = ZipFiles.Open(file, "The file");
        return zip.GetEntry("config.json") is not null;
    }

    public override SourceModel Read(Stream file, string name, ReadOptions options) =>
        ZipFiles.IsZip(file) ? ReadZip(file, name, options) : ReadHdf5(file, name, options);

    private static SourceModel ReadZip(Stream file, string name, ReadOptions options)
    {
        using ZipArchive zip = ZipFiles.Open(file, name);
        ZipArchiveEntry weights = zip.GetEntry("model.weights.h5")
            ?? throw new SourceFormatException($"{name} has no model.weights.h5: the architecture alone. Save the trained model with model.save().");
        using JsonDocument config = Json(ZipFiles.Read(zip.GetEntry("config.json")!, name), name);
        string version = "3";
        if (zip.GetEntry("metadata.json") is { } entry)
        {
            using JsonDocument metadata = Json(ZipFiles.Read(entry, name), name);
            version = metadata.RootElement.TryGetProperty("keras_version", out JsonElement said) ? said.GetString() ?? version : version;
        }

        using MemoryStream memory = new(ZipFiles.Read(weights, name), writable: false);
        using Hdf5Tensors tensors = new(memory, name);
        return KerasModel.Build(KerasArchitecture.Parse(config.RootElement, name), new CountedWeights(tensors), version, name, options);
    }

    private static SourceModel ReadHdf5(Stream file, string name, ReadOptions options)
    {
        using Hdf5Tensors tensors = new(file, name);
        string text = tensors.Text("", "model_config")
            ?? throw new SourceFormatException(
                $"{name} has weights, but no architecture (save_weights writes such files). Save the whole model with model.save(), or import the weights as "
                + $"safetensors with PyTorch's names.");
        using JsonDocument config = Json(System.Text.Encoding.UTF8.GetBytes(text), name);
        string version = tensors.Text("", "keras_version") ?? tensors.Text("model_weights", "keras_version") ?? "2";
        return KerasModel.Build(KerasArchitecture.Parse(config.RootElement, name), new NamedWeights(tensors), version, name, options);
    }

    private static JsonDocument Json(byte[] utf8, string name)
    {
        try
        {
            return JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = DeepestJson });
        }
        catch (JsonException exception)
        {
            throw new SourceFormatException(
                $"{name} has a configuration that is no JSON ({exception.Message.ReplaceLineEndings(" ")}). It is damaged; save or download it again.",
                exception);
        }
    }
}

using System.IO.Compression;
using TinyRnn.Formats.StateDict;
using TinyRnn.Import.Files;

namespace TinyRnn.Import.PyTorch;

/// <summary>Files of <c>torch.save</c> and <c>torch.jit.save</c>: .pt, .pth, .ckpt.</summary>
internal sealed class TorchReader : FormatReader
{
    public override string Format => "PyTorch";

    public override bool Recognises(ReadOnlySpan<byte> head, Stream file)
    {
        // A pickle of protocol 2 that begins with a long number of 10 bytes, as the older form does.
        if (head is [0x80, 2, 0x8a, 10, ..])
            return true;
        if (!ZipFiles.IsZip(file))
            return false;
        using ZipArchive zip = ZipFiles.Open(file, "The file");
        return zip.Entries.Any(entry => entry.FullName.EndsWith("data.pkl", StringComparison.Ordinal));
    }

    public override SourceModel Read(Stream file, string name, ReadOptions options)
    {
        TorchNames names = TorchNames.Of(TorchFile.Read(file, name), name);
        Dictionary<string, SourceActivation> activations = new(names.Activations, StringComparer.Ordinal);
        foreach ((string module, SourceActivation function) in options.Activations)
            activations[module] = function;
        SourceModel model = StateDictModel.Read(Format, names.Tensors, new StateDictOptions { Activations = activations, Last = options.Last });
        return model with { Remarks = [.. names.Remarks, .. model.Remarks], Problems = [.. names.Problems, .. model.Problems] };
    }
}

using System.IO.Compression;
using System.Text;
using TinyRnn.Conformance;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>Files of other formats, given as safetensors: the message names what was found, and what to do.</summary>
public class ForeignFileTests
{
    [Theory]
    [InlineData("{\"layers\": []}", "is no safetensors file, but JSON", "tinyrnn import")]
    [InlineData(" \r\n{\"model_data\": {}}", "is no safetensors file, but JSON", "tinyrnn import")]
    [InlineData("{\"metadata\": {\"total_size\": 1}, \"weight_map\": {\"a\": \"b\"}}", "the index of a model in several files", "save_file")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1024\n", "a git-lfs pointer", "git lfs pull")]
    [InlineData("<!DOCTYPE html>\n<html>", "a page of HTML", "Download the file itself")]
    [InlineData("rnnoise-nu model file version 1\n42 24 0\n", "RNNoise", "tinyrnn import")]
    [InlineData("DNNw\0\0\0\0\0\0\0\0\0\x86\x1\0\0\x86\x1\0conv1_weights_float\0", "RNNoise 0.2", "tinyrnn import")]
    [InlineData("GGUF\x3\0\0\0\0\0\0\0\0\0\0\0", "GGUF", "safetensors file that it was made from")]
    public void Text_and_signatures_are_recognised(string content, string what, string remedy) => Says(Encoding.Latin1.GetBytes(content), what, remedy);

    [Theory]
    [InlineData("894844460D0A1A0A0000000000080800", "HDF5")]
    [InlineData("1C00000054464C331400200000000000", "TensorFlow Lite")]
    [InlineData("80028A0A6CFC9C46F9206AA850192E80", "Python pickle")]
    [InlineData("934E554D5059010076007B2764657363", "NumPy")]
    [InlineData("1F8B080000000000000300000000FFFF", "gzip")]
    [InlineData("080712077079746F726368", "ONNX")]
    [InlineData("0808120C6261636B656E642D746573743A8C", "ONNX")]
    [InlineData("08033A8C", null)]
    public void Bytes_are_recognised(string hexadecimal, string? what)
    {
        byte[] file = Convert.FromHexString(hexadecimal);
        Array.Resize(ref file, what is null ? file.Length : Math.Max(file.Length, 64));
        if (what is not null)
            Says(file, what);
        else
            Verify.Says(Assert.Throws<WeightFormatException>(() => WeightData.Open(file)), "has 4 bytes");
    }

    [Fact]
    public void A_zip_archive_is_recognised()
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("archive/data.pkl").Open().Dispose();
        Says(stream.ToArray(), "a zip archive, as PyTorch's .pt and .pth", "tinyrnn import", "safetensors.torch.save_file");
    }

    /// <summary>A file that is longer than what is looked at.</summary>
    [Fact]
    public void A_large_file_is_recognised_by_its_beginning() => Says(Encoding.ASCII.GetBytes("{\"layers\": [" + new string(' ', 100_000) + "]}"), "JSON");

    /// <summary>Eight bytes that are a length, of which no format makes the other one's: the message stays.</summary>
    [Fact]
    public void A_safetensors_file_that_ends_early_is_called_that() => Says(WeightData.Bytes(Writer())[..40], "it is truncated, or no safetensors file");

    /// <summary>The length of its header happens to be that of a pickle's first bytes.</summary>
    [Fact]
    public void A_length_that_looks_like_a_signature_is_a_length()
    {
        byte[] file = new byte[64];
        (file[0], file[1], file[8]) = (0x80, 0x02, (byte)'{');
        Says(file, "announces a header of 640 bytes, but only 56 follow: it is truncated");
    }

    private static SafetensorsWriter Writer()
    {
        SafetensorsWriter writer = new();
        writer.Add("a", [3], new float[3]);
        return writer;
    }

    private static void Says(byte[] file, params string[] words) => Verify.Says(Assert.Throws<WeightFormatException>(() => WeightData.Open(file)), words);
}

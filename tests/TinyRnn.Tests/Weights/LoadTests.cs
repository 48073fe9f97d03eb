using System.Reflection;
using TinyRnn.Conformance;
using TinyRnn.Runtime.Files;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>Where weights come from, and errors that are not the file's.</summary>
public class LoadTests
{
    private static readonly Assembly s_assembly = typeof(LoadTests).Assembly;

    [Theory]
    [InlineData("embedded.safetensors")]
    [InlineData("first.twice.safetensors")]
    [InlineData("TinyRnn.Tests.second.twice.safetensors")]
    [InlineData("folder/fold.safetensors")]
    [InlineData("folder\\fold.safetensors")]
    public void An_embedded_file_is_found_by_its_name_or_the_end_of_it(string name)
    {
        using Stream stream = WeightFile.OpenResource(s_assembly, name);
        Assert.Equal(WeightData.Load("ok_f32"), WeightFile.Load(stream, "TestNet", WeightData.Bindings, WeightData.ParameterCount, null));
    }

    [Fact]
    public void An_embedded_file_that_does_not_fit_is_called_by_its_name_and_its_assembly()
    {
        WeightMismatchException error =
            Assert.Throws<WeightMismatchException>(
                () => WeightFile.LoadResource(s_assembly, "embedded.safetensors", "OtherNet", WeightData.Bindings.AsSpan(1), WeightData.ParameterCount));
        Verify.Says(error, "The resource 'embedded.safetensors' of TinyRnn.Tests does not hold the weights of OtherNet");
    }

    [Fact]
    public void An_embedded_file_that_is_none_is_called_by_its_name_and_its_assembly()
    {
        WeightFormatException error =
            Assert.Throws<WeightFormatException>(
                () => WeightFile.LoadResource(s_assembly, "no-weights.txt", "TestNet", WeightData.Bindings, WeightData.ParameterCount));
        Verify.Says(error, "The resource 'no-weights.txt' of TinyRnn.Tests");
    }

    [Fact]
    public void An_embedded_file_that_is_damaged_is_refused()
    {
        using MemoryStream stream = new();
        WeightFile.Save(stream, "TestNet", WeightData.Bindings, new float[WeightData.ParameterCount]);
        byte[] file = stream.ToArray();
        Assert.Equal(WeightData.ParameterCount, Load().Length);
        file[^2] ^= 0x40;
        Verify.Says(Assert.Throws<WeightFormatException>(Load), "The resource 'x.safetensors' of Fake is damaged", "tensor 'fc.bias'");

        float[] Load() => WeightFile.LoadResource(new OneResource(file), "x.safetensors", "TestNet", WeightData.Bindings, WeightData.ParameterCount);
    }

    [Theory]
    [InlineData("none.safetensors")]
    [InlineData("edded.safetensors")] // the end of a name, but not behind a dot
    public void A_missing_one_lists_what_is_embedded(string name)
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => WeightFile.OpenResource(s_assembly, name));
        Verify.Says(
            error, $"TinyRnn.Tests embeds no weight file '{name}'", "embedded.safetensors, ", $"LogicalName=\"{name}\"");
    }

    [Fact]
    public void An_ambiguous_one_lists_them_too()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => WeightFile.OpenResource(s_assembly, "twice.safetensors"));
        Verify.Says(
            error, "more than one weight file 'twice.safetensors'", "TinyRnn.Tests.first.twice.safetensors", "TinyRnn.Tests.second.twice.safetensors");
    }

    [Fact]
    public void An_assembly_without_resources_says_so() =>
        Verify.Says(
            Assert.Throws<InvalidOperationException>(() => WeightFile.OpenResource(typeof(WeightFile).Assembly, "x")), "it embeds nothing");

    [Fact]
    public void An_error_of_the_disk_arrives_as_it_is()
    {
        byte[] file = File.ReadAllBytes(WeightData.Path("ok_f32"));
        using FakeStream stream = new(file.Length, file[..700], new IOException("the disk is gone"));
        IOException error = Assert.Throws<IOException>(() => WeightFile.Load(stream, "TestNet", WeightData.Bindings, WeightData.ParameterCount, null));
        Assert.Equal("the disk is gone", error.Message);
    }

    [Fact]
    public void A_file_stream_is_called_by_its_path()
    {
        using FileStream stream = File.OpenRead(WeightData.Path("mismatch_missing_bias"));
        Verify.Says(
            Assert.Throws<WeightMismatchException>(() => WeightFile.Load(stream, "TestNet", WeightData.Bindings, WeightData.ParameterCount, null)),
            WeightData.Path("mismatch_missing_bias"));
    }

    [Fact]
    public void A_file_can_be_saved_over_while_it_is_read()
    {
        string path = Path.GetTempFileName();
        try
        {
            WeightFile.Save(path, "TestNet", WeightData.Bindings, new float[WeightData.ParameterCount]);
            using SafetensorsReader reader = SafetensorsReader.Open(path);
            float[] ones = new float[WeightData.ParameterCount];
            Array.Fill(ones, 1);
            WeightFile.Save(path, "TestNet", WeightData.Bindings, ones);
            float[] bias = new float[2];
            reader.Read(reader.Get("fc.bias"), bias);
            Assert.Equal([0, 0], bias);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>An assembly that embeds one file.</summary>
    private sealed class OneResource(byte[] file) : Assembly
    {
        public override string[] GetManifestResourceNames() => ["x.safetensors"];

        public override Stream GetManifestResourceStream(string name) => new MemoryStream(file);

        public override AssemblyName GetName() => new("Fake");
    }
}

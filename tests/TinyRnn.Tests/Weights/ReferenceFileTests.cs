using TinyRnn.Conformance;
using TinyRnn.Runtime.Files;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>The files of tests/data/safetensors.</summary>
public class ReferenceFileTests
{
    public static TheoryData<string> GoodFiles => [.. WeightData.GoodFiles];

    [Fact]
    public void Every_file_of_the_folder_is_tested()
    {
        string[] tested =
        [
            "expected", "mismatch_gate_count_gru_shape", "mismatch_missing_bias", "bad_header_longer_than_file", "bad_json", "bad_offsets_outside",
            "bad_shape_product_mismatch", "bad_truncated_data", .. WeightData.GoodFiles,
        ];
        string folder = Path.GetDirectoryName(WeightData.Path("expected"))!;
        Assert.Equal(tested.Order(), Directory.GetFiles(folder, "*.safetensors").Select(file => Path.GetFileNameWithoutExtension(file)!).Order());
    }

    [Theory]
    [MemberData(nameof(GoodFiles))]
    public void A_good_file_computes_the_expected_outputs(string name)
    {
        // Two values instead of a sum, so that nothing is rounded: what is left is the rounding of doubles, 1e-16, grown over nine steps.
        // A weight in the wrong place, or one rounded to float32 (6e-8) or half precision, is far above the tolerance.
        TensorBinding[] bindings =
        [
            .. WeightData.Bindings.Select(binding => binding.Added > 0
                ? binding with { Added = 0, Offset = WeightData.ParameterCount }
                : binding),
        ];
        float[] block = WeightFile.Load(WeightData.Path(name), "TestNet", bindings, WeightData.ParameterCount + 16, WeightData.OptionsFor(name));
        using SafetensorsReader expected = SafetensorsReader.Open(WeightData.Path("expected"));
        double[] x = new double[9 * 3];
        double[] y = new double[9 * 2];
        expected.Read(expected.Get("x"), x);
        expected.Read(expected.Get(name switch { "ok_f16" => "y_f16", "ok_bf16" => "y_bf16", _ => "y_f32" }), y);
        double[] computed = Lstm(block, x);
        for (int i = 0; i < y.Length; i++)
            Assert.Equal(y[i], computed[i], 1e-10);
    }

    [Theory]
    [MemberData(nameof(GoodFiles))]
    public void The_second_bias_is_added_to_the_first(string name)
    {
        float[] block = WeightData.Load(name, WeightData.OptionsFor(name));
        using SafetensorsReader reader = SafetensorsReader.Open(WeightData.Path(name));
        float[] first = new float[16];
        float[] second = new float[16];
        reader.Read(reader.Tensors.Single(tensor => tensor.Name.EndsWith("bias_ih_l0", StringComparison.Ordinal)), first);
        reader.Read(reader.Tensors.Single(tensor => tensor.Name.EndsWith("bias_hh_l0", StringComparison.Ordinal)), second);
        for (int i = 0; i < 16; i++)
            Assert.Equal(first[i] + second[i], block[WeightData.InputBias + i]);
    }

    [Fact]
    public void A_stream_is_read_from_its_position_on()
    {
        byte[] file = File.ReadAllBytes(WeightData.Path("ok_f32"));
        using MemoryStream stream = new([1, 2, 3, .. file]) { Position = 3 };
        Assert.Equal(WeightData.Load("ok_f32"), WeightFile.Load(stream, "TestNet", WeightData.Bindings, WeightData.ParameterCount, null));
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Names_prefix_scalar_and_empty_tensors_are_reported_as_they_are()
    {
        using SafetensorsReader reader = SafetensorsReader.Open(WeightData.Path("ok_prefixed_names_extra_tensors"));
        Assert.Equal(
            [
                "model.rnn.weight_ih_l0 F32 [16, 3] 0+192", "model.rnn.weight_hh_l0 F32 [16, 4] 192+256", "model.rnn.bias_ih_l0 F32 [16] 448+64",
                "model.rnn.bias_hh_l0 F32 [16] 512+64", "model.fc.weight F32 [2, 4] 576+32", "model.fc.bias F32 [2] 608+8", "model.step F32 [] 616+4",
                "empty F32 [0, 3] 620+0",
            ],
            reader.Tensors.Select(tensor => $"{tensor.Name} {tensor} {tensor.ByteOffset}+{tensor.ByteLength}"));
        Assert.Equal([1, 0], [reader.Get("model.step").ElementCount, reader.Get("empty").ElementCount]);
        reader.Read(reader.Get("empty"), Span<float>.Empty);
        float[] step = new float[1];
        reader.Read(reader.Get("model.step"), step);
        Assert.True(float.IsFinite(step[0]));
    }

    [Fact]
    public void Metadata_is_decoded()
    {
        using SafetensorsReader reader = SafetensorsReader.Open(WeightData.Path("ok_pretty_json_unpadded_misaligned"));
        Assert.Equal("unicode \u00e9 \u6f22", reader.Metadata["note"]);
        Assert.Equal("pt", reader.Metadata["format"]);
    }

    [Theory]
    [InlineData("bad_header_longer_than_file", "announces a header of 1000000 bytes", "only 1024 follow")]
    [InlineData("bad_json", "its header is no valid JSON")]
    [InlineData("bad_offsets_outside", "'weight_ih_l0' at bytes 616 to 808", "0 to 616")]
    [InlineData("bad_shape_product_mismatch", "'weight_ih_l0' 192 bytes", "F32 [16, 4] needs 256")]
    [InlineData("bad_truncated_data", "'fc.bias' at bytes 608 to 616", "0 to 611", "truncated")]
    public void A_bad_file_is_named_with_what_is_wrong(string name, params string[] parts)
    {
        string path = WeightData.Path(name);
        WeightFormatException error = Assert.Throws<WeightFormatException>(() => WeightData.Load(name));
        Verify.Says(error, [path, .. parts]);

        // The file is closed again: on Windows, this fails while it is open.
        using FileStream exclusive = new(path, FileMode.Open, FileAccess.Read, FileShare.None);
    }

    /// <summary>Straight from the equations; gates i, f, g, o.</summary>
    private static double[] Lstm(float[] block, double[] x)
    {
        double[] h = new double[4];
        double[] c = new double[4];
        double[] y = new double[x.Length / 3 * 2];
        for (int t = 0; t < x.Length / 3; t++)
        {
            double[] gates = new double[16];
            for (int row = 0; row < 16; row++)
            {
                gates[row] = block[WeightData.InputBias + row] + (double)block[WeightData.ParameterCount + row];
                for (int i = 0; i < 3; i++)
                    gates[row] += block[(row * 3) + i] * x[(t * 3) + i];
                for (int i = 0; i < 4; i++)
                    gates[row] += block[48 + (row * 4) + i] * h[i];
            }

            for (int u = 0; u < 4; u++)
            {
                c[u] = (Sigmoid(gates[4 + u]) * c[u]) + (Sigmoid(gates[u]) * Math.Tanh(gates[8 + u]));
                h[u] = Sigmoid(gates[12 + u]) * Math.Tanh(c[u]);
            }

            for (int k = 0; k < 2; k++)
            {
                y[(t * 2) + k] = block[136 + k];
                for (int u = 0; u < 4; u++)
                    y[(t * 2) + k] += block[128 + (k * 4) + u] * h[u];
            }
        }

        return y;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}

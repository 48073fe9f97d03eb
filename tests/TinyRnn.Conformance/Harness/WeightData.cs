using System.Buffers.Binary;
using System.Text;
using TinyRnn.Runtime.Files;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>The reference files' model, LSTM(I=3, H=4) and Dense(2), and files made by hand.</summary>
internal static class WeightData
{
    public const int InputBias = 112;
    public const int ParameterCount = 138;

    /// <summary>PyTorch's two biases share a place, as in a generated model.</summary>
    public static readonly TensorBinding[] Bindings =
    [
        new("weight_ih_l0", [16, 3], 0),
        new("weight_hh_l0", [16, 4], 48),
        new("bias_ih_l0", [16], InputBias),
        new("bias_hh_l0", [16], InputBias) { Added = 16 },
        new("fc.weight", [2, 4], 128),
        new("fc.bias", [2], 136),
    ];

    public static readonly string[] GoodFiles =
    [
        "ok_f32", "ok_f64", "ok_f16", "ok_bf16", "ok_header_order_differs_from_data_order", "ok_pretty_json_unpadded_misaligned",
        "ok_prefixed_names_extra_tensors",
    ];

    public static string Path(string name) => TestData.Path(System.IO.Path.Combine("safetensors", name + ".safetensors"));

    /// <summary>What a file of the folder needs to load.</summary>
    public static WeightLoadOptions? OptionsFor(string name) =>
        name == "ok_prefixed_names_extra_tensors" ? Prefixed(ignoreUnexpected: true) : null;

    /// <summary>The recurrent layer is called "rnn" in that file, and nothing at all in the model.</summary>
    public static WeightLoadOptions Prefixed(bool ignoreUnexpected) => new()
    {
        Prefix = "model.",
        Rename = name => name.StartsWith("rnn.", StringComparison.Ordinal) ? name["rnn.".Length..] : name,
        IgnoreUnexpected = ignoreUnexpected,
    };

    public static float[] Load(string name, WeightLoadOptions? options = null) =>
        WeightFile.Load(Path(name), "TestNet", Bindings, ParameterCount, options);

    public static float[] Load(byte[] file, TensorBinding[] bindings, WeightLoadOptions? options = null) =>
        WeightFile.Load(new MemoryStream(file), "TestNet", bindings, bindings.Max(binding => binding.Offset + (4 * binding.Count)), options);

    /// <summary>A file with this header and these bytes of data.</summary>
    public static byte[] File(string header, params byte[] data) => File(Encoding.UTF8.GetBytes(header), data);

    public static byte[] File(byte[] header, params byte[] data)
    {
        byte[] file = new byte[8 + header.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.CopyTo(file, 8);
        data.CopyTo(file, 8 + header.Length);
        return file;
    }

    /// <summary>A file with the one tensor "a".</summary>
    public static byte[] Vector(string type, int count, params byte[] data) =>
        File($$$"""{"a":{"dtype":"{{{type}}}","shape":[{{{count}}}],"data_offsets":[0,{{{data.Length}}}]}}""", data);

    public static byte[] Vector(params float[] values)
    {
        SafetensorsWriter writer = new();
        writer.Add("a", [values.Length], values);
        return Bytes(writer);
    }

    public static byte[] Bytes(SafetensorsWriter writer)
    {
        using MemoryStream stream = new();
        writer.Write(stream);
        return stream.ToArray();
    }

    public static SafetensorsReader Open(byte[] file) => new(new MemoryStream(file));
}

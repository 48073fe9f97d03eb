using TinyRnn.Conformance;
using TinyRnn.Runtime.Files;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>LSTM(I=3, H=4) and Dense(2) under any names, as a model and as a file.</summary>
internal static class HintFiles
{
    public static TensorBinding[] Model(string lstm, string dense) => [.. Lstm(lstm + "."), .. Dense(dense + ".")];

    public static TensorBinding[] Lstm(string prefix, int inputs = 3, int units = 4, int layer = 0, string direction = "") =>
    [
        new($"{prefix}weight_ih_l{layer}{direction}", [4 * units, inputs], 0), new($"{prefix}weight_hh_l{layer}{direction}", [4 * units, units], 100),
        new($"{prefix}bias_ih_l{layer}{direction}", [4 * units], 200), new($"{prefix}bias_hh_l{layer}{direction}", [4 * units], 300),
    ];

    public static TensorBinding[] Dense(string prefix, int outputs = 2, int inputs = 4) =>
        [new($"{prefix}weight", [outputs, inputs], 400), new($"{prefix}bias", [outputs], 450)];

    /// <summary>A file with these tensors, which count 1, 2, 3...</summary>
    public static byte[] File(params TensorBinding[] tensors)
    {
        SafetensorsWriter writer = new();
        foreach (TensorBinding tensor in tensors)
            writer.Add(tensor.Name, [.. tensor.Shape], Enumerable.Range(1, tensor.Count).Select(i => (float)i).ToArray());
        return WeightData.Bytes(writer);
    }

    public static float[] Load(byte[] file, TensorBinding[] model, WeightLoadOptions? options = null) =>
        WeightFile.Load(new MemoryStream(file), "TestNet", model, 1000, options);

    public static WeightMismatchException Fails(byte[] file, TensorBinding[] model, WeightLoadOptions? options = null) =>
        Assert.Throws<WeightMismatchException>(() => Load(file, model, options));
}

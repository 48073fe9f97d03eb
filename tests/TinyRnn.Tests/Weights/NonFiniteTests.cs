using System.Buffers.Binary;
using TinyRnn.Conformance;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>NaN and infinity are never loaded without being asked for.</summary>
public class NonFiniteTests
{
    private static readonly WeightLoadOptions s_allow = new() { AllowNonFinite = true };

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void A_value_is_refused_with_its_place(float value, string text)
    {
        byte[] file = WeightData.Vector(1, 2, value, 4);
        TensorBinding[] bindings = [new("a", [4], 0)];
        WeightFormatException error = Assert.Throws<WeightFormatException>(() => WeightData.Load(file, bindings));
        Verify.Says(error, "tensor 'a' (F32 [4])", $"holds {text} at index 2", "finite float32", "AllowNonFinite");
        Assert.Equal(value, WeightData.Load(file, bindings, s_allow)[2]);
    }

    [Theory]
    [InlineData("F16", 0x7C00)]
    [InlineData("F16", 0xFE00)]
    [InlineData("BF16", 0x7F80)]
    [InlineData("BF16", 0xFFC0)]
    public void So_are_those_of_half_precision(string type, int bits)
    {
        byte[] file = WeightData.Vector(type, 1, (byte)bits, (byte)(bits >> 8));
        TensorBinding[] bindings = [new("a", [1], 0)];
        Verify.Says(Assert.Throws<WeightFormatException>(() => WeightData.Load(file, bindings)), $"'a' ({type} [1])", "at index 0");
        Assert.False(float.IsFinite(WeightData.Load(file, bindings, s_allow)[0]));
    }

    [Fact]
    public void A_double_beyond_float32_is_refused()
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8), 3.5e38);
        byte[] file = WeightData.Vector("F64", 2, bytes);
        TensorBinding[] bindings = [new("a", [2], 0)];
        Verify.Says(
            Assert.Throws<WeightFormatException>(() => WeightData.Load(file, bindings)), "'a' (F64 [2])", "Infinity at index 1", "beyond float32");
        Assert.Equal([0, float.PositiveInfinity], WeightData.Load(file, bindings, s_allow)[..2]);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 2)]
    [InlineData(2, 0)]
    public void So_is_one_in_the_second_bias(int added, int index)
    {
        float[] second = [1, 1, 1];
        second[index] = float.NaN;
        byte[] file = Biases([1, 1, 1], second);
        WeightFormatException error = Assert.Throws<WeightFormatException>(() => WeightData.Load(file, Bindings(added)));
        Verify.Says(error, "tensor 'b'", $"NaN at index {index}");
        Assert.Single(WeightData.Load(file, Bindings(added), s_allow), float.IsNaN);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    public void So_is_a_sum_that_overflows(int added)
    {
        byte[] file = Biases([1, float.MaxValue, 1], [1, float.MaxValue, 1]);
        WeightFormatException error = Assert.Throws<WeightFormatException>(() => WeightData.Load(file, Bindings(added)));
        Verify.Says(error, "tensor 'b'", "at index 1", "gives Infinity when it is added");
        Assert.Equal(float.PositiveInfinity, WeightData.Load(file, Bindings(added), s_allow)[1]);
    }

    /// <summary>A bias of three values, and a second one of which so many are added to it.</summary>
    private static TensorBinding[] Bindings(int added) => [new("b", [3], 0) { Added = added, Rest = 3 }, new("a", [3], 0)];

    private static byte[] Biases(float[] first, float[] second)
    {
        SafetensorsWriter writer = new();
        writer.Add("a", [3], first);
        writer.Add("b", [3], second);
        return WeightData.Bytes(writer);
    }
}

using TinyRnn.Conformance;
using TinyRnn.Conformance.Models;
using TinyRnn.Runtime.Packing;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>Files that hold integers and the scales of their rows.</summary>
public class IntegerFileTests
{
    [Fact]
    public void Integers_are_read_times_the_scale_of_their_row()
    {
        SafetensorsWriter writer = new() { Metadata = { ["checksum.tensors"] = "" } };
        writer.AddIntegers("a", [2, 3], new sbyte[] { 1, -2, 127, -128, 0, 5 });
        Add(writer, "a_scale", [2], 0.5f, 0.25f);
        writer.AddIntegers("b", [2, 1, 2], new short[] { 300, -32768, 7, 32767 });
        Add(writer, "b_scale", [1], 2);
        writer.AddIntegers("c", [3], new sbyte[] { 1, 2, 3 });
        Add(writer, "c_scale", [3, 1], 1, 10, 100);
        using SafetensorsReader reader = new(Written(writer));
        Assert.Equal(["I8", "F32", "I16", "F32", "I8", "F32"], reader.Tensors.Select(tensor => tensor.TypeText));
        Assert.Equal([0.5f, -1, 63.5f, -32, 0, 1.25f], reader.Floats("a"));
        Assert.Equal([600f, -65536, 14, 65534], reader.Floats("b"));
        Assert.Equal([1f, 20, 300], reader.Floats("c"));
        long[] integers = new long[4];
        reader.Read(reader.Get("b"), integers);
        Assert.Equal([300, -32768, 7, 32767], integers);
    }

    [Fact]
    public void Integers_without_scales_that_fit_are_no_floats()
    {
        SafetensorsWriter writer = new();
        writer.AddIntegers("alone", [2, 2], new sbyte[4]);
        writer.AddIntegers("short", [2, 2], new sbyte[4]);
        writer.Add("short_scale", [3], new float[3]);
        writer.AddIntegers("whole", [2, 2], new sbyte[4]);
        writer.AddIntegers("whole_scale", [2], new sbyte[2]);
        using SafetensorsReader reader = new(Written(writer));
        foreach (string name in (string[])["alone", "short", "whole"])
        {
            WeightFormatException exception = Assert.Throws<WeightFormatException>(() => reader.Read(reader.Get(name), new float[4]));
            Assert.Contains(
                $"tensor '{name}' is I8 [2, 2], but F32, F16, BF16 or F64, or I8 or I16 with scales, is expected here", exception.Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_value_of_integers_that_has_changed_is_found_out()
    {
        SafetensorsWriter writer = new() { Metadata = { ["checksum.tensors"] = "" } };
        writer.AddIntegers("a", [2, 3], new sbyte[] { 1, -2, 127, -127, 0, 5 });
        Add(writer, "a_scale", [2], 0.5f, 0.25f);
        byte[] bytes = Written(writer).ToArray();
        for (int place = 1; place <= 14; place++)
        {
            byte[] changed = [.. bytes];
            changed[^place] ^= 4;
            using SafetensorsReader reader = new(new MemoryStream(changed));
            Assert.Contains("damaged", Assert.Throws<WeightFormatException>(() => reader.Floats("a")).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>What a model has rounded once comes back as it is: rows of a file's integers are packed with its scales.</summary>
    [Fact]
    public void A_model_from_integers_has_the_bits_of_the_model_that_made_them()
    {
        Same<IntegerLstm97, IntegerLstm97.State>(WeightFormat.Int8, "lstm.weight_hh_l0");
        Same<IntegerBefore45, IntegerBefore45.State>(WeightFormat.Int8, "gru.weight_hh_l0");
        Same<ShortLstm45, ShortLstm45.State>(WeightFormat.Int16, "lstm.weight_hh_l0");
        Same<IntegerStack, IntegerStack.State>(WeightFormat.Int8, "one.weight_hh_l0", "two.weight_ih_l0", "two.weight_hh_l0", "fc.weight", "head.weight");
        Same<IntegerConvolutions, IntegerConvolutions.State>(WeightFormat.Int8, "one.weight", "gru.weight_ih_l0", "gru.weight_hh_l0");
    }

    /// <summary>Of rows whose largest integer is below the format's, and of foreign scales, integers are kept too.</summary>
    [Theory]
    [InlineData(90, 1 / 256f)]
    [InlineData(64, 0.0123f)]
    [InlineData(127, 3.7f)]
    [InlineData(1, 0.5f)]
    [InlineData(0, 0.5f)]
    public void Rows_keep_the_step_that_they_have(int largest, float scale)
    {
        Random random = new(largest);
        int[] integers = [.. Enumerable.Range(0, 40).Select(_ => random.Next(-largest, largest + 1)), largest];
        float[] weights = [.. integers.Select(integer => integer * scale)];
        short[] rounded = new short[weights.Length];
        float found = IntegerRow.Round(WeightFormat.Int8, weights, rounded);
        Assert.All(weights.Zip(rounded), pair => Assert.Equal(pair.First, pair.Second * found, 1e-6f * largest * scale));
        Assert.InRange(rounded.Max(value => Math.Abs((int)value)), 0, 127);
    }

    [Fact]
    public void Prefixes_and_other_names_go_with_their_scales()
    {
        IntegerLstm64 model = IntegerLstm64.Create(3);
        MemoryStream file = AsIntegers(model.Save, WeightFormat.Int8, "net.", "lstm.weight_hh_l0");
        float[] xs = Signals.Noise(20, 1);
        float[] right = model.Run(xs);
        Assert.Equal(right, IntegerLstm64.Load(file, new WeightLoadOptions { Prefix = "net." }).Run(xs));
        file.Position = 0;
        WeightLoadOptions options = new() { Rename = name => name.Replace("net.lstm", "lstm", StringComparison.Ordinal) };
        Assert.Equal(right, IntegerLstm64.Load(file, options).Run(xs));
    }

    [Fact]
    public void A_file_of_integers_without_scales_is_refused_by_name()
    {
        IntegerLstm64 model = IntegerLstm64.Create(3);
        using MemoryStream file = AsIntegers(model.Save, WeightFormat.Int8, "", "lstm.weight_hh_l0");
        using SafetensorsReader reader = new(file);
        SafetensorsWriter without = new();
        foreach (TensorInfo tensor in reader.Tensors.Where(tensor => !tensor.Name.EndsWith("_scale", StringComparison.Ordinal)))
        {
            if (tensor.Type == TensorType.F32)
                without.Add(tensor.Name, [.. tensor.Shape], reader.Floats(tensor.Name));
            else
                without.AddIntegers(tensor.Name, [.. tensor.Shape], new sbyte[tensor.ElementCount]);
        }

        WeightMismatchException exception = Assert.Throws<WeightMismatchException>(() => IntegerLstm64.Load(Written(without)));
        Assert.Contains(
            "lstm.weight_hh_l0: expected F32, F16, BF16 or F64, found I8 without a scale for each row, 'lstm.weight_hh_l0_scale'", exception.Message,
            StringComparison.Ordinal);
    }

    private static void Same<TModel, TState>(WeightFormat format, params string[] integers)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        TModel model = TModel.Create(5);
        using MemoryStream file = AsIntegers(model.Save, format, "", integers);
        TModel loaded = TModel.Load(file);
        Assert.NotEqual(model.Parameters.ToArray(), loaded.Parameters.ToArray());
        float[] xs = Signals.Noise(30 * TModel.InputSize, 7);
        float[] right = new float[30 * TModel.OutputSize];
        float[] ys = new float[right.Length];
        (TState one, TState other) = (default, default);
        model.Run(ref one, xs, right);
        loaded.Run(ref other, xs, ys);
        Assert.Equal(right, ys);
    }

    private static MemoryStream AsIntegers(Action<Stream> save, WeightFormat format, string prefix, params string[] integers)
    {
        using SafetensorsReader saved = SavedWeights.Of(save);
        SafetensorsWriter writer = new();
        foreach (TensorInfo tensor in saved.Tensors)
        {
            float[] values = saved.Floats(tensor.Name);
            int[] shape = [.. tensor.Shape];
            string name = prefix + tensor.Name;
            if (!integers.Contains(tensor.Name))
            {
                writer.Add(name, shape, values);
                continue;
            }

            int columns = values.Length / shape[0];
            short[] rounded = new short[values.Length];
            float[] scales = new float[shape[0]];
            for (int row = 0; row < scales.Length; row++)
                scales[row] = IntegerRow.Round(format, values.AsSpan(row * columns, columns), rounded.AsSpan(row * columns, columns));
            if (format == WeightFormat.Int16)
                writer.AddIntegers(name, shape, rounded);
            else
                writer.AddIntegers(name, shape, Array.ConvertAll(rounded, value => (sbyte)value));
            writer.Add(name + "_scale", [scales.Length, 1], scales);
        }

        return Written(writer);
    }

    private static void Add(SafetensorsWriter writer, string name, int[] shape, params float[] values) => writer.Add(name, shape, values);

    private static MemoryStream Written(SafetensorsWriter writer)
    {
        MemoryStream stream = new();
        writer.Write(stream);
        stream.Position = 0;
        return stream;
    }
}

using TinyRnn.Conformance.Models;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Weight files of every layout and of every kind of damage.</summary>
internal static class WeightChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        Loads("ok_f32", "y_f32"),
        Loads("ok_f64", "y_f32"),
        Loads("ok_f16", "y_f16"),
        Loads("ok_bf16", "y_bf16"),
        Loads("ok_header_order_differs_from_data_order", "y_f32"),
        Loads("ok_pretty_json_unpadded_misaligned", "y_f32"),
        Loads("ok_prefixed_names_extra_tensors", "y_f32", new WeightLoadOptions
        {
            Prefix = "model.",
            Rename = name => name.StartsWith("rnn.", StringComparison.Ordinal) ? name[4..] : name,
            IgnoreUnexpected = true,
        }),
        Refuses("bad_header_longer_than_file", "announces a header"),
        Refuses("bad_json", "JSON"),
        Refuses("bad_offsets_outside", "but its data has bytes 0 to"),
        Refuses("bad_shape_product_mismatch", "bytes, but"),
        Refuses("bad_truncated_data", "truncated"),
        Mismatch("mismatch_gate_count_gru_shape", "Wrong shape", "expected [16, 3], found [12, 3]", "The file holds GRU layers, the model has LSTM layers"),
        Mismatch("mismatch_missing_bias", "Missing: bias_hh_l0 [16]"),
        Mismatch("ok_prefixed_names_extra_tensors", "Missing:", "Unexpected:", "model.step []"),
        new("Weights that are NaN or infinite are refused unless allowed", NonFinite),
        new("Saved and loaded weights are the same to the last bit", RoundTrip),
        new("Pretrained weights come from the assembly", Pretrained),
        new("Pretrained weights are found by prefix and other names", PretrainedRenamed),
    ];

    private static string PathOf(string name) => TestData.Path(Path.Combine("safetensors", name + ".safetensors"));

    private static Check Loads(string name, string output, WeightLoadOptions? options = null) => new($"Weights: {name} loads", () =>
    {
        using SafetensorsReader expected = TestData.Open(Path.Combine("safetensors", "expected.safetensors"));
        Small model = Small.Load(PathOf(name), options);
        float[] xs = expected.Floats("x");
        double[] ys = expected.Doubles(output);
        float[] found = new float[ys.Length];
        Small.State state = default;
        model.Run(ref state, xs, found);

        // Nine steps of four units: each step adds a few roundings of numbers below 1.
        Verify.Close(ys, found, 9 * 8 * Math.Pow(2, -24), "y");
    });

    private static Check Refuses(string name, string message) => new($"Weights: {name} is refused", () =>
        Verify.Throws<WeightFormatException>(() => Small.Load(PathOf(name)), message, name));

    private static Check Mismatch(string name, params string[] messages) => new($"Weights: {name} does not fit", () =>
        Verify.Throws<WeightMismatchException>(() => Small.Load(PathOf(name)), ["Small", .. messages]));

    private static void NonFinite()
    {
        using MemoryStream saved = new();
        Small.Create(1).Save(saved);
        using MemoryStream file = new(FileEdit.Of(saved.ToArray(), values: (name, values) =>
        {
            if (name.EndsWith("weight_ih_l0", StringComparison.Ordinal))
                values[5] = float.NaN;
        }));
        Verify.Throws<WeightFormatException>(() => Small.Load(file), "weight_ih_l0", "NaN at index 5", "AllowNonFinite");
        file.Position = 0;
        Small model = Small.Load(file, new WeightLoadOptions { AllowNonFinite = true });
        Verify.That(float.IsNaN(model.Parameters[5]), "the NaN was lost");
    }

    private static void RoundTrip()
    {
        Size13 model = Size13.Create(8);
        string path = Path.Combine(Path.GetTempPath(), $"tinyrnn-{Guid.NewGuid():N}.safetensors");
        try
        {
            model.Save(path);
            Verify.That(Size13.Load(path).Parameters.SequenceEqual(model.Parameters), "parameters differ");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void PretrainedRenamed()
    {
        Renamed loaded = Renamed.Load(
            PathOf("ok_f32"), new WeightLoadOptions { Prefix = "fc.", Rename = name => "head." + name });
        Verify.That(Renamed.Pretrained.Parameters.SequenceEqual(loaded.Parameters), "embedded weights differ from the file's");
        Verify.That(loaded.Parameters.ContainsAnyExcept(0f), "weights are zeros");
    }

    private static void Pretrained()
    {
        Verify.That(Small.Pretrained.Parameters.SequenceEqual(Small.Load(PathOf("ok_f32")).Parameters), "embedded weights differ from the file's");
        Verify.That(ReferenceEquals(Small.Pretrained, Small.Pretrained), "loaded twice");
        TypeInitializationException exception = Verify.Throws<TypeInitializationException>(() => _ = NeverLoads.Pretrained);
        Verify.That(exception.InnerException is WeightMismatchException, $"the cause is {exception.InnerException}");
    }
}

using TinyRnn.Conformance.Models;
using TinyRnn.Data;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Metadata of models on every processor and compiler: numbers by their bits, faults said, memory bounded.</summary>
internal static class MetadataChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("File metadata: all of it comes back, numbers by their bits", RoundTrip),
        new("File metadata: a checkpoint brings it back, and a publication gives it to the model", Checkpoint),
        new("File metadata: a pair's is in one file with that of its parts", Pair),
        new("File metadata: that of another model is refused, and can be left out", Refused),
        new("File metadata: lists that are none, and numbers that are none, are said", Damaged),
        new("File metadata: huge lists are refused in little memory", Huge),
    ];

    private static void RoundTrip()
    {
        // Each exponent once, with other bits behind it.
        float[] offsets = new float[3];
        float[] scales = new float[3];
        TrainedMixture model = TrainedMixture.Create(1);
        for (uint exponent = 0; exponent < 255; exponent++)
        {
            for (uint i = 0; i < 3; i++)
            {
                offsets[i] = BitConverter.UInt32BitsToSingle((i << 31) | (exponent << 23) | ((exponent * 2654435761u) & 0x7FFFFF));
                scales[i] = BitConverter.UInt32BitsToSingle((exponent << 23) | (((exponent + i) * 2246822519u) & 0x7FFFFF) | 1);
            }

            model.Metadata = new() { InputScaler = new FeatureScaler(offsets, scales) };
            FeatureScaler read = TrainedMixture.Load(Saved(model.Save)).Metadata.InputScaler!;
            Verify.SameBits(offsets, read.Offsets, $"offsets of exponent {exponent}");
            Verify.SameBits(scales, read.Scales, $"scales of exponent {exponent}");
        }

        model.Metadata = Some();
        TrainedMixture loaded = TrainedMixture.Load(Saved(model.Save));
        Verify.Equal(Some(), loaded.Metadata, "metadata");
        Verify.Equal("zwei \"2\"", loaded.Labels[1], "a label");
        Allocation.IsNone(() =>
        {
            if (loaded.Labels[1].Length != 8 || loaded.Metadata.SampleRate != 44100)
                throw new CheckFailedException("other metadata");
        });
        Verify.Throws<InvalidOperationException>(() => _ = TrainedMixture.Create(1).Labels, "TrainedMixture has no labels");
    }

    private static void Checkpoint()
    {
        TrainedMixture model = TrainedMixture.Create(1);
        model.Metadata = Some();
        byte[] checkpoint = Saved(new TrainedMixture.Trainer(model).SaveCheckpoint);
        TrainedMixture other = TrainedMixture.Create(2);
        TrainedMixture.Trainer trainer = new(other);
        trainer.LoadCheckpoint(new MemoryStream(checkpoint));
        Verify.Equal(Some(), trainer.Metadata, "the trainer's");
        Verify.That(other.Metadata.IsEmpty, "the model has metadata before its weights");
        trainer.Publish();
        Verify.Equal(Some(), other.Metadata, "the model's");
        Verify.That(Saved(trainer.SaveCheckpoint).AsSpan().SequenceEqual(checkpoint), "another checkpoint");
        Allocation.IsNone(trainer.Publish);
    }

    private static void Pair()
    {
        HistoryPair pair = HistoryPair.Create(1);
        pair.Metadata = new() { Version = "1" };
        pair.Encoder.Metadata = new() { License = "MIT" };
        pair.Decoder.Metadata = Some() with { InputScaler = null };
        byte[] file = Saved(pair.Save);
        HistoryPair loaded = HistoryPair.Load(file);
        Verify.Equal(pair.Metadata, loaded.Metadata, "the pair's");
        Verify.Equal(pair.Encoder.Metadata, loaded.Encoder.Metadata, "the encoder's");
        Verify.Equal(pair.Decoder.Metadata, loaded.Decoder.Metadata, "the decoder's");
        Verify.That(Saved(loaded.Save).AsSpan().SequenceEqual(file), "another file");
    }

    private static void Refused()
    {
        byte[] file = With("tinyrnn.labels", """["a","b","c"]""");
        Verify.Throws<WeightMismatchException>(
            () => TrainedMixture.Load(file), "'tinyrnn.labels'", "are 3 labels, but TrainedMixture has 2 outputs", "Nothing was loaded");
        Verify.That(TrainedMixture.Load(file, new WeightLoadOptions { IgnoreMetadata = true }).Metadata.IsEmpty, "metadata that was to be left out");
        TrainedMixture model = TrainedMixture.Create(1);
        model.Metadata = Some();
        Verify.Throws<ArgumentException>(() => model.Metadata = new() { Labels = ["a"] }, "is 1 label, but TrainedMixture has 2 outputs");
        Verify.Equal(Some(), model.Metadata, "after a refusal");
    }

    private static void Damaged()
    {
        foreach (string text in (string[])["", "a", "{}", "[1,2]", "[\"a\",\"b\"", "[\"a\",\"b\"]]", "[\"a\",[\"b\"]]", "[\"a\",null]"])
            Verify.Throws<WeightFormatException>(() => TrainedMixture.Load(With("tinyrnn.labels", text)), "'tinyrnn.labels'", "a JSON array of texts");
        foreach (string text in (string[])["48 kHz", "0", "-1", "1e999", "NaN"])
        {
            TrainedMixture model = TrainedMixture.Load(With("tinyrnn.sample_rate", text));
            Verify.Throws<WeightFormatException>(() => _ = model.Metadata, $"'{text}' as 'tinyrnn.sample_rate'", "a finite number");
        }
    }

    private static void Huge()
    {
        byte[] file = With("tinyrnn.labels", $"[{string.Join(',', Enumerable.Repeat("\"\"", 300_000))}]");
        Verify.Allocates(4L * file.Length, () => Verify.Throws<WeightMismatchException>(() => TrainedMixture.Load(file), "300000 labels"));
    }

    private static ModelMetadata Some() => new()
    {
        Labels = ["eins", "zwei \"2\""],
        InputScaler = new FeatureScaler([0.1f, -0f, 1e-42f], [1f / 3, -2, 3.4028235e38f]),
        SampleRate = 44100,
        License = "CC-BY-4.0",
        Description = "日本語\n",
        Entries = new Dictionary<string, string> { ["step"] = "last" },
    };

    private static byte[] With(string key, string text)
    {
        using SafetensorsReader reader = new(new MemoryStream(Saved(TrainedMixture.Create(1).Save)));
        SafetensorsWriter writer = new();
        foreach (TensorInfo tensor in reader.Tensors)
        {
            float[] values = new float[tensor.ElementCount];
            reader.Read(tensor, values);
            writer.Add(tensor.Name, tensor.Shape, values);
        }

        writer.Metadata[key] = text;
        return Saved(writer.Write);
    }

    private static byte[] Saved(Action<Stream> save)
    {
        using MemoryStream file = new();
        save(file);
        return file.ToArray();
    }
}

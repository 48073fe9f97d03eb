using TinyRnn.Conformance.Models;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Checkpoints keep everything that a training depends on, and are refused when a bit of them has turned.</summary>
internal static class CheckpointFileChecks
{
    private static readonly float[] s_inputs = Signals.Noise(7 * 3, 1);
    private static readonly float[] s_targets = Array.ConvertAll(Signals.Noise(7 * 2, 2), value => 3 * value);

    public static IReadOnlyList<Check> All { get; } =
    [
        new("A checkpoint keeps where the Huber loss turns", () => WithFile(Huber)),
        new("A checkpoint keeps the label that counts as none", () => WithFile(Labels)),
        new("A checkpoint of a pair keeps the label that counts as none", () => WithFile(LabelsOfPair)),
        new("A checkpoint of version 1, without numbers of the loss, as the first ones were, is read", () => WithFile(Older)),
        new("A checkpoint in which a bit has turned is refused", () => WithFile(Bits)),
    ];

    private static void Huber(string path)
    {
        TrainedMixture.Trainer first = new(TrainedMixture.Create(1)) { HuberDelta = 0.3f };
        first.TrainBatch(s_inputs, s_targets);
        first.SaveCheckpoint(path);
        TrainedMixture.Trainer second = new(TrainedMixture.Create(2));
        second.LoadCheckpoint(path);
        Verify.Equal(0.3f, second.HuberDelta, "HuberDelta");
        for (int step = 0; step < 3; step++)
            Verify.Equal(first.TrainBatch(s_inputs, s_targets), second.TrainBatch(s_inputs, s_targets), $"loss {step} after the checkpoint");
        Verify.Throws<ArgumentOutOfRangeException>(() => second.HuberDelta = 0, "HuberDelta");
        Verify.Throws<ArgumentOutOfRangeException>(
            () => second.IgnoredLabel = 1, "IgnoredLabel is 1, but the loss Huber does not use it: CrossEntropy and Focal do");
        second.IgnoredLabel = -100;
    }

    private static void Labels(string path)
    {
        int[] tokens = [1, 2, 3, 4];
        int[] labels = [0, 3, 2, 3];
        TrainedEmbedding.Trainer first = new(TrainedEmbedding.Create(1)) { IgnoredLabel = 3 };
        first.TrainBatch(tokens, labels);
        first.SaveCheckpoint(path);
        TrainedEmbedding.Trainer second = new(TrainedEmbedding.Create(2));
        second.LoadCheckpoint(path);
        Verify.Equal(3, second.IgnoredLabel, "IgnoredLabel");
        Verify.Throws<ArgumentOutOfRangeException>(() => second.HuberDelta = 2, "HuberDelta is 2, but the loss CrossEntropy does not use it: Huber does");
        second.HuberDelta = 1;
        for (int step = 0; step < 3; step++)
            Verify.Equal(first.TrainBatch(tokens, labels), second.TrainBatch(tokens, labels), $"loss {step} after the checkpoint");
    }

    private static void LabelsOfPair(string path)
    {
        int[] labels = [3, 4, 3];
        PairedTokens.Trainer first = new(PairedTokens.Create(1)) { IgnoredLabel = 3 };
        first.TrainBatch([1, 2], [1, 3, 4], labels);
        first.SaveCheckpoint(path);
        PairedTokens.Trainer second = new(PairedTokens.Create(2));
        second.LoadCheckpoint(path);
        Verify.Equal(3, second.IgnoredLabel, "IgnoredLabel");
        Verify.Throws<ArgumentOutOfRangeException>(() => second.HuberDelta = 2, "HuberDelta is 2, but the loss CrossEntropy does not use it: Huber does");
        second.HuberDelta = 1;
        for (int step = 0; step < 3; step++)
            Verify.Equal(first.TrainBatch([1, 2], [1, 3, 4], labels), second.TrainBatch([1, 2], [1, 3, 4], labels), $"loss {step} after the checkpoint");
    }

    private static void Older(string path)
    {
        TrainedMixture.Trainer trainer = new(TrainedMixture.Create(1));
        trainer.TrainBatch(s_inputs, s_targets);
        trainer.SaveCheckpoint(path);

        // The first files had no numbers of the loss, and an unused one, as Adam's momentum is, could be anything.
        byte[] older = Version1.From(File.ReadAllBytes(path), metadata =>
        {
            metadata.Remove("loss.huber_delta");
            metadata.Remove("loss.ignored_label");
            metadata["optimizer.momentum"] = "0.5";
        });
        File.WriteAllBytes(path, older);
        TrainedMixture.Trainer second = new(TrainedMixture.Create(2)) { HuberDelta = 5 };
        second.LoadCheckpoint(path);
        Verify.Equal(1f, second.HuberDelta, "HuberDelta");
        Verify.Equal(-100, second.IgnoredLabel, "IgnoredLabel");
        Verify.Equal(OptimizerSettings.For(Optimizer.Adam), second.Settings, "Settings");
        Verify.Equal(trainer.TrainBatch(s_inputs, s_targets), second.TrainBatch(s_inputs, s_targets), "loss after the checkpoint");
    }

    /// <summary>Every bit of each seventh byte, of the header and of the data.</summary>
    private static void Bits(string path)
    {
        float[] inputs = Signals.Noise(4 * 4, 3);
        TrainedOneToOne.Trainer trainer = new(TrainedOneToOne.Create(1));
        for (int step = 0; step < 3; step++)
            trainer.TrainBatch(inputs.AsSpan(0, 12), [0, 1, 2]);
        trainer.SaveCheckpoint(path);
        byte[] file = File.ReadAllBytes(path);
        int damaged = 0;
        TrainedOneToOne.Trainer other = new(TrainedOneToOne.Create(2));
        float[] before = Weights(other);
        for (int at = 0; at < file.Length; at += 7)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                file[at] ^= (byte)(1 << bit);
                File.WriteAllBytes(path, file);
                file[at] ^= (byte)(1 << bit);
                try
                {
                    other.LoadCheckpoint(path);
                }
                catch (Exception exception) when (exception is WeightFormatException or WeightMismatchException)
                {
                    damaged += exception.Message.Contains("is damaged: its content has the checksum", StringComparison.Ordinal) ? 1 : 0;
                    continue;
                }

                Verify.That(false, $"bit {bit} of byte {at} was loaded as another training");
            }
        }

        Verify.That(damaged > file.Length / 7, $"only {damaged} bits were found by the checksum");
        Verify.That(before.AsSpan().SequenceEqual(Weights(other)), "weights have changed");
    }

    private static float[] Weights(TrainedOneToOne.Trainer trainer)
    {
        float[] weights = new float[TrainedOneToOne.ParameterCount];
        trainer.CopyParameters(weights);
        return weights;
    }

    private static void WithFile(Action<string> action)
    {
        string path = Path.Combine(Path.GetTempPath(), $"tinyrnn-{Guid.NewGuid():N}.safetensors");
        try
        {
            action(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

using TinyRnn.Conformance.Models;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>Dropout in an encoder-decoder, in its decoder alone and in both parts: one random state, which seeds, snapshots and checkpoints count on.</summary>
internal static class EncoderDecoderDropoutChecks
{
    private static readonly PairBatch<float, float, float> s_batch = new(Signals.Noise(3 * 7 * 3, 1), Signals.Noise(3 * 5 * 2, 2), Signals.Noise(3 * 5 * 2, 3));

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Pair trainer: dropout follows the seed", Seeds),
        new("Pair trainer: a snapshot comes back bit for bit, dropout included", Snapshots),
        new("Pair trainer: training goes on from a checkpoint bit for bit, dropout included", Checkpoints),
    ];

    private static float[] Weights(ModelTrainer trainer, int count)
    {
        float[] weights = new float[count];
        trainer.CopyParameters(weights);
        return weights;
    }

    private static void Snapshots()
    {
        DroppingInBoth.Trainer trainer = new(DroppingInBoth.Create(1), snapshots: true);
        for (int step = 0; step < 3; step++)
            s_batch.Train(trainer);
        trainer.Snapshot();
        s_batch.Train(trainer);
        float[] once = Weights(trainer, DroppingInBoth.ParameterCount);
        s_batch.Train(trainer);
        trainer.Restore();
        s_batch.Train(trainer);
        Verify.That(Weights(trainer, DroppingInBoth.ParameterCount).AsSpan().SequenceEqual(once), "the step after Restore differs from the one before");
        Verify.Equal(4L, trainer.StepCount, "steps");
    }

    private static void Seeds()
    {
        Seeded(seed => new DroppingInDecoder.Trainer(DroppingInDecoder.Create(1)) { Random = new RandomState(seed) });
        Seeded(seed => new DroppingInBoth.Trainer(DroppingInBoth.Create(1)) { Random = new RandomState(seed) });

        static void Seeded<TEncoder, TDecoder>(Func<ulong, EncoderDecoderTrainer<float, float, float, TEncoder, TDecoder>> create)
            where TEncoder : unmanaged
            where TDecoder : unmanaged
        {
            float loss = s_batch.Train(create(5));
            Verify.Equal(loss, s_batch.Train(create(5)), "loss with the same seed");
            Verify.That(loss != s_batch.Train(create(6)), "the seed does not matter");
            Verify.That(loss != s_batch.Evaluate(create(5)), "nothing was dropped");
        }
    }

    private static void Checkpoints()
    {
        Continue<DroppingInDecoder.Trainer, PairedEncoder.State, DroppingDecoder.State>(
            seed => new(DroppingInDecoder.Create(seed)), DroppingInDecoder.ParameterCount);
        Continue<DroppingInBoth.Trainer, DroppingEncoder.State, DroppingDecoder.State>(seed => new(DroppingInBoth.Create(seed)), DroppingInBoth.ParameterCount);

        static void Continue<TTrainer, TEncoder, TDecoder>(Func<ulong, TTrainer> create, int count)
            where TTrainer : EncoderDecoderTrainer<float, float, float, TEncoder, TDecoder>
            where TEncoder : unmanaged
            where TDecoder : unmanaged
        {
            string path = Path.Combine(Path.GetTempPath(), $"tinyrnn-{Guid.NewGuid():N}.safetensors");
            try
            {
                TTrainer first = create(1);
                first.Random = new RandomState(77);
                for (int step = 0; step < 5; step++)
                    s_batch.Train(first);
                first.SaveCheckpoint(path);
                TTrainer second = create(9);
                second.LoadCheckpoint(path);
                for (int step = 0; step < 5; step++)
                    Verify.Equal(s_batch.Train(first), s_batch.Train(second), $"loss {step} after the checkpoint");
                Verify.That(Weights(first, count).AsSpan().SequenceEqual(Weights(second, count)), "weights differ");
            }
            finally
            {
                File.Delete(path);
            }
        }
    }
}

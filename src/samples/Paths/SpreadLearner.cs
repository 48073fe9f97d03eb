using TinyRnn.Data;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>
/// Learns a normal distribution at each step, by a loss of its own: the negative logarithm of the density, (s + (y - m)^2 e^-s) / 2 with the logarithm s of the
/// variance, up to a constant. Its derivatives are -(y - m) e^-s and (1 - (y - m)^2 e^-s) / 2.
/// </summary>
internal static class SpreadLearner
{
    public static void Learn(SampleRun run, SpreadNet net, SeriesWindows training, SeriesWindows validation, int epochs, CosineDecay schedule)
    {
        SpreadNet.Trainer trainer = new(net, snapshots: true) { Clipping = new() { Norm = 1 } };
        SequenceBatches<float, float> batches = new(training, SeriesBatch.Size);
        SequenceBatches<float, float> judged = new(validation, SeriesBatch.Size);
        float[] outputs = new float[2 * SeriesBatch.Size * SeriesBatch.Steps];
        float[] gradients = new float[outputs.Length];
        RandomState random = new(run.Seed);
        double best = double.PositiveInfinity;
        int batchesOfEpoch = (training.Count + SeriesBatch.Size - 1) / SeriesBatch.Size;
        run.Train("mean and variance", epochs * batchesOfEpoch, step =>
        {
            if (step % batchesOfEpoch == 0)
                batches.Shuffle(ref random);
            batches.MoveNext();
            trainer.Follow(schedule);
            double loss = Pass(batches, isTraining: true);
            trainer.Backward(gradients.AsSpan(0, 2 * batches.Targets.Length));
            trainer.Update(loss);
            if ((step + 1) % batchesOfEpoch == 0)
                Judge();
            return (float)loss;
        });
        trainer.Restore();
        trainer.Publish();

        // The best epoch is that of the validation part, as in the library's loop.
        void Judge()
        {
            double sum = 0;
            judged.Restart();
            while (judged.MoveNext())
                sum += Pass(judged, isTraining: false) * judged.Batch;
            if (sum >= best)
                return;
            best = sum;
            trainer.Snapshot();
        }

        double Pass(SequenceBatches<float, float> batch, bool isTraining)
        {
            Span<float> said = outputs.AsSpan(0, 2 * batch.Targets.Length);
            trainer.Forward(batch.Inputs, said, new() { Batch = batch.Batch }, isTraining);
            return Loss(said, batch.Targets, gradients);
        }
    }

    /// <summary>The mean over all targets, and its gradient.</summary>
    /// <param name="said">Mean and logarithm of the variance of each.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="gradients">In the form of what is said.</param>
    public static double Loss(ReadOnlySpan<float> said, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        double sum = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double error = targets[i] - said[2 * i];
            double precision = Math.Exp(-said[(2 * i) + 1]);
            sum += (said[(2 * i) + 1] + (error * error * precision)) / 2;
            gradients[2 * i] = (float)(-error * precision / targets.Length);
            gradients[(2 * i) + 1] = (float)((1 - (error * error * precision)) / 2 / targets.Length);
        }

        return sum / targets.Length;
    }
}

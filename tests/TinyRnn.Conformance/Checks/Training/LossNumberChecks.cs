using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Training;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Numbers of losses: refused where they do not fit, kept by checkpoints, and without memory of their own in a step.</summary>
internal static class LossNumberChecks
{
    private static readonly float[] s_inputs = Signals.Noise(7 * 3, 1);
    private static readonly int[] s_labels = [0, 1, 2, 3, 4, 0, 1];
    private static readonly int[] s_tokens = [5, 6, 7, 8, 9, 10, 11];

    public static IReadOnlyList<Check> All { get; } =
    [
        Keeps<FocalLearner, float, int, FocalLearner.State>("focal loss", net => new FocalLearner.Trainer(net), s_inputs, s_labels,
            new(Loss.Focal) { FocalGamma = 0.7f, ClassWeights = [1, 2, 3, 0.1f, 1f / 3], IgnoredLabel = 2 }, "focal_gamma", "class_weights"),
        Keeps<TrainedEmbedding, int, int, TrainedEmbedding.State>("labels", net => new TrainedEmbedding.Trainer(net), s_tokens, s_labels,
            new(Loss.CrossEntropy) { LabelSmoothing = 0.1f, ClassWeights = [1, 2, 0, 0.1f, 1f / 3] }, "label_smoothing", "class_weights"),
        Keeps<QuantileLearner, float, float, QuantileLearner.State>("quantiles", net => new QuantileLearner.Trainer(net), s_inputs, Signals.Noise(14, 2),
            new(Loss.Quantile) { Quantiles = [0.05f, 0.5f, 0.95f] }, "quantiles"),
        Keeps<BinaryFocalLearner, float, float, BinaryFocalLearner.State>("focal loss of yes and no", net => new BinaryFocalLearner.Trainer(net), s_inputs,
            [0, 1, 1], new(Loss.BinaryFocal) { FocalGamma = 3, FocalAlpha = 0.4f }, "focal_gamma", "focal_alpha"),
        Keeps<TagsLearner, float, float, TagsLearner.State>("tags", net => new TagsLearner.Trainer(net), s_inputs, Slopes.Probabilities(23)[..(7 * 23)],
            new(Loss.BinaryCrossEntropy) { PositiveWeights = [.. Enumerable.Range(1, 23).Select(i => i / 7f)] }, "positive_weights"),
        Keeps<HeadsLearner, float, float, HeadsLearner.State>("heads", net => new HeadsLearner.Trainer(net), s_inputs, Signals.Noise(49, 2),
            new(Loss.MeanSquaredError) { OutputWeights = [0.3f, 1.5f] }, "output_weights"),
        new("Numbers of a loss: what does not fit is refused, and nothing has changed", Refusals),
        new("Numbers of a loss: they come off again", TakenBack),
        new("Numbers of a loss: weights of classes that occur are all 0", NothingCounts),
    ];

    private static Check Keeps<TModel, TInput, TTarget, TState>(
        string what, Func<TModel, SequenceTrainer<TInput, TTarget, TState>> create, TInput[] inputs, TTarget[] targets, LossSetup setup, params string[] keys)
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged => new($"Numbers of a loss are kept, and take nothing in a step: {what}", () =>
        {
            string path = Path.Combine(Path.GetTempPath(), $"tinyrnn-{Guid.NewGuid():N}.safetensors");
            try
            {
                SequenceTrainer<TInput, TTarget, TState> first = create(TModel.Create(1));
                first.SaveCheckpoint(path);
                using (SafetensorsReader reader = SafetensorsReader.Open(path))
                {
                    foreach (string key in keys)
                        Verify.That(!reader.Metadata.ContainsKey("loss." + key), $"loss.{key} is written though it was not set");
                }

                setup.Configure(first);
                first.TrainBatch(inputs, targets);
                first.SaveCheckpoint(path);
                using (SafetensorsReader reader = SafetensorsReader.Open(path))
                {
                    foreach (string key in keys)
                        Verify.That(reader.Metadata.ContainsKey("loss." + key), $"loss.{key} is not written");
                }

                SequenceTrainer<TInput, TTarget, TState> second = create(TModel.Create(2));
                second.LoadCheckpoint(path);
                Verify.Same<float>(Numbers(first), Numbers(second), "numbers");
                for (int step = 0; step < 3; step++)
                    Verify.Equal(first.TrainBatch(inputs, targets), second.TrainBatch(inputs, targets), $"loss {step} after the checkpoint");
                Allocation.IsNone(
                    () =>
                    {
                        first.TrainBatch(inputs, targets);
                        first.Evaluate(inputs, targets);
                    },
                    warmUp: 1,
                    repeats: 3);
            }
            finally
            {
                File.Delete(path);
            }
        });

    private static float[] Numbers(ModelTrainer trainer) =>
    [
        trainer.LabelSmoothing, trainer.FocalGamma, trainer.FocalAlpha, trainer.IgnoredLabel, .. trainer.ClassWeights, .. trainer.PositiveWeights,
        .. trainer.Quantiles, .. trainer.OutputWeights,
    ];

    private static void Refusals()
    {
        TrainedEmbedding.Trainer classes = new(TrainedEmbedding.Create(1));
        classes.ClassWeights = [1, 2, 3, 4, 5];
        Refused<ArgumentException>(() => classes.ClassWeights = [1, 2, 3], "ClassWeights has 3 weights, but the model has 5 outputs. Pass one for each class");
        Refused<ArgumentOutOfRangeException>(() => classes.ClassWeights = [1, 2, -3, 4, 5], "ClassWeights[2] is -3, but must be finite and at least 0");
        Refused<ArgumentOutOfRangeException>(() => classes.ClassWeights = [1, float.NaN, 3, 4, 5], "ClassWeights[1] is NaN");
        Refused<ArgumentException>(() => classes.ClassWeights = [0, 0, 0, 0, 0], "ClassWeights are all 0");
        Refused<ArgumentOutOfRangeException>(() => classes.LabelSmoothing = 1, "LabelSmoothing is 1, but must be at least 0 and, as a float, less than 1");
        Refused<ArgumentException>(() => classes.PositiveWeights = [1, 2, 3, 4, 5], "the loss CrossEntropy does not use them: BinaryCrossEntropy does");
        Refused<ArgumentException>(() => classes.Quantiles = [0.5f], "the loss CrossEntropy does not use them: Quantile does");
        Refused<ArgumentOutOfRangeException>(() => classes.FocalGamma = 1, "the loss CrossEntropy does not use it: Focal and BinaryFocal do");
        Refused<ArgumentOutOfRangeException>(() => classes.FocalAlpha = 0.5f, "the loss CrossEntropy does not use it: BinaryFocal does");
        Refused<ArgumentException>(() => classes.OutputWeights = [1], "losses whose targets are numbers do");
        Verify.Same<float>([1, 2, 3, 4, 5], classes.ClassWeights, "weights of classes");

        HeadsLearner.Trainer heads = new(HeadsLearner.Create(1)) { OutputWeights = [1, 2] };
        Refused<ArgumentException>(() => heads.OutputWeights = [1, 2, 3], "OutputWeights has 3 weights, but the model has 2 outputs");
        Refused<ArgumentException>(() => heads.ClassWeights = [1, 2], "the loss MeanSquaredError does not use them: CrossEntropy and Focal do");
        Refused<ArgumentOutOfRangeException>(() => heads.LabelSmoothing = 0.1f, "the loss MeanSquaredError does not use it: CrossEntropy does");
        Verify.Same<float>([1, 2], heads.OutputWeights, "weights of outputs");
        Refused<ArgumentException>(() => new TrainedStack.Trainer(TrainedStack.Create(1)).OutputWeights = [1], "the model has one output. Name its outputs in");

        QuantileLearner.Trainer quantiles = new(QuantileLearner.Create(1));
        float[] targets = new float[14];
        Refused<InvalidOperationException>(() => quantiles.TrainBatch(s_inputs, targets), "The loss Quantile has no quantiles yet. Set Quantiles");
        quantiles.Quantiles = [0.1f, 0.5f, 0.9f];
        Refused<ArgumentException>(() => quantiles.Quantiles = [0.1f, 0.2f, 0.3f, 0.4f], "Quantiles has 4 quantiles, but the model has 6 outputs");
        Refused<ArgumentOutOfRangeException>(() => quantiles.Quantiles = [0.1f, 1], "Quantiles[1] is 1, but must be between 0 and 1");
        Refused<ArgumentException>(() => quantiles.TrainBatch(s_inputs, new float[42]), "targets has 42 values, but 14 are needed");
        quantiles.TrainBatch(s_inputs, targets);
        Verify.Same<float>([0.1f, 0.5f, 0.9f], quantiles.Quantiles, "quantiles");

        BinaryFocalLearner.Trainer focal = new(BinaryFocalLearner.Create(1));
        Refused<ArgumentOutOfRangeException>(() => focal.FocalAlpha = 1, "FocalAlpha is 1, but must be between 0 and 1");
        Refused<ArgumentOutOfRangeException>(() => focal.FocalGamma = -1, "FocalGamma is -1, but must be finite and at least 0");
        Refused<ArgumentException>(() => focal.TrainBatch(s_inputs, [0, 2, 0]), "those of BinaryFocal are probabilities from 0 to 1");

        static void Refused<TException>(Action action, string message)
            where TException : Exception => Verify.Throws<TException>(action, message);
    }

    private static void TakenBack()
    {
        TrainedEmbedding.Trainer changed = new(TrainedEmbedding.Create(1)) { ClassWeights = [1, 2, 3, 4, 5], LabelSmoothing = 0.2f };
        TrainedEmbedding.Trainer never = new(TrainedEmbedding.Create(1));
        float weighed = changed.Evaluate(s_tokens, s_labels);
        changed.ClassWeights = [];
        Verify.Equal(0, changed.ClassWeights.Length, "weights of classes");
        float smoothed = changed.Evaluate(s_tokens, s_labels);
        changed.LabelSmoothing = 0;
        float plain = never.Evaluate(s_tokens, s_labels);
        Verify.That(weighed != smoothed && smoothed != plain, "the numbers make no difference");
        Verify.Equal(plain, changed.Evaluate(s_tokens, s_labels), "loss without numbers");
        changed.ClassWeights = [1, 1, 1, 1, 1];
        Verify.Close([plain], [changed.Evaluate(s_tokens, s_labels)], 1e-6, "loss with equal weights");
        changed.LabelSmoothing = 1e-8f;
        Verify.Close([plain], [changed.Evaluate(s_tokens, s_labels)], 1e-6, "loss with next to no smoothing");
    }

    /// <summary>As if no target counted: no loss, no update.</summary>
    private static void NothingCounts()
    {
        foreach (float smoothing in (float[])[0, 0.1f])
        {
            TrainedEmbedding.Trainer trainer = new(TrainedEmbedding.Create(1)) { ClassWeights = [0, 0, 0, 0, 1], LabelSmoothing = smoothing };
            float[] before = new float[TrainedEmbedding.ParameterCount];
            float[] after = new float[TrainedEmbedding.ParameterCount];
            trainer.CopyParameters(before);
            Verify.Equal(0f, trainer.TrainBatch([1, 2, 3], [0, 1, 2]), "loss");
            Verify.Equal(UpdateStatus.NoGradient, trainer.LastUpdate.Status, "update");
            trainer.CopyParameters(after);
            Verify.SameBits(before, after, "weights");
        }
    }
}

using System.Globalization;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>Sees an image in its first step and zeros afterwards: what it says, it says from memory.</summary>
[RecurrentModel(SceneImage.Values, Mode = SequenceMode.OneToMany)]
[Dense(96, Activation.Relu)]
[Lstm(96, ForgetBias = 1)]
[Dense(19)]
[Trainable(MaxSteps = Scene.MaxWords, MaxBatch = 32, Loss = Loss.CrossEntropy)]
internal sealed partial class CaptionNet;

/// <summary>One to many: an image in, words out.</summary>
internal sealed class CaptionSample : Sample
{
    public override string Name => "caption";

    public override string Summary => "One to many: describes an image in words, from memory";

    /// <summary>A quick run has one thing on each image, which takes less learning.</summary>
    public override void Run(SampleRun run)
    {
        CaptionNet net = CaptionNet.Create(run.Seed);
        LossLog log = Learn(run, net);
        (double captions, double words, double byChance) = CaptionTest.Accuracy(net, run.Quick);
        run.Result("loss (cross-entropy)", log.Recent, "{0:G4} (mean of the last steps)");
        run.Result(
            "captions", captions, string.Create(CultureInfo.InvariantCulture, $"{{0:P1}} of {CaptionTest.Count:N0} new images described without a mistake"));
        run.Result("words", words, "{0:P2} right");
        run.Result("words by chance", byChance, "{0:P2} of them stand in the caption of another image too");
        run.Keep("caption", net.Save);
        run.Draw("caption.png", CaptionTest.Figure(net, run.Quick));
    }

    private static LossLog Learn(SampleRun run, CaptionNet net)
    {
        int steps = run.Quick ? 900 : 14_000;
        CaptionNet.Trainer trainer = new(net) { Clipping = new GradientClipping { Norm = 1 } };
        CosineDecay schedule = new(3e-3f, 0, steps);
        CaptionBatch batch = new(run.Seed, run.Quick);
        LossLog log = run.Train("captions", steps, _ =>
        {
            trainer.Follow(schedule);
            return batch.Next().Train(trainer);
        }, keep: _ =>
        {
            trainer.Publish();
            run.Keep("caption", net.Save);
        });
        trainer.Publish();
        return log;
    }
}

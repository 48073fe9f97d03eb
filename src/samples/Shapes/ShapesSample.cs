using System.Globalization;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>A plain feed-forward network: an image in, a class out, and nothing is remembered.</summary>
[RecurrentModel(ShapeImages.Pixels, Mode = SequenceMode.OneToOne)]
[Dense(48, Activation.Relu)]
[Dense(24, Activation.Relu)]
[Dense(4, Activation.Softmax)]
[Trainable(MaxBatch = 64, Loss = Loss.CrossEntropy)]
internal sealed partial class ShapeNet;

/// <summary>One to one: which shape is on an image.</summary>
internal sealed class ShapesSample : Sample
{
    private const int Batch = 64;

    public override string Name => "shapes";

    public override string Summary => "One to one: dense layers tell circles from squares, triangles and crosses";

    public override void Run(SampleRun run)
    {
        ShapeNet net = ShapeNet.Create(run.Seed);
        LossLog log = Learn(run, net);
        ShapeTest test = ShapeTest.Of(net);
        run.Result("loss (cross-entropy)", log.Recent, "{0:G4} (mean of the last steps)");
        run.Result("test accuracy", test.Answers.Accuracy, string.Create(CultureInfo.InvariantCulture, $"{{0:P2}} of {ShapeTest.Count:N0} new images"));
        SampleRun.Confusion("Answers", "is", ShapeTest.Names, test.Answers);
        run.Keep("shapes", net.Save);
        run.Draw("shapes.png", ShapeFigure.Of(net, test.Mistakes));
    }

    private static LossLog Learn(SampleRun run, ShapeNet net)
    {
        ShapeNet.Trainer trainer = new(net);
        int steps = run.Quick ? 1500 : 15_000;
        CosineDecay schedule = new(4e-3f, 0, steps);
        ShapeImages images = new(run.Seed);
        float[] inputs = new float[Batch * ShapeImages.Pixels];
        int[] targets = new int[Batch];
        LossLog log = run.Train("shapes", steps, _ =>
        {
            for (int j = 0; j < Batch; j++)
                targets[j] = (int)images.Next(inputs.AsSpan(j * ShapeImages.Pixels, ShapeImages.Pixels));
            trainer.Follow(schedule);
            return trainer.TrainBatch(inputs, targets);
        }, keep: _ =>
        {
            trainer.Publish();
            run.Keep("shapes", net.Save);
        });
        trainer.Publish();
        return log;
    }
}

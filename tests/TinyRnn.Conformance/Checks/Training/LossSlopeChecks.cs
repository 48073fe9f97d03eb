using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>Losses with numbers of their own through a trainer: gradients against central differences of the formulas in double.</summary>
internal static class LossSlopeChecks
{
    private static readonly Layer[] s_classes = [new Embedding("embedding.", 6), new Recurrent("gru.", "gru", 7), new Dense("fc.")];
    private static readonly Layer[] s_body = [new Recurrent("gru.", "gru", 5), new Dense("fc.")];

    public static IReadOnlyList<Check> All { get; } =
    [
        Classes("label smoothing", new(Loss.CrossEntropy) { LabelSmoothing = 0.15f }),
        Classes("weights of classes, one of them 0", new(Loss.CrossEntropy) { ClassWeights = [0.5f, 2, 1.25f, 0, 3] }),
        Classes("weights of classes, label smoothing, a class that is no target",
            new(Loss.CrossEntropy) { ClassWeights = [0.5f, 2, 1.25f, 1, 0], LabelSmoothing = 0.3f, IgnoredLabel = 3 }),
        Focal("focal loss", new(Loss.Focal)),
        Focal("focal loss as cross-entropy", new(Loss.Focal) { FocalGamma = 0 }),
        Focal("focal loss with weights of classes", new(Loss.Focal) { FocalGamma = 0.5f, ClassWeights = [0.5f, 2, 1.25f, 1, 3] }),
        BinaryFocal("focal loss of yes and no", new(Loss.BinaryFocal)),
        BinaryFocal("focal loss of yes and no, other numbers", new(Loss.BinaryFocal) { FocalGamma = 0.75f, FocalAlpha = 0.6f }),
        BinaryFocal("focal loss of yes and no without a focus", new(Loss.BinaryFocal) { FocalGamma = 0 }),
        Tags("many tags", new(Loss.BinaryCrossEntropy)),
        Tags("many tags with positive weights",
            new(Loss.BinaryCrossEntropy) { PositiveWeights = [.. Enumerable.Range(0, 23).Select(i => 0.25f * i)] }),
        Slopes.Check("three quantiles of two targets", (QuantileLearner net) => new QuantileLearner.Trainer(net), QuantileLearner.Tensors, Loss.Quantile,
            s_body, Slopes.Noise(3), Slopes.Noise(2, 3), setup: new(Loss.Quantile) { Quantiles = [0.1f, 0.5f, 0.8f] }),
        Slopes.Check("a quantile of six targets", (QuantileLearner net) => new QuantileLearner.Trainer(net), QuantileLearner.Tensors, Loss.Quantile,
            s_body, Slopes.Noise(3), Slopes.Noise(6, 3), setup: new(Loss.Quantile) { Quantiles = [0.9f] }),
        Heads("two heads", new(Loss.MeanSquaredError)),
        Heads("two heads with weights", new(Loss.MeanSquaredError) { Parts = [2, 5], OutputWeights = [0.3f, 1.5f] }),
        Heads("a head that does not count", new(Loss.MeanSquaredError) { Parts = [2, 5], OutputWeights = [1, 0] }),
    ];

    private static Check Classes(string what, LossSetup setup) => Slopes.Check(
        what, (TrainedEmbedding net) => new TrainedEmbedding.Trainer(net), TrainedEmbedding.Tensors, setup.Loss, s_classes, Slopes.Labels(50), Slopes.Labels(5),
        setup: setup);

    private static Check Focal(string what, LossSetup setup) => Slopes.Check(
        what, (FocalLearner net) => new FocalLearner.Trainer(net), FocalLearner.Tensors, setup.Loss, s_body, Slopes.Noise(3), Slopes.Labels(5), setup: setup);

    private static Check BinaryFocal(string what, LossSetup setup) => Slopes.Check(
        what, (BinaryFocalLearner net) => new BinaryFocalLearner.Trainer(net), BinaryFocalLearner.Tensors, setup.Loss,
        [new Recurrent("lstm.", "lstm", 5), new Dense("fc.")], Slopes.Noise(3), Slopes.Probabilities(3), setup: setup);

    private static Check Tags(string what, LossSetup setup) => Slopes.Check(
        what, (TagsLearner net) => new TagsLearner.Trainer(net), TagsLearner.Tensors, setup.Loss, s_body, Slopes.Noise(3), Slopes.Probabilities(23),
        setup: setup);

    private static Check Heads(string what, LossSetup setup) => Slopes.Check(
        what, (HeadsLearner net) => new HeadsLearner.Trainer(net), HeadsLearner.Tensors, setup.Loss,
        [new Recurrent("body.", "gru", 8), new Dense("place."), new Dense("other.") { From = 1 }, new Join("concat", 2, 3)], Slopes.Noise(3), Slopes.Noise(7),
        setup: setup);
}

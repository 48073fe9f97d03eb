namespace TinyRnn;

/// <summary>
/// What a trainer minimises. y is the network's output at a step, t its target, both of n values; the loss of a step is below, that of a sequence or a batch
/// the mean over its steps.
/// </summary>
public enum Loss
{
    /// <summary>1/n sum (y - t)^2.</summary>
    MeanSquaredError,

    /// <summary>1/n sum |y - t|; its derivative at 0 is 0.</summary>
    MeanAbsoluteError,

    /// <summary>1/n sum of (y - t)^2 / 2 where |y - t| is at most delta, delta (|y - t| - delta / 2) elsewhere (Huber 1964).</summary>
    Huber,

    /// <summary>-log softmax(y)[label] = log(sum e^y_k) - y_label: y are logits, the target is the index of a class.</summary>
    /// <remarks>A trainer's <c>ClassWeights</c> and <c>LabelSmoothing</c> are those of PyTorch's <c>CrossEntropyLoss</c>.</remarks>
    CrossEntropy,

    /// <summary>1/n sum of -t log s(y) - (1 - t) log(1 - s(y)) with the logistic function s: y are logits, targets lie from 0 to 1.</summary>
    BinaryCrossEntropy,

    /// <summary>
    /// Quantiles of a target instead of its mean, which make an interval (Koenker and Bassett 1978): 1/n sum of q (t - y) where y is below its target and
    /// (1 - q) (y - t) above it, with the quantiles q that the trainer is given (<c>Quantiles</c>). A target has an output for each quantile, side by side,
    /// so that Q times as many outputs as targets are needed; y at quantile q learns to be above the target in a share q of all cases.
    /// </summary>
    Quantile,

    /// <summary>
    /// Focal loss of classes (Lin et al. 2017): (1 - p)^gamma (-log p) with p = softmax(y)[label], so that what is right already counts little; y are logits,
    /// the target is the index of a class. gamma is the trainer's <c>FocalGamma</c>, the paper's alpha its <c>ClassWeights</c>.
    /// </summary>
    Focal,

    /// <summary>
    /// Focal loss of yes and no, torchvision's <c>sigmoid_focal_loss</c>: 1/n sum of alpha (1 - s(y))^gamma (-log s(y)) where the target is 1 and
    /// (1 - alpha) s(y)^gamma (-log(1 - s(y))) where it is 0; y are logits, targets lie from 0 to 1. gamma and alpha are the
    /// trainer's <c>FocalGamma</c> and <c>FocalAlpha</c>.
    /// </summary>
    BinaryFocal,
}

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
    CrossEntropy,

    /// <summary>1/n sum of -t log s(y) - (1 - t) log(1 - s(y)) with the logistic function s: y are logits, targets lie from 0 to 1.</summary>
    BinaryCrossEntropy,
}

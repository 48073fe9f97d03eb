namespace TinyRnn.Training;

/// <content>What is minimised, and its numbers.</content>
public abstract partial class ModelTrainer
{
    /// <summary>What is minimised.</summary>
    public Loss Loss => _model.Loss;

    /// <summary>Where the Huber loss turns from a parabola into a line; 1 at first, kept in checkpoints.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite or not greater than 0, or the trainer has another loss, which has no such number.</exception>
    public float HuberDelta
    {
        get => Parameters.LossNumbers.HuberDelta;
        set => Parameters.LossNumbers.HuberDelta = value;
    }

    /// <summary>A class id that stands for "no target here"; -100 at first, as in PyTorch, and kept in checkpoints.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The trainer has a loss whose targets are no class ids.</exception>
    public int IgnoredLabel
    {
        get => Parameters.LossNumbers.IgnoredLabel;
        set => Parameters.LossNumbers.IgnoredLabel = value;
    }

    /// <summary>
    /// How much the targets of each class count, one number a class, at least 0: more for rare classes, for instance. The loss is the mean over targets, each
    /// weighed by its class, as that of PyTorch's <c>CrossEntropyLoss(weight=...)</c>. Empty at first: all count the same. Kept in checkpoints. Setting it
    /// for the first time takes memory for as many numbers.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// Another number of weights than classes, all weights are 0, or the trainer has a loss whose targets are no class ids.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public ReadOnlySpan<float> ClassWeights
    {
        get => Parameters.LossNumbers.ClassWeights;
        set => Parameters.LossNumbers.ClassWeights = value;
    }

    /// <summary>
    /// The share of a class target that is spread over all classes (Szegedy et al. 2016), in [0, 1): the target is 1 - e + e/n at the label and e/n elsewhere,
    /// with n classes; of weighed classes as PyTorch's <c>CrossEntropyLoss(label_smoothing=...)</c> has it. 0 at first, kept in checkpoints. Setting it for the
    /// first time takes memory for a number a class.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, 1 or more, or the trainer has another loss than cross-entropy.</exception>
    public float LabelSmoothing
    {
        get => Parameters.LossNumbers.LabelSmoothing;
        set => Parameters.LossNumbers.LabelSmoothing = value;
    }

    /// <summary>
    /// How much a target that is positive counts, one number an output, at least 0: the share of negatives over that of positives balances both, as PyTorch's
    /// <c>BCEWithLogitsLoss(pos_weight=...)</c>. For labels of which several can be right at once. Empty at first: all count the same. Kept in checkpoints.
    /// Setting it takes memory for as many numbers.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// Another number of weights than outputs, all weights are 0, or the trainer has another loss than binary cross-entropy.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public ReadOnlySpan<float> PositiveWeights
    {
        get => Parameters.LossNumbers.PositiveWeights;
        set => Parameters.LossNumbers.PositiveWeights = value;
    }

    /// <summary>
    /// The quantiles of <see cref="Loss.Quantile"/>, which has none at first and cannot do without: [0.1, 0.5, 0.9] for a median and the interval that holds
    /// four of five. A target that is one number has an output for each, in this order; of several numbers, the outputs of the first come first. Targets stay
    /// as long as they would be without. Kept in checkpoints. Setting it takes memory for two numbers an output.
    /// </summary>
    /// <exception cref="ArgumentException">The model's outputs are no multiple of them, or the trainer has another loss.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A quantile that is not between 0 and 1.</exception>
    public ReadOnlySpan<float> Quantiles
    {
        get => Parameters.LossNumbers.Quantiles;
        set => Parameters.LossNumbers.Quantiles = value;
    }

    /// <summary>
    /// gamma of the focal losses, at least 0: how little what is right already counts. 2 at first, as in the paper; with 0 it is the cross-entropy. Kept in
    /// checkpoints.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite, or the trainer has another loss.</exception>
    public float FocalGamma
    {
        get => Parameters.LossNumbers.FocalGamma;
        set => Parameters.LossNumbers.FocalGamma = value;
    }

    /// <summary>
    /// alpha of <see cref="Loss.BinaryFocal"/>, between 0 and 1: how much positive targets count, and negative ones 1 - alpha. 0.25 at first, as in the paper.
    /// Kept in checkpoints.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1, or the trainer has another loss.</exception>
    public float FocalAlpha
    {
        get => Parameters.LossNumbers.FocalAlpha;
        set => Parameters.LossNumbers.FocalAlpha = value;
    }

    /// <summary>
    /// The weight of each output's loss, in the order of the model's <c>[Outputs]</c>: the loss of a step is the sum of weight times loss over the outputs,
    /// each loss the mean over its own values. Empty at first: the mean over the values of all outputs. Kept in checkpoints. Setting it takes memory for as
    /// many numbers.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// Another number of weights than outputs, all weights are 0, a model without <c>[Outputs]</c>, or a loss whose targets are class ids.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public ReadOnlySpan<float> OutputWeights
    {
        get => Parameters.LossNumbers.OutputWeights;
        set => Parameters.LossNumbers.OutputWeights = value;
    }
}

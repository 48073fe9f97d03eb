using System.ComponentModel;
using TinyRnn.Runtime.Updates;

namespace TinyRnn.Runtime.Losses;

/// <summary>
/// The loss of a row as an object: a trainer is given the one that it uses, so that a native program has no code of the others.
/// For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RowLoss
{
    private protected RowLoss(Loss loss) => Loss = loss;

    /// <summary><see cref="Loss.MeanSquaredError"/>.</summary>
    public static RowLoss MeanSquaredError => SquaredLoss.Shared;

    /// <summary><see cref="Loss.MeanAbsoluteError"/>.</summary>
    public static RowLoss MeanAbsoluteError => AbsoluteLoss.Shared;

    /// <summary><see cref="Loss.Huber"/>.</summary>
    public static RowLoss Huber => HuberLoss.Shared;

    /// <summary><see cref="Loss.CrossEntropy"/>.</summary>
    public static RowLoss CrossEntropy => CrossEntropyLoss.Shared;

    /// <summary><see cref="Loss.BinaryCrossEntropy"/>.</summary>
    public static RowLoss BinaryCrossEntropy => BinaryCrossEntropyLoss.Shared;

    /// <summary><see cref="Loss.Quantile"/>.</summary>
    public static RowLoss Quantile => QuantileLoss.Shared;

    /// <summary><see cref="Loss.Focal"/>.</summary>
    public static RowLoss Focal => FocalLoss.Shared;

    /// <summary><see cref="Loss.BinaryFocal"/>.</summary>
    public static RowLoss BinaryFocal => BinaryFocalLoss.Shared;

    /// <summary>Which it is.</summary>
    public Loss Loss { get; }
}

/// <summary>A loss whose target is the index of a class.</summary>
internal abstract class LabelLoss(Loss loss) : RowLoss(loss)
{
    /// <summary>What a row adds to the sum of which the caller takes the mean over the weights of the targets.</summary>
    /// <param name="logits">First of the logits.</param>
    /// <param name="size">Their number, the classes.</param>
    /// <param name="label">The right class.</param>
    /// <param name="numbers">The loss's numbers.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <param name="gradient">First of the gradients, or a null reference.</param>
    public abstract double Of(ref float logits, int size, int label, LossNumbers numbers, float scale, ref float gradient);
}

/// <summary>A loss whose target is a number for each output.</summary>
internal abstract class ValueLoss(Loss loss) : RowLoss(loss)
{
    /// <summary>Targets are probabilities.</summary>
    public virtual bool HasProbabilities => false;

    /// <summary>The loss of a row, or of a part of one.</summary>
    /// <param name="output">First of the outputs.</param>
    /// <param name="target">First of the targets.</param>
    /// <param name="first">The first output's place among the model's outputs.</param>
    /// <param name="size">Their number.</param>
    /// <param name="numbers">The loss's numbers.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <param name="gradient">First of the gradients, or a null reference.</param>
    public abstract double Of(ref float output, ref float target, int first, int size, LossNumbers numbers, float scale, ref float gradient);
}

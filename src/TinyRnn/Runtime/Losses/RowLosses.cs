using System.Runtime.InteropServices;
using TinyRnn.Runtime.Updates;

namespace TinyRnn.Runtime.Losses;

internal sealed class SquaredLoss() : ValueLoss(Loss.MeanSquaredError)
{
    public static readonly SquaredLoss Shared = new();

    public override double Of(ref float output, ref float target, int first, int size, LossNumbers numbers, float scale, ref float gradient) =>
        LossRows.MeanSquaredError(ref output, ref target, size, scale, ref gradient);
}

internal sealed class AbsoluteLoss() : ValueLoss(Loss.MeanAbsoluteError)
{
    public static readonly AbsoluteLoss Shared = new();

    public override double Of(ref float output, ref float target, int first, int size, LossNumbers numbers, float scale, ref float gradient) =>
        LossRows.MeanAbsoluteError(ref output, ref target, size, scale, ref gradient);
}

internal sealed class HuberLoss() : ValueLoss(Loss.Huber)
{
    public static readonly HuberLoss Shared = new();

    public override double Of(ref float output, ref float target, int first, int size, LossNumbers numbers, float scale, ref float gradient) =>
        LossRows.Huber(ref output, ref target, size, numbers.HuberDelta, scale, ref gradient);
}

internal sealed class BinaryCrossEntropyLoss() : ValueLoss(Loss.BinaryCrossEntropy)
{
    public static readonly BinaryCrossEntropyLoss Shared = new();

    public override bool HasProbabilities => true;

    public override double Of(ref float output, ref float target, int first, int size, LossNumbers numbers, float scale, ref float gradient) =>
        numbers.PositiveWeights.IsEmpty
            ? LossRows.BinaryCrossEntropy(ref output, ref target, size, scale, ref gradient)
            : LossRows.WeightedBinaryCrossEntropy(
                ref output, ref target, ref MemoryMarshal.GetReference(numbers.PositiveWeights[first..]), size, scale, ref gradient);
}

internal sealed class BinaryFocalLoss() : ValueLoss(Loss.BinaryFocal)
{
    public static readonly BinaryFocalLoss Shared = new();

    public override bool HasProbabilities => true;

    public override double Of(ref float output, ref float target, int first, int size, LossNumbers numbers, float scale, ref float gradient) =>
        LossRows.BinaryFocal(ref output, ref target, size, numbers.FocalGamma, numbers.FocalAlpha, scale, ref gradient);
}

/// <summary>Targets come with each number once for every quantile.</summary>
internal sealed class QuantileLoss() : ValueLoss(Loss.Quantile)
{
    public static readonly QuantileLoss Shared = new();

    public override double Of(ref float output, ref float target, int first, int size, LossNumbers numbers, float scale, ref float gradient) =>
        LossRows.Quantile(ref output, ref target, ref MemoryMarshal.GetReference(numbers.QuantileOfOutput[first..]), size, scale, ref gradient);
}

/// <summary>
/// PyTorch's <c>CrossEntropyLoss(weight, label_smoothing)</c>: what stands above the fraction bar, of which the caller takes the mean over the weights of the
/// targets' classes.
/// </summary>
internal sealed class CrossEntropyLoss() : LabelLoss(Loss.CrossEntropy)
{
    public static readonly CrossEntropyLoss Shared = new();

    public override double Of(ref float logits, int size, int label, LossNumbers numbers, float scale, ref float gradient)
    {
        if (numbers.LabelSmoothing > 0)
        {
            return LossRows.SmoothedCrossEntropy(
                ref logits, size, label, numbers.LabelSmoothing, ref MemoryMarshal.GetReference(numbers.WeightOfClass), scale, ref gradient);
        }

        if (!numbers.HasClassWeights)
            return LossRows.CrossEntropy(ref logits, size, label, scale, ref gradient);
        float weight = numbers.WeightOfClass[label];
        return weight * LossRows.CrossEntropy(ref logits, size, label, scale * weight, ref gradient);
    }
}

/// <summary>Weights of classes are the alpha of the paper.</summary>
internal sealed class FocalLoss() : LabelLoss(Loss.Focal)
{
    public static readonly FocalLoss Shared = new();

    public override double Of(ref float logits, int size, int label, LossNumbers numbers, float scale, ref float gradient)
    {
        float weight = numbers.HasClassWeights ? numbers.WeightOfClass[label] : 1;
        return weight * LossRows.Focal(ref logits, size, label, numbers.FocalGamma, scale * weight, ref gradient);
    }
}

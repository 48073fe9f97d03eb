using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyRnn.Runtime;

/// <summary>The loss of a batch's outputs, and its gradient on the tape: the weighted mean over all targets that count.</summary>
internal sealed class LossPass<TTarget, TState>(TrainedNetwork<TState> network, Loss loss, string model)
    where TTarget : unmanaged
    where TState : unmanaged
{
    private readonly NetworkShape _shape = network.Shape;

    /// <summary>Everything that could be wrong, before anything changes. What stands behind a sequence's end, or has the weight 0, may be anything.</summary>
    public void Check(ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights, ReadOnlySpan<int> lengths, int steps, int batch)
    {
        int count = _shape.HasLastStep ? batch : steps * batch;
        if (!weights.IsEmpty && weights.Length != count)
            throw new ArgumentException($"Weights has {weights.Length} weights, but there are {count} targets. Pass one for each target, or none.", BatchNames.Options);
        int outputSteps = _shape.HasLastStep ? 1 : steps;
        for (int b = 0; b < batch; b++)
        {
            int counted = _shape.HasLastStep ? 1 : lengths.IsEmpty ? steps : lengths[b];
            for (int t = 0; t < counted; t++)
            {
                int index = (b * outputSteps) + t;
                if (!weights.IsEmpty)
                    CheckWeight(weights, index, b, t);
                if (weights.IsEmpty || weights[index] > 0)
                    CheckTarget(targets, index, b, t);
            }
        }
    }

    /// <summary>Whether a target counted in the last <see cref="Run"/>.</summary>
    public bool HasTargets { get; private set; }

    /// <summary>The loss, 0 if no target counts; the gradient of the outputs goes to the tape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Run(ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights, int steps, int batch, bool hasGradient)
    {
        int outputSteps = _shape.HasLastStep ? 1 : steps;
        double total = 0;
        for (int b = 0; b < batch; b++)
        {
            for (int t = 0; t < outputSteps; t++)
                total += Weight(targets, weights, b, t, outputSteps);
        }

        HasTargets = total > 0;
        double sum = 0;
        int stride = _shape.OutputStride;
        ref float outputs = ref network.At(_shape.Output + (_shape.EarlierOutputs * batch * stride));
        ref float gradients = ref network.At(_shape.OutputGradient + (_shape.EarlierOutputs * batch * stride));
        for (int t = 0; t < outputSteps; t++)
        {
            for (int b = 0; b < batch; b++)
            {
                int row = (t * batch) + b;
                ref float gradient = ref Unsafe.Add(ref gradients, row * stride);
                float weight = Weight(targets, weights, b, t, outputSteps);
                if (weight > 0)
                {
                    float scale = (float)(weight / total);
                    sum += weight * RowLoss(ref Unsafe.Add(ref outputs, row * stride), targets, (b * outputSteps) + t, scale, ref hasGradient ? ref gradient : ref Unsafe.NullRef<float>());
                }
                else if (hasGradient)
                {
                    MemoryMarshal.CreateSpan(ref gradient, stride).Clear();
                }
            }
        }

        return HasTargets ? sum / total : 0;
    }

    private double RowLoss(ref float output, ReadOnlySpan<TTarget> targets, int index, float scale, ref float gradient)
    {
        int size = _shape.OutputSize;
        if (typeof(TTarget) == typeof(int))
            return LossRows.CrossEntropy(ref output, size, MemoryMarshal.Cast<TTarget, int>(targets)[index], scale, ref gradient);
        ref float target = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<TTarget, float>(targets).Slice(index * size, size));
        return loss switch
        {
            Loss.MeanAbsoluteError => LossRows.MeanAbsoluteError(ref output, ref target, size, scale, ref gradient),
            Loss.Huber => LossRows.Huber(ref output, ref target, size, network.Parameters.HuberDelta, scale, ref gradient),
            Loss.BinaryCrossEntropy => LossRows.BinaryCrossEntropy(ref output, ref target, size, scale, ref gradient),
            _ => LossRows.MeanSquaredError(ref output, ref target, size, scale, ref gradient),
        };
    }

    /// <summary>How much a target counts: nothing behind a sequence's end, nor if its label says so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Weight(ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights, int b, int t, int outputSteps)
    {
        int index = (b * outputSteps) + t;
        if (outputSteps > 1 && t >= network.Lengths[b])
            return 0;
        if (typeof(TTarget) == typeof(int) && MemoryMarshal.Cast<TTarget, int>(targets)[index] == network.Parameters.IgnoredLabel)
            return 0;
        return weights.IsEmpty ? 1 : weights[index];
    }

    private void CheckWeight(ReadOnlySpan<float> weights, int index, int b, int t)
    {
        float weight = weights[index];
        if (!(weight >= 0) || float.IsInfinity(weight))
            throw new ArgumentException(FormattableString.Invariant($"The weight of {Place(b, t)} is {weight}. Weights are finite and at least 0."), BatchNames.Options);
    }

    private void CheckTarget(ReadOnlySpan<TTarget> targets, int index, int b, int t)
    {
        if (typeof(TTarget) == typeof(int))
        {
            int label = MemoryMarshal.Cast<TTarget, int>(targets)[index];
            if ((uint)label >= (uint)_shape.OutputSize && label != network.Parameters.IgnoredLabel)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(targets), label, $"The label of {Place(b, t)} is {label}, but {model} has classes 0 to {_shape.OutputSize - 1} ({network.Parameters.IgnoredLabel} counts as none).");
            }
        }
        else if (loss == Loss.BinaryCrossEntropy)
        {
            foreach (float target in MemoryMarshal.Cast<TTarget, float>(targets).Slice(index * _shape.OutputSize, _shape.OutputSize))
            {
                if (!(target is >= 0 and <= 1))
                {
                    throw new ArgumentException(
                        FormattableString.Invariant($"A target of {Place(b, t)} is {target}, but those of binary cross-entropy are probabilities from 0 to 1."), nameof(targets));
                }
            }
        }
    }

    private string Place(int b, int t) => $"sequence {b}{(_shape.HasLastStep ? "" : $", step {t}")}";
}

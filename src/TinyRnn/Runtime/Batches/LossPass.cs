using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyRnn.Runtime.Losses;
using TinyRnn.Runtime.Tape;
using TinyRnn.Runtime.Updates;

namespace TinyRnn.Runtime.Batches;

/// <summary>The loss of a batch's outputs, and its gradient on the tape: the weighted mean over all targets that count.</summary>
internal sealed class LossPass<TTarget, TState>(TrainedNetwork<TState> network, RowLoss loss, string model)
    where TTarget : unmanaged
    where TState : unmanaged
{
    private readonly NetworkShape _shape = network.Shape;
    private readonly float[] _weights = new float[Rows(network.Shape)];
    private readonly int[] _labels = typeof(TTarget) == typeof(int) ? new int[Rows(network.Shape)] : [];
    private readonly float[] _values = typeof(TTarget) == typeof(int) ? [] : new float[Rows(network.Shape) * network.Shape.OutputSize];

    /// <summary>Bytes of a batch's targets and weights.</summary>
    public long Bytes => sizeof(float) * ((long)_weights.Length + _labels.Length + _values.Length);

    /// <summary>
    /// Copies targets and weights, and checks everything that could be wrong with them, before anything changes: what was checked is what counts, whatever
    /// becomes of the caller's memory. What stands after a sequence's end, or has the weight 0, may be anything.
    /// </summary>
    public void Take(ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights, ReadOnlySpan<int> lengths, int steps, int batch)
    {
        int outputSteps = _shape.OutputSteps(steps);
        int count = outputSteps * batch;
        if (!weights.IsEmpty && weights.Length != count)
            throw new ArgumentException(
                $"Weights has {Counted.Of(weights.Length, "weight")}, but the batch has {Counted.Of(count, "target")}. Pass one for each target, or "
                + $"none.", BatchNames.Options);
        for (int b = 0; b < batch; b++)
        {
            int counted = lengths.IsEmpty ? outputSteps : _shape.OutputSteps(lengths[b]);
            for (int t = 0; t < outputSteps; t++)
            {
                int index = (b * outputSteps) + t;
                float weight = t >= counted ? 0 : weights.IsEmpty ? 1 : weights[index];
                if (!(weight >= 0) || float.IsInfinity(weight))
                    throw new ArgumentException(
                        FormattableString.Invariant($"The weight of {Place(b, t)} is {weight}. Weights are finite and at least 0."), BatchNames.Options);
                _weights[index] = weight > 0 && TakeTarget(targets, index, b, t) ? weight : 0;
            }
        }
    }

    /// <summary>Whether a target counted in the last <see cref="Run"/>.</summary>
    public bool HasTargets => Total > 0;

    /// <summary>How much all targets of the last <see cref="Run"/> weighed together: its loss is a mean over that.</summary>
    public double Total { get; private set; }

    /// <summary>The loss of what <see cref="Take"/> took, 0 if no target counts; the gradient of the outputs goes to the tape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Run(int steps, int batch, bool hasGradient)
    {
        int outputSteps = _shape.OutputSteps(steps);
        double total = TotalOf(outputSteps * batch);
        Total = total;
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
                float weight = _weights[(b * outputSteps) + t];
                if (weight > 0 && total > 0)
                {
                    float scale = (float)(weight / total);
                    sum += weight
                        * OfRow(
                            ref Unsafe.Add(ref outputs, row * stride), (b * outputSteps) + t, scale, ref hasGradient
                            ? ref gradient
                            : ref Unsafe.NullRef<float>());
                }
                else if (hasGradient)
                {
                    MemoryMarshal.CreateSpan(ref gradient, stride).Clear();
                }
            }
        }

        return HasTargets ? sum / total : 0;
    }

    private static int Rows(NetworkShape shape) => shape.OutputSteps(shape.MaxSteps) * shape.MaxBatch;

    /// <summary>The weights of the first targets, each times that of its class.</summary>
    private double TotalOf(int count)
    {
        double total = 0;
        if (typeof(TTarget) == typeof(int) && network.Parameters.LossNumbers.HasClassWeights)
        {
            ReadOnlySpan<float> classes = network.Parameters.LossNumbers.WeightOfClass;
            for (int i = 0; i < count; i++)
                total += _weights[i] > 0 ? (double)_weights[i] * classes[_labels[i]] : 0;
        }
        else
        {
            foreach (float weight in _weights.AsSpan(0, count))
                total += weight;
        }

        return total;
    }

    private double OfRow(ref float output, int index, float scale, ref float gradient)
    {
        int size = _shape.OutputSize;
        LossNumbers numbers = network.Parameters.LossNumbers;
        if (typeof(TTarget) == typeof(int))
            return ((LabelLoss)loss).Of(ref output, size, _labels[index], numbers, scale, ref gradient);
        ref float target = ref MemoryMarshal.GetReference(_values.AsSpan(index * size, size));
        return numbers.OutputWeights.IsEmpty
            ? ((ValueLoss)loss).Of(ref output, ref target, 0, size, numbers, scale, ref gradient)
            : OfParts(ref output, ref target, numbers, scale, ref gradient);
    }

    /// <summary>The weighted sum of the losses of several outputs.</summary>
    private double OfParts(ref float output, ref float target, LossNumbers numbers, float scale, ref float gradient)
    {
        ValueLoss valueLoss = (ValueLoss)loss;
        double sum = 0;
        int first = 0;
        for (int part = 0; part < numbers.Parts.Length; part++)
        {
            int size = numbers.Parts[part];
            float weight = numbers.OutputWeights[part];
            ref float own = ref Unsafe.IsNullRef(ref gradient) ? ref gradient : ref Unsafe.Add(ref gradient, first);
            sum += weight * valueLoss.Of(ref Unsafe.Add(ref output, first), ref Unsafe.Add(ref target, first), first, size, numbers, scale * weight, ref own);
            first += size;
        }

        return sum;
    }

    /// <returns>Whether it counts: a label may say that it does not.</returns>
    private bool TakeTarget(ReadOnlySpan<TTarget> targets, int index, int b, int t)
    {
        if (typeof(TTarget) == typeof(int))
        {
            int label = MemoryMarshal.Cast<TTarget, int>(targets)[index];
            int ignored = network.Parameters.LossNumbers.IgnoredLabel;
            if (label == ignored)
                return false;
            if ((uint)label >= (uint)_shape.OutputSize)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(targets), label,
                    $"The label of {Place(b, t)} is {label}, but {model} has classes 0 to {_shape.OutputSize - 1} ({ignored} counts as none).");
            }

            _labels[index] = label;
            return true;
        }

        Span<float> values = _values.AsSpan(index * _shape.OutputSize, _shape.OutputSize);
        int copies = network.Parameters.LossNumbers.OutputsOfTarget;
        ReadOnlySpan<float> given = MemoryMarshal.Cast<TTarget, float>(targets).Slice(index * (values.Length / copies), values.Length / copies);
        if (copies == 1)
            given.CopyTo(values);
        else
            Repeat(given, copies, values);
        if (((ValueLoss)loss).HasProbabilities)
            CheckProbabilities(values, b, t);
        return true;
    }

    /// <summary>Each target for all outputs that it has.</summary>
    private static void Repeat(ReadOnlySpan<float> targets, int copies, Span<float> values)
    {
        for (int i = 0; i < targets.Length; i++)
            values.Slice(i * copies, copies).Fill(targets[i]);
    }

    private void CheckProbabilities(ReadOnlySpan<float> targets, int b, int t)
    {
        foreach (float target in targets)
        {
            if (!(target is >= 0 and <= 1))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"A target of {Place(b, t)} is {target}, but those of {loss.Loss} are probabilities from 0 to 1."),
                    nameof(targets));
            }
        }
    }

    private string Place(int b, int t) => $"sequence {b}{(_shape.HasLastStep ? "" : $", step {t}")}";
}

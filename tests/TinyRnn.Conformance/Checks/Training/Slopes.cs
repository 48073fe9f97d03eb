using TinyRnn.Conformance.Reference;
using TinyRnn.Training;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>
/// How a check of gradients goes: a batch of three sequences, of which two are shorter and the memory behind their ends holds NaN; targets have weights, one is
/// 0; one label is none; the batch begins at states that are not zero, or, if it is fresh, without any.
/// </summary>
internal static class Slopes
{
    public const int Batch = 3;
    public const int Steps = 7;

    /// <summary>Half of a difference. The formula is off by H^2 / 6 of the third derivative and by the loss's rounding over H, 1e-11 both.</summary>
    private const double H = 1e-5;

    /// <summary>Roundings of the largest gradient of all: seven steps of sums of up to 28 products, and activations of a few ulp.</summary>
    public const double Roundings = 64;

    public static Check Check<TModel, TInput, TTarget, TState>(
        string what, Func<TModel, SequenceTrainer<TInput, TTarget, TState>> create, ReadOnlySpan<TensorBinding> tensors, Loss loss, Layer[] layers,
        TInput[] inputs, TTarget[] targets, float huberDelta = 1, int ignoredLabel = -100, bool isFresh = false, int stride = 1,
        string? untrained = null, LossSetup? setup = null)
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged
    {
        TensorBinding[] bindings = tensors.ToArray();
        return new($"Gradients are the slopes of the loss: {what}", () =>
        {
            SequenceTrainer<TInput, TTarget, TState> trainer = create(TModel.Create(1));
            LossSetup used = setup ?? new(loss) { HuberDelta = huberDelta, IgnoredLabel = ignoredLabel };
            used.Configure(trainer);
            SlopeBatch<TInput, TTarget> batch =
                new(TModel.Mode, TModel.InputSize, used.TargetSize(TModel.OutputSize), inputs, targets, used.IgnoredLabel, stride);
            TState[] states = isFresh ? [] : [.. Enumerable.Range(0, Batch).Select(Start<TModel, TInput, TState>)];
            SlopeReference<TInput, TTarget> reference = new(layers, bindings, used, batch)
            {
                Hidden = isFresh ? None() : States(states, TModel.HiddenCount, (ref TState state, int index) => TModel.Hidden(ref state, index)),
                Cell = isFresh ? None() : States(states, TModel.HiddenCount, (ref TState state, int index) => TModel.Cell(ref state, index)),
            };
            float[] block = new float[TModel.ParameterCount];
            trainer.CopyParameters(block);
            reference.SetParameters(block);

            trainer.HasInputGradients = true;
            float found =
                trainer.Accumulate(batch.Inputs, batch.Targets, new() { Batch = Batch, Lengths = batch.Lengths, Weights = batch.Weights, States = states });
            double right = reference.Loss();
            Verify.Close([right], [found], Roundings * right / (1 << 24), "loss");

            float[] gradients = new float[TModel.ParameterCount];
            trainer.CopyGradients(gradients);
            Compare(reference.Loss, reference.Block, gradients, "parameter", Places(bindings, untrained));
            if (batch.Inputs is float[] numbers)
            {
                float[] inputGradients = new float[numbers.Length];
                trainer.CopyInputGradients(inputGradients);
                Compare(reference.Loss, reference.Inputs, inputGradients, "input");
            }

            for (int index = 0; index < TModel.HiddenCount && !isFresh; index++)
            {
                for (int sequence = 0; sequence < Batch; sequence++)
                {
                    Compare(
                        reference.Loss, reference.Hidden[sequence][index], trainer.InitialHiddenGradient(index, sequence),
                        $"hidden state {index} of sequence {sequence}");
                    Compare(
                        reference.Loss, reference.Cell[sequence][index], trainer.InitialCellGradient(index, sequence),
                        $"cell state {index} of sequence {sequence}");
                }
            }
        });
    }

    private static Range Places(TensorBinding[] tensors, string? name)
    {
        if (name is null)
            return default;
        TensorBinding tensor = tensors.Single(tensor => tensor.Name == name);
        return tensor.Offset..(tensor.Offset + tensor.Shape.Aggregate(1, (product, size) => product * size));
    }

    public static float[] Noise(int size, float scale = 1) => Array.ConvertAll(Signals.Noise(Batch * Steps * size, 7), value => value * scale);

    public static float[] Probabilities(int size) => Array.ConvertAll(Noise(size), value => (value + 1) / 2);

    public static int[] Labels(int classes)
    {
        RandomState random = new(11);
        return [.. Enumerable.Range(0, Batch * Steps).Select(_ => (int)(random.NextUInt64() % (ulong)classes))];
    }

    /// <summary>Compares gradients with slopes.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="at">What it depends on.</param>
    /// <param name="gradients">Of each number.</param>
    /// <param name="what">What the numbers are.</param>
    /// <param name="untrained">Numbers whose gradient is 0 whatever the slope.</param>
    public static void Compare(Func<double> loss, double[] at, ReadOnlySpan<float> gradients, string what, Range untrained = default)
    {
        double[] slopes = new double[at.Length];
        (int first, int count) = untrained.GetOffsetAndLength(at.Length);
        for (int i = 0; i < at.Length; i++)
        {
            double original = at[i];
            if (double.IsNaN(original) || (i >= first && i < first + count))
                continue;
            at[i] = original + H;
            double above = loss();
            at[i] = original - H;
            slopes[i] = (above - loss()) / (2 * H);
            at[i] = original;
        }

        double largest = slopes.Length == 0 ? 0 : slopes.Max(Math.Abs);
        Verify.Close(slopes, gradients, (Roundings * largest / (1 << 24)) + 1e-9, $"gradients of {what}");
    }

    public static TState Start<TModel, TInput, TState>(int sequence)
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TInput : unmanaged
        where TState : unmanaged
    {
        TState state = default;
        for (int index = 0; index < TModel.HiddenCount; index++)
        {
            Fill(TModel.Hidden(ref state, index), (ulong)(20 + sequence + (10 * index)));
            Fill(TModel.Cell(ref state, index), (ulong)(50 + sequence + (10 * index)));
        }

        return state;
    }

    private static double[][][] None() => [.. Enumerable.Range(0, Batch).Select(_ => Array.Empty<double[]>())];

    private static void Fill(Span<float> values, ulong seed) => Signals.Noise(values.Length, seed).CopyTo(values);

    private delegate Span<float> Part<TState>(ref TState state, int index);

    private static double[][][] States<TState>(TState[] states, int count, Part<TState> part) =>
    [
        .. states.Select(
            state => Enumerable.Range(0, count).Select(index => Array.ConvertAll(part(ref state, index).ToArray(), value => (double)value)).ToArray()),
    ];
}

using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Runtime.Cells;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Norms: against the scalar reference, in every way that a model computes, and the gradients of those of one step.</summary>
internal static class NormChecks
{
    private const int Steps = 11;

    private static readonly float[] s_count = [12];

    private static readonly Layer[] s_norms =
    [
        new LayerNorm("norm."), new Recurrent("lstm.", "lstm", 17), new LayerNorm("norm2.", 0.01f), new Dense("fc."),
        new LayerNorm("norm3.", IsAffine: false), new Recurrent("gru.", "gru", 16), new LayerNorm("norm4."), new Dense("fc2."), new LayerNorm("norm5."),
    ];

    private static readonly Layer[] s_batchNorms =
    [
        new BatchNorm("bn."), new Recurrent("lstm.", "lstm", 17), new BatchNorm("bn2.", 0.001f), new Conv("conv.", 3), new BatchNorm("last."),
        new PRelu("prelu."),
    ];

    private static readonly Layer[] s_reproducible =
        [new LayerNorm("norm."), new Recurrent("rnn.", "rnn_tanh", 12), new BatchNorm("bn."), new Dense("fc."), new LayerNorm("norm2.")];

    private static readonly Layer[] s_learner =
    [
        new LayerNorm("norm."), new Recurrent("gru.", "gru", 5), new LayerNorm("norm2.", IsAffine: false), new Residual(1, 0), new Dense("fc."),
        new LayerNorm("norm3."), new Residual(1, 0), new Dense("fc2."),
    ];

    private static readonly Layer[] s_headLearner =
        [new Recurrent("lstm.", "lstm", 4, Bidirectional: true), new FinalStates(), new LayerNorm("norm."), new Dense("fc."), new LayerNorm("norm2.", 0.1f)];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. Streaming<ManyNorms, ManyNorms.State>(
            s_norms, () => ManyNorms.FromParameters(DrawnVectors.Of(ManyNorms.Create(4).Parameters, ManyNorms.Tensors))),
        .. Streaming<BatchNorms, BatchNorms.State>(
            s_batchNorms, () => BatchNorms.FromParameters(DrawnVectors.Of(BatchNorms.Create(4).Parameters, BatchNorms.Tensors))),
        .. Streaming<ReproducibleNorms, ReproducibleNorms.State>(s_reproducible, Reproducible),
        .. Streaming<BatchNormAlone, BatchNormAlone.State>(
            [new BatchNorm("bn.")],
            () => BatchNormAlone.FromParameters(DrawnVectors.Of(BatchNormAlone.Create(4).Parameters, BatchNormAlone.Tensors))),
        Slopes.Check(
            "layer norms", (NormLearner net) => new NormLearner.Trainer(NormLearner.FromParameters(DrawnVectors.Of(net.Parameters, NormLearner.Tensors))),
            NormLearner.Tensors, Loss.MeanSquaredError, s_learner, Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check(
            "layer norms in a head",
            (NormHeadLearner net) => new NormHeadLearner.Trainer(NormHeadLearner.FromParameters(DrawnVectors.Of(net.Parameters, NormHeadLearner.Tensors))),
            NormHeadLearner.Tensors, Loss.MeanSquaredError, s_headLearner, Slopes.Noise(3), Slopes.Noise(5)),
        new("Norms: what fresh models begin with", Fresh),
        new("Norms: sizes of 1 to 17 and more", Sizes),
        new("Norms: PyTorch's counter of batches is passed over", Counter),
        new("Norms: the same bits on every processor",
            () => BitChecks.Reproduced<ReproducibleNorms, ReproducibleNorms.State>(Reproducible(), "2b75b2704b266f0a")),
        new("Norms: no allocation", Allocations),
    ];

    private static ReproducibleNorms Reproducible() =>
        ReproducibleNorms.FromParameters(DrawnVectors.Of(ReproducibleNorms.Create(4).Parameters, ReproducibleNorms.Tensors));

    private static Check[] Streaming<TModel, TState>(Layer[] layers, Func<TModel> create)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged =>
    [
        new($"Norms: {typeof(TModel).Name} is its equations", () =>
        {
            float[] xs = [.. Signals.Noise(Steps * TModel.InputSize, 8).Select(x => 3 * x)];
            AsWrittenChecks.Equations<TModel, TState>(create(), layers, xs);
        }),
        new($"Norms: {typeof(TModel).Name} steps, runs and streams alike", () => AsWrittenChecks.Alike<TModel, TState>(create())),
    ];

    private static void Fresh()
    {
        using SafetensorsReader weights = SavedWeights.Of(BatchNorms.Create(1).Save);
        foreach ((string name, float value) in new[] { ("weight", 1f), ("bias", 0f), ("running_mean", 0f), ("running_var", 1f) })
            Verify.That(weights.Floats("bn2." + name) is { Length: 17 } values && values.All(each => each == value), name);
        Verify.That(ManyNorms.Tensors.ToArray().All(tensor => !tensor.Name.StartsWith("norm3.", StringComparison.Ordinal)), "norm3 has no tensors");
    }

    /// <summary>The sums in their order, value by value.</summary>
    private static void Sizes()
    {
        for (int count = 1; count <= 70; count++)
        {
            float[] x = [.. Signals.Noise(count, 1).Select(value => 5 + value)];
            float[] y = new float[count + 1];
            y[count] = 7;
            float mean = Sum(x) / count;
            float variance = Sum([.. x.Select(value => Rounded((value - mean) * (value - mean)))]) / count;
            float factor = 1 / MathF.Sqrt(variance + 1e-5f);
            float[] expected = [.. x.Select(value => (value - mean) * factor), 7];
            Normalisation.LayerNorm(ref x[0], ref y[0], count, 1e-5f);
            Verify.SameBits(expected, y, $"a norm of {count} values");
            Normalisation.LayerNorm(ref x[0], ref x[0], count, 1e-5f);
            Verify.SameBits(expected.AsSpan(0, count), x, $"a norm of {count} values in their place");
        }

        static float Rounded(float product) => product;

        static float Sum(float[] values)
        {
            float[] sums = new float[16];
            for (int k = 0; k < values.Length; k++)
                sums[k % 16] += values[k];
            for (int half = 8; half > 0; half /= 2)
            {
                for (int k = 0; k < half; k++)
                    sums[k] += sums[k + half];
            }

            return sums[0];
        }
    }

    private static void Counter()
    {
        using SafetensorsReader saved = SavedWeights.Of(BatchNormAlone.Create(1).Save);
        BatchNormAlone.Load(File(saved, "bn.num_batches_tracked"));
        string message = "";
        try
        {
            BatchNormAlone.Load(File(saved, "other.num_batches_tracked"));
        }
        catch (WeightMismatchException refused)
        {
            message = refused.Message;
        }

        Verify.That(message.Contains("other.num_batches_tracked", StringComparison.Ordinal), "a counter of another layer is no stranger: " + message);

        static MemoryStream File(SafetensorsReader saved, string counter)
        {
            SafetensorsWriter writer = new();
            foreach (TensorBinding tensor in BatchNormAlone.Tensors)
                writer.Add(tensor.Name, [.. tensor.Shape], saved.Floats(tensor.Name));
            writer.Add(counter, [1], s_count);
            MemoryStream file = new();
            writer.Write(file);
            file.Position = 0;
            return file;
        }
    }

    private static void Allocations()
    {
        ManyNorms model = ManyNorms.Create(1);
        BatchNorms batch = BatchNorms.Create(1);
        float[] xs = Signals.Noise(Steps * ManyNorms.InputSize, 2);
        float[] ys = new float[Steps * BatchNorms.OutputSize];
        Allocation.IsNone(() =>
        {
            ManyNorms.State state = default;
            BatchNorms.State other = default;
            model.Run(ref state, xs, ys.AsSpan(0, Steps * ManyNorms.OutputSize));
            model.Step(ref state, xs.AsSpan(0, ManyNorms.InputSize), ys.AsSpan(0, ManyNorms.OutputSize));
            batch.Run(ref other, xs, ys);
        });
    }
}

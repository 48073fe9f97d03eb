using System.Globalization;
using TinyRnn.Conformance.Models;
using TinyRnn.Training;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Twenty updates as PyTorch makes them: the loss and the gradients' norm of each, and the weights on the way.</summary>
internal static class OptimizerTraceChecks
{
    /// <summary>How much more than PyTorch's own float32 training ours may have drifted off the float64 one.</summary>
    private const double Factor = 4;

    public static IReadOnlyList<Check> All { get; } =
    [
        Trace<TracedSgd, TracedSgd.State>("sgd_lstm_h8", model => new TracedSgd.Trainer(model), TracedSgd.Tensors.ToArray()),
        Trace<TracedSgd, TracedSgd.State>("sgd_clipvalue_lstm_h8", model => new TracedSgd.Trainer(model), TracedSgd.Tensors.ToArray()),
        Trace<TracedMomentum, TracedMomentum.State>("sgd_momentum_lstm_h8", model => new TracedMomentum.Trainer(model), TracedMomentum.Tensors.ToArray()),
        Trace<TracedAdam, TracedAdam.State>("adam_lstm_h8", model => new TracedAdam.Trainer(model), TracedAdam.Tensors.ToArray()),
        Trace<TracedAdamW, TracedAdamW.State>("adamw_lstm_h8", model => new TracedAdamW.Trainer(model), TracedAdamW.Tensors.ToArray()),
        Trace<TracedRmsProp, TracedRmsProp.State>("rmsprop_lstm_h8", model => new TracedRmsProp.Trainer(model), TracedRmsProp.Tensors.ToArray()),
    ];

    private static Check Trace<TModel, TState>(string name, Func<TModel, SequenceTrainer<float, float, TState>> create, TensorBinding[] tensors)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"PyTorch optimizer {name}", () =>
        {
            string path = TestData.Path(Path.Combine("pytorch", "optimizers", name + ".safetensors"));
            using SafetensorsReader reader = SafetensorsReader.Open(path);
            SequenceTrainer<float, float, TState> trainer = create(TModel.Load(path, GoldenCase.Options));
            Configure(trainer, reader.Metadata);
            float[] xs = reader.Floats("x");
            float[] targets = reader.Floats("target");
            double[] losses = reader.Doubles("out.loss_per_step");
            bool clipsValues = reader.Metadata["clip"] == "value";
            double[] norms = clipsValues ? [] : reader.Doubles("out.grad_norm_per_step");
            int sequences = int.Parse(reader.Metadata["sequences"], CultureInfo.InvariantCulture);
            double drift = Factor * Number(reader.Metadata, "f32_maxabs_final_weights");
            for (int step = 0; step < losses.Length; step++)
            {
                int sequence = step % sequences;
                float loss = trainer.TrainBatch(Part(xs, sequence, sequences), Part(targets, sequence, sequences));
                Verify.Equal(UpdateStatus.Applied, trainer.LastUpdate.Status, $"update {step}");

                // A weight that is off by d moves the loss by at most the gradient's 1-norm times d: ten is far above it here.
                Verify.Close([losses[step]], [loss], (10 * drift) + 1e-6, $"loss of step {step}");
                if (!clipsValues)
                    Verify.Close([norms[step]], [trainer.LastUpdate.GradientNorm], (100 * drift) + (1e-6 * norms[step]), $"gradient norm of step {step}");
                if (reader.TryGet($"step{step + 1}.fc.bias", out _))
                    CheckWeights(reader, trainer, tensors, step + 1, TModel.ParameterCount, drift);
            }
        });

    private static void Configure<TState>(SequenceTrainer<float, float, TState> trainer, IReadOnlyDictionary<string, string> metadata)
        where TState : unmanaged
    {
        OptimizerSettings settings = trainer.Settings with { LearningRate = Number(metadata, "opt.lr"), WeightDecay = Number(metadata, "opt.weight_decay") };
        if (metadata.ContainsKey("opt.momentum"))
            settings.Momentum = Number(metadata, "opt.momentum");
        if (metadata.ContainsKey("opt.alpha"))
            settings.Alpha = Number(metadata, "opt.alpha");
        if (metadata.ContainsKey("opt.eps"))
            settings.Epsilon = Number(metadata, "opt.eps");
        trainer.Settings = settings;
        float threshold = (float)Number(metadata, "clip_threshold");
        trainer.Clipping = metadata["clip"] == "value" ? new GradientClipping { Value = threshold } : new GradientClipping { Norm = threshold };
    }

    private static void CheckWeights<TState>(
        SafetensorsReader reader, SequenceTrainer<float, float, TState> trainer, TensorBinding[] tensors, int step, int count, double drift)
        where TState : unmanaged
    {
        float[] parameters = new float[count];
        trainer.CopyParameters(parameters);
        foreach (TensorBinding tensor in tensors.Where(tensor => tensor.Added == 0))
        {
            double[] expected = reader.Doubles($"step{step}.{tensor.Name}");
            bool isSum = tensor.Name.StartsWith("bias_ih", StringComparison.Ordinal);
            if (isSum)
                expected = [.. expected.Zip(reader.Doubles($"step{step}.{tensor.Name.Replace("_ih", "_hh", StringComparison.Ordinal)}"), (a, b) => a + b)];
            Verify.Close(expected, parameters.AsSpan(tensor.Offset, tensor.Count), (isSum ? 2 : 1) * drift, $"{tensor.Name} after {step} updates");
        }
    }

    private static ReadOnlySpan<float> Part(float[] values, int part, int parts) => values.AsSpan(part * (values.Length / parts), values.Length / parts);

    private static double Number(IReadOnlyDictionary<string, string> metadata, string key) =>
        metadata.TryGetValue(key, out string? text) ? double.Parse(text, CultureInfo.InvariantCulture) : 0;
}

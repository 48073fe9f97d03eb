using TinyRnn.Conformance.Models;
using TinyRnn.Training;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>
/// Norms, learnt slopes, strides and pools against PyTorch in float64 (tests/PyTorchExport/norms.py): its own state_dict loads, counters of batches included;
/// outputs, and loss, gradients and running statistics of a training step, over sequences of different lengths.
/// </summary>
internal static class NormGoldenChecks
{
    private static readonly WeightLoadOptions s_options = new() { Prefix = "model." };

    public static IReadOnlyList<Check> All { get; } =
    [
        Golden<BatchNormLearner, BatchNormLearner.State>("batch_norms", net => new BatchNormLearner.Trainer(net), BatchNormLearner.Tensors),
        Golden<NormLearner, NormLearner.State>("layer_norms", net => new NormLearner.Trainer(net), NormLearner.Tensors),
        Golden<SlopeLearner, SlopeLearner.State>("slopes", net => new SlopeLearner.Trainer(net), SlopeLearner.Tensors),
        Golden<StridedNet, StridedNet.State>("strides", net => new StridedNet.Trainer(net), StridedNet.Tensors),
        Golden<ProjectedNet, ProjectedNet.State>("projections", net => new ProjectedNet.Trainer(net), ProjectedNet.Tensors),
    ];

    private static Check Golden<TModel, TState>(
        string file, Func<TModel, SequenceTrainer<float, float, TState>> create, ReadOnlySpan<TensorBinding> tensors)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        TensorBinding[] bindings = tensors.ToArray();
        return new($"PyTorch: {file}", () =>
        {
            string path = TestData.Path($"pytorch/norms/{file}.safetensors");
            using SafetensorsReader data = SafetensorsReader.Open(path);
            TModel model = TModel.Load(path, s_options);
            Serves<TModel, TState>(model, data);
            Trains(create(model), bindings, data, TModel.ParameterCount);
        });
    }

    /// <summary>The first sequence has all steps.</summary>
    private static void Serves<TModel, TState>(TModel model, SafetensorsReader data)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        double[] right = data.Doubles("out.y");
        float[] found = new float[right.Length];
        TState state = default;
        model.Run(ref state, data.Floats("x").AsSpan(0, data.Integers("lengths")[0] * TModel.InputSize), found);
        Verify.Close(right, found, Slopes.Roundings * Math.Max(1, right.Max(Math.Abs)) / (1 << 24), "outputs");
    }

    private static void Trains<TState>(SequenceTrainer<float, float, TState> trainer, TensorBinding[] bindings, SafetensorsReader data, int count)
        where TState : unmanaged
    {
        int[] lengths = data.Integers("lengths");
        trainer.HasInputGradients = true;
        float loss = trainer.Accumulate(data.Floats("x"), data.Floats("target"), new() { Batch = lengths.Length, Lengths = lengths });
        double right = data.Doubles("out.loss")[0];
        Verify.Close([right], [loss], Slopes.Roundings * right / (1 << 24), "loss");
        float[] gradients = new float[count];
        trainer.CopyGradients(gradients);
        float[] parameters = new float[count];
        trainer.CopyParameters(parameters);
        double largest = bindings.Where(binding => data.TryGet("grad." + binding.Name, out _))
            .Max(binding => data.Doubles("grad." + binding.Name).Max(Math.Abs));
        foreach (TensorBinding binding in bindings)
        {
            // The block keeps the sum of two biases: that of the second stands apart only after the added ones.
            int place = binding.Added > 0 ? binding.Rest : binding.Offset;
            int length = binding.Count - binding.Added;
            if (data.TryGet("after." + binding.Name, out _))
                Verify.Close(
                    data.Doubles("after." + binding.Name), parameters.AsSpan(place, length), 16.0 * 4 / (1 << 24), "running statistics " + binding.Name);
            else
                Verify.Close(
                    data.Doubles("grad." + binding.Name).AsSpan(binding.Added), gradients.AsSpan(place, length), Slopes.Roundings * largest / (1 << 24),
                    "gradients of " + binding.Name);
        }

        float[] inputs = new float[data.Doubles("x").Length];
        trainer.CopyInputGradients(inputs);
        double[] expected = data.Doubles("grad.x");
        Verify.Close(expected, inputs, Slopes.Roundings * expected.Max(Math.Abs) / (1 << 24), "gradients of inputs");
    }
}

using TinyRnn.Conformance.Models;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Calls for the first try and for tools: a sequence into a new array, streams one after another, tensors by their names.</summary>
internal static class SimpleCallChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        Into<TrainedStack, TrainedStack.State>("every step", 7, 7),
        Into<TrainedClassifier, TrainedClassifier.State>("the last step", 7, 1),
        Into<TrainedMixture, TrainedMixture.State>("both directions", 7, 7),
        Into<TrainedSummary, TrainedSummary.State>("both directions, the last step", 7, 1),
        Into<BlockedStrides, BlockedStrides.State>("a stride of 6", 20, 3),
        new("Run into a new array: what does not fit is said", RunRefused),
        new("Run into a new array goes on from a state, and begins with what is fresh", RunGoesOn),
        new("RunMany, one after another: both directions, one to many", RunMany),
        new("Tensors by name: PyTorch's shapes, both biases, and those of a file", Tensors),
        new("Tensors by name: gradients of both biases", Gradients),
        new("Advance by an interface is Step without its output", Advance),
    ];

    private static Check Into<TModel, TState>(string what, int steps, int outputs)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"Run into a new array: {what}", () =>
        {
            TModel model = TModel.Create(3);
            float[] xs = Signals.Noise(steps * TModel.InputSize, 4);
            TState state = model.Initial;
            float[] expected = new float[outputs * TModel.OutputSize];
            model.Run(ref state, xs, expected);
            Verify.That(model.Run(xs).AsSpan().SequenceEqual(expected), "other outputs");
        });

    private static void RunRefused()
    {
        Verify.Throws<ArgumentException>(() => TrainedStack.Create(1).Run(new float[7]), "xs has 7 values", "TrainedStack.InputSize is 3");
        Verify.Throws<ArgumentException>(() => TrainedClassifier.Create(1).Run([]), "no step");
        Verify.Throws<InvalidOperationException>(() => TrainedOneToMany.Create(1).Run(new float[3]), "TrainedOneToMany is one-to-many");
        Verify.Equal(0, TrainedStack.Create(1).Run([]).Length, "outputs of no step");
    }

    private static void RunGoesOn()
    {
        TrainedStack model = TrainedStack.Create(3);
        float[] xs = Signals.Noise(6 * 3, 4);
        float[] whole = model.Run(xs);
        TrainedStack.State state = default;
        float[] parts = [.. model.Run(ref state, xs.AsSpan(0, 6)), .. model.Run(ref state, xs.AsSpan(6))];
        Verify.That(whole.AsSpan().SequenceEqual(parts), "a sequence in two parts gave other outputs");
        InitialStack fresh = InitialStack.Create(1);
        InitialStack.State initial = fresh.Initial;
        float[] expected = fresh.Run(ref initial, new float[InitialStack.InputSize]);
        Verify.That(fresh.Run(new float[InitialStack.InputSize]).AsSpan().SequenceEqual(expected), "a fresh sequence did not begin with the initial state");
    }

    private static void RunMany()
    {
        TrainedMixture both = TrainedMixture.Create(2);
        float[] xs = Signals.Noise(3 * 5 * 3, 1);
        float[] ys = new float[3 * 5 * 2];
        both.RunMany(new TrainedMixture.State[3], xs, ys);
        for (int b = 0; b < 3; b++)
            Verify.That(both.Run(xs.AsSpan(b * 15, 15)).AsSpan().SequenceEqual(ys.AsSpan(b * 10, 10)), $"both directions, stream {b}");
        TrainedOneToMany many = TrainedOneToMany.Create(2);
        TrainedOneToMany.State[] states = new TrainedOneToMany.State[2];
        float[] written = new float[2 * 4 * 3];
        many.RunMany(states, xs.AsSpan(0, 6), written);
        TrainedOneToMany.State state = default;
        float[] expected = new float[4 * 3];
        many.Run(ref state, xs.AsSpan(3, 3), expected);
        Verify.That(written.AsSpan(12).SequenceEqual(expected) && states[1] == state, "one to many, stream 1");
        Verify.Throws<ArgumentException>(() => both.RunMany(new TrainedMixture.State[2], new float[15], new float[20]), "2 states, 15 inputs and 20 outputs");
        Verify.Throws<ArgumentException>(() => both.RunMany([], new float[3], []), "0 states");
    }

    private static void Tensors()
    {
        TrainedMixture model = TrainedMixture.Create(5);
        TrainedMixture.Trainer trainer = new(model);
        using SafetensorsReader file = SavedWeights.Of(model.Save);
        foreach (TensorInfo tensor in file.Tensors)
        {
            float[] expected = new float[tensor.ElementCount];
            file.Read(tensor, expected);
            Verify.That(model.Tensor(tensor.Name).AsSpan().SequenceEqual(expected), $"{tensor.Name} of the model is not what a file holds");
            Verify.That(trainer.Tensor(tensor.Name).AsSpan().SequenceEqual(expected), $"{tensor.Name} of the trainer is not what a file holds");
        }

        float[] second = model.Tensor("gru.bias_hh_l0");
        Verify.That(second.AsSpan(0, 8).IndexOfAnyExcept(0f) < 0, "biases that are added to others are not zeros");
        Verify.That(second.AsSpan(8, 4).IndexOfAnyExcept(0f) >= 0, "the candidate's own bias is not there");
        Verify.Throws<ArgumentException>(() => model.Tensor("gru.bias"), "no tensor 'gru.bias'", "gru.weight_ih_l0");
        Verify.Throws<ArgumentException>(() => trainer.Gradient("fc"), "no tensor 'fc'", "fc.weight");
    }

    private static void Gradients()
    {
        TrainedMixture.Trainer trainer = new(TrainedMixture.Create(5));
        trainer.Accumulate(Signals.Noise(2 * 7 * 3, 1), Signals.Noise(2 * 7 * 2, 2), new() { Batch = 2 });
        float[] first = trainer.Gradient("gru.bias_ih_l0");
        float[] second = trainer.Gradient("gru.bias_hh_l0");
        Verify.That(first.AsSpan(0, 8).SequenceEqual(second.AsSpan(0, 8)), "biases that are added have other gradients");
        Verify.That(first.AsSpan(0, 8).IndexOfAnyExcept(0f) >= 0, "biases that are added have no gradient");
        Verify.That(!first.AsSpan(8).SequenceEqual(second.AsSpan(8)), "the candidate's biases have the same gradient");
        Verify.Equal(12 * 3, trainer.Gradient("gru.weight_ih_l0").Length, "gradient of a matrix");
    }

    private static void Advance()
    {
        ByInterface<TrainedStack, TrainedStack.State, float>([0.1f, 0.2f, -0.3f]);
        ByInterface<TrainedEmbedding, TrainedEmbedding.State, int>([7]);
        ByInterface<FeedForward, FeedForward.State, float>(Signals.Noise(FeedForward.InputSize, 1));
    }

    private static void ByInterface<TModel, TState, TInput>(TInput[] x)
        where TModel : class, IStreamingModel<TModel, TState, TInput>
        where TState : unmanaged, IEquatable<TState>
        where TInput : unmanaged
    {
        TModel model = TModel.Create(1);
        TState stepped = default;
        TState advanced = default;
        model.Step(ref stepped, x, new float[TModel.OutputSize]);
        model.Advance(ref advanced, x);
        Verify.That(stepped.Equals(advanced), $"{typeof(TModel).Name}: another state");
        model.Step(ref stepped, x, new float[TModel.OutputSize]);
        model.Step(ref stepped, x, new float[TModel.OutputSize]);
        model.Advance(ref advanced, [.. x, .. x]);
        Verify.That(stepped.Equals(advanced), $"{typeof(TModel).Name}: another state after two steps at once");
        if (TModel.InputSize > 1)
            Verify.Throws<ArgumentException>(() => model.Advance(ref advanced, [.. x, x[0]]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int n = 0; n < 100; n++)
            model.Advance(ref advanced, x);
        Verify.Equal(before, GC.GetAllocatedBytesForCurrentThread(), $"{typeof(TModel).Name}: bytes allocated");
    }
}

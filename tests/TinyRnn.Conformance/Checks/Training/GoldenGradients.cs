using System.Globalization;
using TinyRnn.Training;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>
/// Losses and gradients of the emitted backward passes against PyTorch's float64: with respect to every weight, the inputs and the initial states.
/// </summary>
internal static class GoldenGradients
{
    /// <summary>
    /// How much more than PyTorch's own float32 evaluation ours may be off: sums are in another order, and a largest error is a random quantity.
    /// </summary>
    private const double Factor = 4;

    /// <summary>Roundings of the largest gradient that are allowed beside it, where PyTorch's error happens to be small.</summary>
    private const double Roundings = 16;

    public static Check Numbers<TModel, TTarget, TState>(string file, Func<TModel, SequenceTrainer<float, TTarget, TState>> create, TensorBinding[] tensors)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TTarget : unmanaged
        where TState : unmanaged => new($"PyTorch gradients {file}", () =>
        {
            using GoldenCase golden = new(file);
            SequenceTrainer<float, TTarget, TState> trainer = create(TModel.Load(golden.File, GoldenCase.Options));
            float[] xs = golden.Floats("x");
            float[] dx = new float[xs.Length];
            TTarget[] targets = Targets<TTarget>(golden);
            TState[] states = [.. Enumerable.Range(0, golden.Batch).Select(sequence => GoldenChecks.Start<TModel, TState>(golden, sequence))];
            int chunk = golden.Number("tbptt_chunk");
            int chunks = chunk > 0 ? golden.Steps / chunk : 1;
            trainer.HasInputGradients = true;
            double loss = 0;
            for (int part = 0; part < chunks; part++)
            {
                Range x = Part(xs.Length, part, chunks);
                Range y = Part(targets.Length, part, chunks);
                loss += trainer.Accumulate(xs.AsSpan()[x], targets.AsSpan()[y], new() { Batch = golden.Batch, States = states });
                trainer.CopyInputGradients(dx.AsSpan()[x]);
                if (part == 0)
                    CheckInitialStates(golden, trainer, 1.0 / chunks);
            }

            Verify.Close(golden.Doubles("out.loss"), [(float)(loss / chunks)], Tolerance(golden, "out.loss"), "loss");
            Close(golden, "grad.x", dx, 1.0 / chunks);
            float[] gradients = new float[TModel.ParameterCount];
            trainer.CopyGradients(gradients);
            CheckWeights(golden, gradients, tensors, 1.0 / chunks);
        });

    public static Check Tokens<TModel, TState>(string file, Func<TModel, SequenceTrainer<int, int, TState>> create, TensorBinding[] tensors)
        where TModel : class, IRecurrentModel<TModel, TState, int>
        where TState : unmanaged => new($"PyTorch gradients {file}", () =>
        {
            using GoldenCase golden = new(file);
            SequenceTrainer<int, int, TState> trainer = create(TModel.Load(golden.File, GoldenCase.Options));
            TState state = default;
            golden.Initial("h0", 0, 0).CopyTo(TModel.Hidden(ref state, 0));
            if (golden.Has("c0"))
                golden.Initial("c0", 0, 0).CopyTo(TModel.Cell(ref state, 0));
            TState[] states = [state];
            trainer.HasInputGradients = true;
            float loss = trainer.Accumulate(golden.Integers("x"), golden.Integers("target"), new() { States = states });
            Verify.Close(golden.Doubles("out.loss"), [loss], Tolerance(golden, "out.loss"), "loss");
            CheckInitialStates(golden, trainer, 1);
            float[] gradients = new float[TModel.ParameterCount];
            trainer.CopyGradients(gradients);
            CheckWeights(golden, gradients, tensors, 1);
        });

    /// <summary>All tensors of a file; both biases of a gate have the gradient of their sum.</summary>
    internal static void CheckWeights(GoldenCase golden, float[] gradients, TensorBinding[] tensors, double scale)
    {
        foreach (TensorBinding tensor in tensors)
        {
            string name = "grad." + tensor.Name;
            int shared = tensor.Added == 0 ? tensor.Count : tensor.Added;
            Close(golden, name, [.. gradients.AsSpan(tensor.Offset, shared), .. gradients.AsSpan(tensor.Rest, tensor.Count - shared)], scale);
        }
    }

    internal static void Close(GoldenCase golden, string name, ReadOnlySpan<float> found, double scale)
    {
        float[] scaled = found.ToArray();
        foreach (ref float value in scaled.AsSpan())
            value = (float)(value * scale);
        Verify.Close(golden.Doubles(name), scaled, Tolerance(golden, name), name);
    }

    internal static double Tolerance(GoldenCase golden, string name) =>
        (Factor * Parse(golden, "f32_maxabs." + name)) + (Roundings * Parse(golden, "absmax." + name) / (1 << 24));

    internal static TTarget[] Targets<TTarget>(GoldenCase golden)
        where TTarget : unmanaged =>
        typeof(TTarget) == typeof(int) ? (TTarget[])(object)golden.Integers("target") : (TTarget[])(object)golden.Floats("target");

    private static double Parse(GoldenCase golden, string key) => double.Parse(golden.Text(key), CultureInfo.InvariantCulture);

    private static Range Part(int length, int part, int parts) => (part * length / parts)..((part + 1) * length / parts);

    private static void CheckInitialStates<TInput, TTarget, TState>(GoldenCase golden, SequenceTrainer<TInput, TTarget, TState> trainer, double scale)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged
    {
        if (!golden.Has("grad.h0"))
            return;
        List<float> hidden = [];
        List<float> cell = [];
        for (int index = 0; index < golden.StateCount; index++)
        {
            for (int sequence = 0; sequence < golden.Batch; sequence++)
            {
                hidden.AddRange(trainer.InitialHiddenGradient(index, sequence));
                cell.AddRange(trainer.InitialCellGradient(index, sequence));
            }
        }

        Close(golden, "grad.h0", hidden.ToArray(), scale);
        if (golden.Has("grad.c0"))
            Close(golden, "grad.c0", cell.ToArray(), scale);
    }
}

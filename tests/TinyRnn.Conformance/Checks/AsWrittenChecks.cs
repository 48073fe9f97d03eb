using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>What every model must do, as checks that others take over: compute its equations, and the same whichever way it is called.</summary>
internal static class AsWrittenChecks
{
    public const int Steps = 11;

    /// <summary>Fours, and one that is left over.</summary>
    private const int LongSteps = 17;
    private const int Streams = 5;

    /// <summary>Both for a model of its layers.</summary>
    /// <param name="what">What is checked, in front of the checks' names.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="largest">Inputs are checked a second time as many times as large: sums then come to the ends of functions and to bounds.</param>
    public static IEnumerable<Check> Streaming<TModel, TState>(string what, IReadOnlyList<Layer> layers, float largest = 1)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged =>
    [
        new($"{what}: {typeof(TModel).Name} computes its equations", () =>
        {
            Equations<TModel, TState>(TModel.Create(3), layers, Signals.Noise(LongSteps * TModel.InputSize, 8));
            if (largest > 1)
                Equations<TModel, TState>(
                    TModel.Create(3), layers, Array.ConvertAll(Signals.Noise(LongSteps * TModel.InputSize, 9), value => largest * value));
        }),
        new($"{what}: {typeof(TModel).Name} is the same in steps, sequences and streams", () => Alike<TModel, TState>(TModel.Create(4))),
    ];

    /// <summary>A sequence from the model's initial state, against the scalar reference.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="xs">Inputs.</param>
    /// <returns>The outputs.</returns>
    public static float[] Equations<TModel, TState>(TModel model, IReadOnlyList<Layer> layers, float[] xs)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        using SafetensorsReader weights = SavedWeights.Of(model.Save);
        Expectation expected = new(layers, weights.Floats);
        double[] right = [.. expected.Run(GoldenCase.Rows(xs, TModel.InputSize)).SelectMany(y => y)];
        float[] ys = new float[right.Length];
        TState state = model.Initial;
        model.Run(ref state, xs, ys);
        Verify.Close(right, ys, expected.Tolerance(), "y");
        return ys;
    }

    /// <summary>A sequence of ten tokens below 12, against the scalar reference, to which they are numbers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layers">Its layers.</param>
    /// <returns>The state after them.</returns>
    public static TState Tokens<TModel, TState>(TModel model, IReadOnlyList<Layer> layers)
        where TModel : class, IRecurrentModel<TModel, TState, int>
        where TState : unmanaged
    {
        using SafetensorsReader weights = SavedWeights.Of(model.Save);
        Expectation expected = new(layers, weights.Floats);
        int[] tokens = [3, 0, 11, 7, 7, 1, 5, 2, 9, 4];
        double[] right = [.. expected.Run([.. tokens.Select(token => new float[] { token })]).SelectMany(y => y)];
        float[] found = new float[right.Length];
        TState state = model.Initial;
        model.Run(ref state, tokens, found);
        Verify.Close(right, found, expected.Tolerance(), "scores");
        return state;
    }

    /// <summary>The last output of a sequence, against the scalar reference.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="xs">Inputs.</param>
    public static void LastOutput<TModel, TState>(TModel model, IReadOnlyList<Layer> layers, float[] xs)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        using SafetensorsReader weights = SavedWeights.Of(model.Save);
        Expectation expected = new(layers, weights.Floats);
        double[] right = expected.Run(GoldenCase.Rows(xs, TModel.InputSize))[^1];
        float[] y = new float[right.Length];
        TState state = model.Initial;
        model.Run(ref state, xs, y);
        Verify.Close(right, y, expected.Tolerance(), "y");
    }

    /// <summary>A sequence has the bits of its steps; streams sum in another order.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">The sequence, of so many steps; not given: noise.</param>
    public static void Alike<TModel, TState>(TModel model, float[]? inputs = null)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        float[] xs = inputs ?? Signals.Noise(Steps * TModel.InputSize, 9);
        float[] ys = new float[Steps * TModel.OutputSize];
        TState state = model.Initial;
        model.Run(ref state, xs, ys);
        TState stepped = model.Initial;
        TState[] states = new TState[Streams];
        states.AsSpan().Fill(model.Initial);
        for (int t = 0; t < Steps; t++)
        {
            float[] x = xs[(t * TModel.InputSize)..((t + 1) * TModel.InputSize)];
            float[] y = new float[TModel.OutputSize];
            model.Step(ref stepped, x, y);
            Verify.SameBits(y, ys.AsSpan(t * y.Length, y.Length), $"step {t}");
            float[] many = new float[Streams * y.Length];
            model.StepMany(states, [.. Enumerable.Repeat(x, Streams).SelectMany(values => values)], many);
            for (int b = 0; b < Streams; b++)
                Verify.Close(Array.ConvertAll(y, value => (double)value), many.AsSpan(b * y.Length, y.Length), 5e-6, $"stream {b} in step {t}");
        }
    }
}

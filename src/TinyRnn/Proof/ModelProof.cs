using TinyRnn.Weights;

namespace TinyRnn;

/// <summary>
/// Replays the golden vectors that <c>tinyrnn import</c> wrote beside a class: inputs, and the outputs and states of the original. For tests, and for a device
/// that wants to know at start whether its processor computes what was trained. It needs no test framework and no reflection.
/// </summary>
/// <example>
/// <code>
/// // The vectors that an import wrote beside the class; throws with the first difference.
/// ProofResult proof = ModelProof.Check&lt;GestureNet, GestureNet.State, float&gt;(GestureNet.Load("gesture.safetensors"), "gesture.golden.safetensors");
/// Console.WriteLine($"{proof.Outputs} outputs, largest error {proof.LargestError:E1}, bound {proof.Bound:E1}");
/// </code>
/// </example>
public static class ModelProof
{
    /// <summary>Replays whole sequences with <c>Run</c>.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <typeparam name="TState">Its state.</typeparam>
    /// <typeparam name="TInput"><see cref="float"/>, or <see cref="int"/> for token ids.</typeparam>
    /// <param name="model">With the imported weights.</param>
    /// <param name="path">The vectors, such as <c>voice.golden.safetensors</c>.</param>
    /// <returns>The largest distance, and the allowed one.</returns>
    /// <exception cref="ModelProofException">A value is further away than allowed.</exception>
    /// <exception cref="WeightFormatException">The file is damaged, or holds the vectors of another model.</exception>
    public static ProofResult Check<TModel, TState, TInput>(TModel model, string path)
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        using SafetensorsReader reader = SafetensorsReader.Open(path);
        GoldenVectors golden = new(reader, Path.GetFileName(path));
        return Whole(model, golden, new Comparison<TModel, TState, TInput>(golden)).Result;
    }

    /// <summary>
    /// The same as <see cref="Check"/>, and once more with <c>Run</c> in two calls, with <c>Step</c>, and with five equal streams in <c>StepMany</c>.
    /// </summary>
    /// <inheritdoc cref="Check"/>
    public static ProofResult CheckStreaming<TModel, TState, TInput>(TModel model, string path)
        where TModel : class, IStreamingModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged => Stepped<EveryStep<TModel, TState, TInput>, TModel, TState, TInput>(model, path);

    /// <summary>
    /// The same as <see cref="CheckStreaming"/> for a model with a stride: with <c>Step</c> and <c>StepMany</c>, it also gives an output at the last of every
    /// stride of steps and at no other.
    /// </summary>
    /// <inheritdoc cref="Check"/>
    public static ProofResult CheckStrided<TModel, TState, TInput>(TModel model, string path)
        where TModel : class, IStridedModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged => Stepped<EveryStride<TModel, TState, TInput>, TModel, TState, TInput>(model, path);

    /// <summary>
    /// The same as <see cref="CheckStreaming"/> for a model that writes tokens, and <c>Generate</c>: at each step of the vectors it writes the token of the
    /// original's highest score, as far as that is ahead by more than rounding, and further on it reads what it wrote.
    /// </summary>
    /// <inheritdoc cref="Check"/>
    public static ProofResult CheckGenerating<TModel, TState>(TModel model, string path)
        where TModel : class, IGeneratingModel<TModel, TState>
        where TState : unmanaged
    {
        using SafetensorsReader reader = SafetensorsReader.Open(path);
        GoldenVectors golden = new(reader, Path.GetFileName(path));
        Comparison<TModel, TState, int> comparison = Whole(model, golden, new Comparison<TModel, TState, int>(golden));
        Stepwise<EveryStep<TModel, TState, int>, TModel, TState, int>.Replay(model, golden, comparison);
        Generated<TModel, TState>.Replay(model, golden, comparison);
        return comparison.Result;
    }

    private static ProofResult Stepped<TCalls, TModel, TState, TInput>(TModel model, string path)
        where TCalls : struct, IStepCalls<TModel, TState, TInput>
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        using SafetensorsReader reader = SafetensorsReader.Open(path);
        GoldenVectors golden = new(reader, Path.GetFileName(path));
        Comparison<TModel, TState, TInput> comparison = Whole(model, golden, new Comparison<TModel, TState, TInput>(golden, TCalls.Stride));
        Stepwise<TCalls, TModel, TState, TInput>.Replay(model, golden, comparison);
        return comparison.Result;
    }

    private static Comparison<TModel, TState, TInput> Whole<TModel, TState, TInput>(
        TModel model, GoldenVectors golden, Comparison<TModel, TState, TInput> comparison)
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        float[] ys = new float[comparison.OutputsOfSequence];
        for (int sequence = 0; sequence < golden.Sequences; sequence++)
        {
            TInput[] xs = golden.Sequence<TInput>(sequence);
            TState state = model.Initial;
            model.Run(ref state, xs, ys);
            comparison.Compare("Run", sequence, ys, ref state);
        }

        return comparison;
    }
}

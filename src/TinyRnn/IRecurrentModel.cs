using System.Buffers;

namespace TinyRnn;

/// <summary>
/// What every generated model offers, so that generic code (evaluation, benchmarks, servers) works on any of them without reflection.
/// </summary>
/// <typeparam name="TSelf">The model.</typeparam>
/// <typeparam name="TState">Its state: an unmanaged value whose <see langword="default"/> is the zero state.</typeparam>
/// <typeparam name="TInput"><see cref="float"/>, or <see cref="int"/> for models that read token ids.</typeparam>
/// <example>
/// <code>
/// Console.WriteLine(LastOutput&lt;GestureNet, GestureNet.State&gt;(GestureNet.Create(seed: 1), new float[50 * 3]).Length);
///
/// static float[] LastOutput&lt;TModel, TState&gt;(TModel model, ReadOnlySpan&lt;float&gt; sequence)
///     where TModel : class, IRecurrentModel&lt;TModel, TState, float&gt;
///     where TState : unmanaged
/// {
///     TState state = default;
///     float[] output = new float[TModel.OutputSize];     // of a model with one output a sequence
///     model.Run(ref state, sequence, output);
///     return output;
/// }
/// </code>
/// </example>
public interface IRecurrentModel<TSelf, TState, TInput> : IModelWeights<TSelf>
    where TSelf : class, IRecurrentModel<TSelf, TState, TInput>
    where TState : unmanaged
    where TInput : unmanaged
{
    /// <summary>Input size I: values read a step.</summary>
    static abstract int InputSize { get; }

    /// <summary>Output size O: values written a step.</summary>
    static abstract int OutputSize { get; }

    /// <summary>What <c>Run</c> takes and gives.</summary>
    static abstract SequenceMode Mode { get; }

    /// <summary>Outputs that a stream will give in so many steps: as many, unless a convolution or a pool has a stride.</summary>
    /// <param name="state">The stream's state.</param>
    /// <param name="steps">Steps to come.</param>
    static virtual int OutputSteps(ref TState state, int steps) => steps;

    /// <summary>Floats that <c>Run</c> needs for a sequence between the layers of a model in both directions; 0 of all others.</summary>
    /// <param name="steps">Steps of the sequence.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative number.</exception>
    static virtual int ScratchLength(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return 0;
    }

    /// <summary>Number of hidden vectors in the state: one per recurrent layer and direction.</summary>
    static abstract int HiddenCount { get; }

    /// <summary>
    /// The hidden state h number <paramref name="index"/> in <paramref name="state"/>; PyTorch's order: layer by layer, forward before backward.
    /// </summary>
    static abstract Span<float> Hidden(ref TState state, int index);

    /// <summary>The cell state c that belongs to <see cref="Hidden"/>; empty for layers that have none.</summary>
    static abstract Span<float> Cell(ref TState state, int index);

    /// <summary>The parameters in the order of <see cref="IModelWeights{TSelf}.Tensors"/>, two biases of a gate as their sum.</summary>
    ReadOnlySpan<float> Parameters { get; }

    /// <summary>
    /// The state that a fresh stream starts from: zeros, unless a layer has <see cref="RecurrentLayerAttribute.InitialState"/>.
    /// </summary>
    TState Initial => default;

    /// <summary>A whole sequence from <paramref name="state"/> on, which is left as it is after the last step.</summary>
    /// <param name="state">The state before the first step, then after the last.</param>
    /// <param name="xs">Inputs, <c>[T, I]</c> or <c>[I]</c>, by <see cref="Mode"/>.</param>
    /// <param name="ys">Outputs, <c>[T, O]</c> or <c>[O]</c>, by <see cref="Mode"/>.</param>
    void Run(ref TState state, ReadOnlySpan<TInput> xs, Span<float> ys);

    /// <summary>
    /// Sequences of equal length for B independent streams: side by side where the model can, otherwise one after another, all or nothing where lengths do not
    /// fit.
    /// </summary>
    /// <param name="states">The streams' states, <c>[B]</c>, before the first step, then after the last.</param>
    /// <param name="xs">Inputs, <c>[B, T, I]</c>; <c>[B, I]</c> in modes with one input.</param>
    /// <param name="ys">Outputs, <c>[B, T, O]</c>; <c>[B, O]</c> in modes with one output.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit; nothing has been computed then.</exception>
    void RunMany(Span<TState> states, ReadOnlySpan<TInput> xs, Span<float> ys)
    {
        // Of models with both directions or with one input: the others have their own.
        int streams = states.Length;
        PaddedLengths.CheckEqual(streams, xs.Length, ys.Length, nameof(xs));
        for (int b = 0; b < streams; b++)
        {
            int inputs = xs.Length / streams;
            int outputs = ys.Length / streams;
            Run(ref states[b], xs.Slice(b * inputs, inputs), ys.Slice(b * outputs, outputs));
        }
    }

    /// <summary>
    /// Sequences of different lengths, padded to the longest, for B independent streams: side by side where the model can, otherwise one after another.
    /// </summary>
    /// <param name="states">The streams' states, <c>[B]</c>, before the first step, then after each stream's last.</param>
    /// <param name="xs">Inputs, <c>[B, T, I]</c>; <c>[B, I]</c> in modes with one input. What lies behind a stream's length is not read.</param>
    /// <param name="lengths">Steps of each stream, <c>[B]</c>, 0 to T; in modes with one input or one output at least 1.</param>
    /// <param name="ys">Outputs, <c>[B, T, O]</c>, zeros behind those of a stream; <c>[B, O]</c> in modes with one output.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit; nothing has been computed then.</exception>
    void RunMany(Span<TState> states, ReadOnlySpan<TInput> xs, ReadOnlySpan<int> lengths, Span<float> ys)
    {
        // Of models with both directions, with one input, or with outputs every few steps: the others have their own.
        PaddedLengths.CheckEqual(states.Length, xs.Length, ys.Length, nameof(xs));
        int inputs = xs.Length / Math.Max(1, states.Length);
        int outputs = ys.Length / Math.Max(1, states.Length);
        bool hasManyInputs = TSelf.Mode is SequenceMode.ManyToMany or SequenceMode.ManyToOne;
        bool hasManyOutputs = TSelf.Mode is SequenceMode.ManyToMany or SequenceMode.OneToMany;
        if (states.Length > 0 && (hasManyInputs ? inputs % TSelf.InputSize != 0 : inputs != TSelf.InputSize))
        {
            throw new ArgumentException(
                $"xs has {Counted.Of(inputs, "value")} of each stream, but {typeof(TSelf).Name}.InputSize is {TSelf.InputSize}. Pass "
                + (hasManyInputs ? "whole steps." : "one input of each stream."),
                nameof(xs));
        }

        int steps = hasManyInputs ? inputs / TSelf.InputSize : hasManyOutputs ? outputs / TSelf.OutputSize : 1;
        int fewest = hasManyInputs && hasManyOutputs ? 0 : 1;
        PaddedLengths.Check(lengths, states.Length, fewest, steps);
        for (int b = 0; b < states.Length; b++)
        {
            int given = Given(ref states[b], PaddedLengths.Of(lengths, b, fewest, steps));
            if (hasManyOutputs ? given > outputs || outputs % TSelf.OutputSize != 0 : given != outputs)
            {
                throw new ArgumentException(
                    $"ys has room for {Counted.Of(outputs, "value")} of each stream, but stream {b} gives {given}, in outputs of {TSelf.OutputSize}. Pass a "
                    + $"multiple of {TSelf.OutputSize} for each stream, as many as the longest gives.",
                    nameof(ys));
            }
        }

        for (int b = 0; b < states.Length; b++)
        {
            int length = PaddedLengths.Of(lengths, b, fewest, steps);
            Span<float> y = ys.Slice(b * outputs, outputs);
            int given = Math.Min(Given(ref states[b], length), outputs);
            Run(ref states[b], xs.Slice(b * inputs, hasManyInputs ? length * TSelf.InputSize : inputs), y[..given]);
            y[given..].Clear();
        }

        int Given(ref TState state, int length) =>
            TSelf.OutputSize * (!hasManyOutputs ? 1 : hasManyInputs ? TSelf.OutputSteps(ref state, length) : length);
    }

    /// <summary>A whole sequence, with the memory between the layers from the caller: never allocates, whatever the model.</summary>
    /// <param name="state">The state before the first step, then after the last.</param>
    /// <param name="xs">Inputs, <c>[T, I]</c> or <c>[I]</c>, by <see cref="Mode"/>.</param>
    /// <param name="ys">Outputs, <c>[T, O]</c> or <c>[O]</c>, by <see cref="Mode"/>.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats of any content; not the memory of the other arguments.</param>
    void Run(ref TState state, ReadOnlySpan<TInput> xs, Span<float> ys, Span<float> scratch) => Run(ref state, xs, ys);
}

/// <summary>
/// A model that gives an output at the last of every few time steps only: one with a stride, of a convolution or a pool along the steps.
/// </summary>
/// <inheritdoc/>
/// <example>
/// <code>
/// Net net = Net.Create(seed: 1);
/// Net.State state = default;
/// float[] y = new float[Net.OutputSize];
/// for (int t = 0; t &lt; 8; t++)
/// {
///     if (net.Step(ref state, [t, t, t], y))     // true at every second step
///         Console.WriteLine(y[0]);
/// }
///
/// [RecurrentModel(inputSize: 3)]
/// [MaxPool1D(2)]
/// [Gru(32)]
/// [Dense(1)]
/// public sealed partial class Net;
/// </code>
/// </example>
public interface IStridedModel<TSelf, TState, TInput> : IRecurrentModel<TSelf, TState, TInput>
    where TSelf : class, IStridedModel<TSelf, TState, TInput>
    where TState : unmanaged
    where TInput : unmanaged
{
    /// <summary>Steps from one output to the next.</summary>
    static abstract int Stride { get; }

    /// <summary>One time step.</summary>
    /// <param name="state">The stream's state, updated.</param>
    /// <param name="x">The input, <c>[I]</c>.</param>
    /// <param name="y">The output, <c>[O]</c>, if there is one; otherwise it stays as it is.</param>
    /// <returns>Whether there is an output.</returns>
    bool Step(ref TState state, ReadOnlySpan<TInput> x, Span<float> y);

    /// <summary>One time step of B independent streams.</summary>
    /// <param name="states">The streams' states, <c>[B]</c>, updated.</param>
    /// <param name="xs">The inputs, <c>[B, I]</c>.</param>
    /// <param name="ys">The outputs of the streams that give one, <c>[B, O]</c>; those of the others stay as they are.</param>
    /// <param name="hasOutput">Receives which streams give one, <c>[B]</c>.</param>
    /// <returns>How many give one.</returns>
    int StepMany(Span<TState> states, ReadOnlySpan<TInput> xs, Span<float> ys, Span<bool> hasOutput);

    /// <summary>One time step of some of many independent streams, wherever their states lie.</summary>
    /// <param name="states">The states of all streams, of which those named are updated.</param>
    /// <param name="streams">Which of them take a step, <c>[B]</c>: indices of <paramref name="states"/>, each at most once.</param>
    /// <param name="xs">Their inputs, <c>[B, I]</c>, in the same order.</param>
    /// <param name="ys">The outputs of the streams that give one, <c>[B, O]</c>; those of the others stay as they are.</param>
    /// <param name="hasOutput">Receives which of them give one, <c>[B]</c>.</param>
    /// <returns>How many give one.</returns>
    int StepMany(Span<TState> states, ReadOnlySpan<int> streams, ReadOnlySpan<TInput> xs, Span<float> ys, Span<bool> hasOutput);
}

/// <summary>A model that can go one time step at a time: every model without a bidirectional layer.</summary>
/// <inheritdoc/>
/// <example>
/// <code>
/// static void Feed&lt;TModel, TState&gt;(TModel model, ref TState state, IEnumerable&lt;float[]&gt; readings, float[] scores)
///     where TModel : class, IStreamingModel&lt;TModel, TState, float&gt;
///     where TState : unmanaged
/// {
///     foreach (float[] reading in readings)
///         model.Step(ref state, reading, scores);
/// }
///
/// GestureNet.State state = default;
/// Feed(GestureNet.Create(seed: 1), ref state, [[1, 2, 3]], new float[GestureNet.OutputSize]);
/// </code>
/// </example>
public interface IStreamingModel<TSelf, TState, TInput> : IRecurrentModel<TSelf, TState, TInput>
    where TSelf : class, IStreamingModel<TSelf, TState, TInput>
    where TState : unmanaged
    where TInput : unmanaged
{
    /// <summary>One time step.</summary>
    /// <param name="state">The stream's state, updated.</param>
    /// <param name="x">The input, <c>[I]</c>.</param>
    /// <param name="y">The output, <c>[O]</c>.</param>
    void Step(ref TState state, ReadOnlySpan<TInput> x, Span<float> y);

    /// <summary>One time step of B independent streams, which share each reading of the weights.</summary>
    /// <param name="states">The streams' states, <c>[B]</c>, updated.</param>
    /// <param name="xs">The inputs, <c>[B, I]</c>.</param>
    /// <param name="ys">The outputs, <c>[B, O]</c>.</param>
    void StepMany(Span<TState> states, ReadOnlySpan<TInput> xs, Span<float> ys);

    /// <summary>One time step of some of many independent streams, wherever their states lie; they share each reading of the weights.</summary>
    /// <param name="states">The states of all streams, of which those named are updated.</param>
    /// <param name="streams">Which of them take a step, <c>[B]</c>: indices of <paramref name="states"/>, each at most once.</param>
    /// <param name="xs">Their inputs, in the same order, <c>[B, I]</c>.</param>
    /// <param name="ys">Their outputs, <c>[B, O]</c>.</param>
    void StepMany(Span<TState> states, ReadOnlySpan<int> streams, ReadOnlySpan<TInput> xs, Span<float> ys);

    /// <summary>Time steps of which only the state matters: no head is computed.</summary>
    /// <param name="state">The stream's state, updated.</param>
    /// <param name="xs">The inputs, <c>[T, I]</c>; of one step, <c>[I]</c>.</param>
    void Advance(ref TState state, ReadOnlySpan<TInput> xs)
    {
        // Of models that are all head, which remember nothing.
        float[] y = ArrayPool<float>.Shared.Rent(TSelf.OutputSize);
        try
        {
            for (int step; !xs.IsEmpty; xs = xs[step..])
            {
                step = Math.Min(xs.Length, TSelf.InputSize);
                Step(ref state, xs[..step], y.AsSpan(0, TSelf.OutputSize));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(y);
        }
    }
}

/// <summary>A model that reads token ids and gives scores of token ids, so that it can write: it reads what it has written.</summary>
/// <inheritdoc/>
/// <example>
/// <code>
/// TextNet.State state = default;
/// int[] tokens = new int[100];
/// int written = TextNet.Create(seed: 1).Generate(ref state, first: 0, tokens);     // always the best token
/// </code>
/// </example>
public interface IGeneratingModel<TSelf, TState> : IStreamingModel<TSelf, TState, int>
    where TSelf : class, IGeneratingModel<TSelf, TState>
    where TState : unmanaged
{
    /// <summary>Writes tokens, always the one with the highest score, and reads each as the next input.</summary>
    /// <param name="state">The state before the first step, then after the last.</param>
    /// <param name="first">Id of the first token read.</param>
    /// <param name="tokens">The ids written.</param>
    /// <param name="endToken">Stops after writing this id; -1: never.</param>
    /// <returns>How many ids were written.</returns>
    int Generate(ref TState state, int first, Span<int> tokens, int endToken = -1);

    /// <summary>Writes tokens drawn from the model's scores, and reads each as the next input.</summary>
    /// <param name="state">The state before the first step, then after the last.</param>
    /// <param name="first">Id of the first token read.</param>
    /// <param name="tokens">The ids written.</param>
    /// <param name="sampling">Temperature and number of candidates.</param>
    /// <param name="random">Source of the draws, updated.</param>
    /// <param name="endToken">Stops after writing this id; -1: never.</param>
    /// <returns>How many ids were written.</returns>
    int Generate(ref TState state, int first, Span<int> tokens, Sampling sampling, ref RandomState random, int endToken = -1);
}

using TinyRnn.Weights;

namespace TinyRnn;

/// <summary>What any model can do by what it offers: for the first try and for tools, where memory may be allocated.</summary>
/// <example>
/// <code>
/// GestureNet net = GestureNet.Create(seed: 1);
/// float[] scores = net.Run(new float[50 * GestureNet.InputSize]);
/// float[] weights = net.Tensor("lstm.weight_ih_l0");
/// </code>
/// </example>
public static class RecurrentModelExtensions
{
    extension<TSelf, TState, TInput>(IRecurrentModel<TSelf, TState, TInput> model)
        where TSelf : class, IRecurrentModel<TSelf, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        /// <summary>A whole sequence from a fresh state, into a new array. In a loop, use the <c>Run</c> that writes into your memory.</summary>
        /// <param name="xs">Inputs, <c>[T, I]</c> or <c>[I]</c>, by <see cref="IRecurrentModel{TSelf, TState, TInput}.Mode"/>.</param>
        /// <returns>
        /// Outputs: <c>[T, O]</c>; in mode <see cref="SequenceMode.ManyToOne"/>, and of a single step, <c>[O]</c>. With a stride there are fewer than steps.
        /// </returns>
        /// <exception cref="ArgumentException">No whole number of steps, or none where the output is that of the last.</exception>
        /// <exception cref="InvalidOperationException">The model is one-to-many: how many outputs there are is for you to say.</exception>
        public float[] Run(ReadOnlySpan<TInput> xs)
        {
            TState state = model.Initial;
            return model.Run(ref state, xs);
        }

        /// <summary>A whole sequence from <paramref name="state"/> on, into a new array.</summary>
        /// <param name="state">The state before the first step, then after the last.</param>
        /// <param name="xs">Inputs, <c>[T, I]</c> or <c>[I]</c>, by <see cref="IRecurrentModel{TSelf, TState, TInput}.Mode"/>.</param>
        /// <returns>Outputs, as of the other <c>Run</c>.</returns>
        /// <exception cref="ArgumentException">No whole number of steps, or none where the output is that of the last.</exception>
        /// <exception cref="InvalidOperationException">The model is one-to-many: how many outputs there are is for you to say.</exception>
        public float[] Run(ref TState state, ReadOnlySpan<TInput> xs)
        {
            float[] ys = new float[OutputLength<TSelf, TState, TInput>(ref state, xs)];
            model.Run(ref state, xs, ys);
            return ys;
        }

        /// <summary>Sequences of equal length for B independent streams, by models that have no <c>RunMany</c> of their own: one after another.</summary>
        /// <param name="states">The streams' states, <c>[B]</c>, before the first step, then after the last.</param>
        /// <param name="xs">Inputs, <c>[B, T, I]</c>; <c>[B, I]</c> in modes with one input.</param>
        /// <param name="ys">Outputs, <c>[B, T, O]</c>; <c>[B, O]</c> in modes with one output.</param>
        /// <exception cref="ArgumentException">Lengths that do not fit; nothing has been computed then.</exception>
        public void RunMany(Span<TState> states, ReadOnlySpan<TInput> xs, Span<float> ys) => model.RunMany(states, xs, ys);

        /// <summary>Sequences of different lengths, padded to the longest, for B independent streams, one after another.</summary>
        /// <param name="states">The streams' states, <c>[B]</c>, before the first step, then after each stream's last.</param>
        /// <param name="xs">Inputs, <c>[B, T, I]</c>; <c>[B, I]</c> in modes with one input. What lies behind a stream's length is not read.</param>
        /// <param name="lengths">Steps of each stream, <c>[B]</c>, 0 to T; in modes with one output at least 1.</param>
        /// <param name="ys">Outputs, <c>[B, T, O]</c>, zeros behind those of a stream; <c>[B, O]</c> in modes with one output.</param>
        /// <exception cref="ArgumentException">Lengths that do not fit; nothing has been computed then.</exception>
        public void RunMany(Span<TState> states, ReadOnlySpan<TInput> xs, ReadOnlySpan<int> lengths, Span<float> ys) =>
            model.RunMany(states, xs, lengths, ys);

        /// <summary>
        /// The values of a tensor as PyTorch names and shapes it, in a new array. Of two biases that are added to each other, the first is their sum, and the
        /// second has zeros; of a GRU's two biases of the candidate each has its own.
        /// </summary>
        /// <param name="name">One of the model's <c>Tensors</c>: <c>lstm.weight_ih_l0</c>.</param>
        /// <returns>The values, row by row.</returns>
        /// <exception cref="ArgumentException">No tensor of this model; the message lists them.</exception>
        public float[] Tensor(string name) => TensorValues.Weights(TSelf.Tensors, model.Parameters, name);
    }

    private static int OutputLength<TSelf, TState, TInput>(ref TState state, ReadOnlySpan<TInput> xs)
        where TSelf : class, IRecurrentModel<TSelf, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        if (TSelf.Mode == SequenceMode.OneToMany)
        {
            throw new InvalidOperationException(
                $"{typeof(TSelf).Name} is one-to-many: it writes as many outputs as there is room for. Pass your memory to Run(ref state, x, ys).");
        }

        if (TSelf.Mode != SequenceMode.ManyToMany)
            return TSelf.OutputSize;
        (int steps, int rest) = Math.DivRem(xs.Length, TSelf.InputSize);
        if (rest > 0)
        {
            throw new ArgumentException(
                $"xs has {Counted.Of(xs.Length, "value")}, which is no whole number of steps: {typeof(TSelf).Name}.InputSize is {TSelf.InputSize}. Pass "
                + $"steps x {Counted.Of(TSelf.InputSize, "value")}.",
                nameof(xs));
        }

        return checked(TSelf.OutputSteps(ref state, steps) * TSelf.OutputSize);
    }
}

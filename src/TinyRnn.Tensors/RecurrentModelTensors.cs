using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using TinyRnn.Weights;

namespace TinyRnn.Tensors;

/// <summary>Whole sequences, and weights, of any model as tensors. Every dimension is checked by its name before anything is computed.</summary>
/// <remarks>
/// Tensors whose values lie in row-major order go through without a copy, in 0 bytes of new memory; others (slices, transposed and broadcast ones) through a
/// pooled array. Models that read token ids have no dimension I: their inputs are <c>[T]</c> and <c>[B, T]</c>.
/// </remarks>
/// <example>
/// <code>
/// Net net = Net.Create(seed: 1);
/// Tensor&lt;float&gt; xs = Tensor.CreateFromShape&lt;float&gt;([8, 50, 3]);        // streams, steps, inputs
/// Tensor&lt;float&gt; ys = Tensor.CreateFromShape&lt;float&gt;([8, 50, 2]);
/// Net.State[] states = new Net.State[8];
/// net.RunMany(states, xs, ys);
/// ReadOnlyTensorSpan&lt;float&gt; weights = net.ShapedTensor("gru.weight_ih_l0");
/// Console.WriteLine($"{weights.Lengths[0]} x {weights.Lengths[1]}");       // 96 x 3
///
/// [RecurrentModel(inputSize: 3)]
/// [Gru(32)]
/// [Dense(2)]
/// public sealed partial class Net;
/// </code>
/// </example>
public static class RecurrentModelTensors
{
    extension<TSelf, TState, TInput>(IRecurrentModel<TSelf, TState, TInput> model)
        where TSelf : class, IRecurrentModel<TSelf, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        /// <summary>A whole sequence from <paramref name="state"/> on, which is left as it is after the last step.</summary>
        /// <param name="state">The state before the first step, then after the last.</param>
        /// <param name="xs">
        /// Inputs, <c>[T, I]</c>; <c>[I]</c> in modes with one input, by <see cref="IRecurrentModel{TSelf, TState, TInput}.Mode"/>; token ids <c>[T]</c>.
        /// </param>
        /// <param name="ys">
        /// Outputs, <c>[T, O]</c>; <c>[O]</c> in modes with one output; of a model with a stride <c>[T', O]</c>, as many as
        /// <see cref="IRecurrentModel{TSelf, TState, TInput}.OutputSteps"/> says.
        /// </param>
        /// <exception cref="ArgumentException">A shape or memory that does not fit; nothing has been computed then.</exception>
        public void Run(ref TState state, ReadOnlyTensorSpan<TInput> xs, TensorSpan<float> ys)
        {
            bool hasSteps = Sequences<TSelf, TState, TInput>.HasSteps;
            Sequences<TSelf, TState, TInput>.RequireInputs(xs.Lengths, []);
            int steps = hasSteps ? (int)xs.Lengths[0] : 1;
            int outputs = hasSteps ? TSelf.OutputSteps(ref state, steps) : Dimension.Any;
            Sequences<TSelf, TState, TInput>.RequireOutputs(ys.Lengths, [], steps, outputs);
            using DenseInput<TInput> x = new(xs);
            using DenseOutput y = new(ys, MemoryMarshal.AsBytes(new ReadOnlySpan<TState>(in state)), "ys");
            model.Run(ref state, x.Values, y.Values);
            y.Scatter();
        }

        /// <summary>Sequences of equal length for B independent streams, as by the model's own <c>RunMany</c>.</summary>
        /// <param name="states">The streams' states, <c>[B]</c>, before the first step, then after the last.</param>
        /// <param name="xs">Inputs, <c>[B, T, I]</c>; <c>[B, I]</c> in modes with one input; token ids <c>[B, T]</c>.</param>
        /// <param name="ys">Outputs, <c>[B, T, O]</c>; <c>[B, O]</c> in modes with one output; of a model with a stride <c>[B, T', O]</c>.</param>
        /// <exception cref="ArgumentException">A shape or memory that does not fit; nothing has been computed then.</exception>
        public void RunMany(Span<TState> states, ReadOnlyTensorSpan<TInput> xs, TensorSpan<float> ys)
        {
            bool hasSteps = Sequences<TSelf, TState, TInput>.HasSteps;
            ReadOnlySpan<Dimension> streams = [new(Axis.States, states.Length)];
            Sequences<TSelf, TState, TInput>.RequireInputs(xs.Lengths, streams);
            int steps = hasSteps ? (int)xs.Lengths[1] : 1;
            int outputs = hasSteps && states.Length > 0 ? TSelf.OutputSteps(ref states[0], steps) : Dimension.Any;
            Sequences<TSelf, TState, TInput>.RequireOutputs(ys.Lengths, streams, steps, outputs);
            using DenseInput<TInput> x = new(xs);
            using DenseOutput y = new(ys, MemoryMarshal.AsBytes(states), "ys");
            model.RunMany(states, x.Values, y.Values);
            y.Scatter();
        }

        /// <summary>
        /// A tensor as PyTorch names and shapes it, with its shape: where the model keeps it as files do, its own memory. Of two biases that are added to each
        /// other, the first is their sum, and the second, which is new memory, has zeros.
        /// </summary>
        /// <param name="name">One of the model's <c>Tensors</c>: <c>lstm.weight_ih_l0</c>.</param>
        /// <returns>The values; <c>Parameters</c> says how long they stay as they are.</returns>
        /// <exception cref="ArgumentException">No tensor of this model; the message lists them.</exception>
        public ReadOnlyTensorSpan<float> ShapedTensor(string name)
        {
            foreach (TensorBinding binding in TSelf.Tensors)
            {
                if (binding.Name == name)
                {
                    ReadOnlySpan<float> values = binding.Added == 0 ? model.Parameters.Slice(binding.Offset, binding.Count) : model.Tensor(name);
                    Span<nint> lengths = stackalloc nint[binding.Shape.Count];
                    for (int index = 0; index < lengths.Length; index++)
                        lengths[index] = binding.Shape[index];
                    return new(values, lengths);
                }
            }

            // Throws, and says which there are.
            return model.Tensor(name);
        }
    }
}

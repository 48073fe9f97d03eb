using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TinyRnn.Tensors;

/// <summary>
/// Single steps, of one stream and of many, as tensors, of a model that gives an output at the last of every few steps. Every dimension is checked by its name
/// before anything is computed.
/// </summary>
/// <remarks>Tensors whose values lie in row-major order go through without a copy, in 0 bytes of new memory; others through a pooled array.</remarks>
/// <example>
/// <code>
/// Net net = Net.Create(seed: 1);
/// Net.State state = default;
/// Tensor&lt;float&gt; x = Tensor.CreateFromShape&lt;float&gt;([3]), y = Tensor.CreateFromShape&lt;float&gt;([1]);
/// for (int t = 0; t &lt; 8; t++)
/// {
///     if (net.Step(ref state, x, y))     // true at every second step
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
public static class StridedModelTensors
{
    extension<TSelf, TState, TInput>(IStridedModel<TSelf, TState, TInput> model)
        where TSelf : class, IStridedModel<TSelf, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        /// <summary>One time step.</summary>
        /// <param name="state">The stream's state, updated.</param>
        /// <param name="x">The input, <c>[I]</c>.</param>
        /// <param name="y">The output, <c>[O]</c>, if there is one; otherwise it stays as it is.</param>
        /// <returns>Whether there is an output.</returns>
        /// <exception cref="ArgumentException">A shape or memory that does not fit; nothing has been computed then.</exception>
        public bool Step(ref TState state, ReadOnlyTensorSpan<TInput> x, TensorSpan<float> y)
        {
            Steps<TSelf, TState, TInput>.RequireOne(x.Lengths, y.Lengths);
            using DenseInput<TInput> input = new(x);
            using DenseOutput output = new(y, MemoryMarshal.AsBytes(new ReadOnlySpan<TState>(in state)), "y");
            bool hasOutput = model.Step(ref state, input.Values, output.Values);
            if (hasOutput)
                output.Scatter();
            return hasOutput;
        }

        /// <summary>One time step of B independent streams.</summary>
        /// <param name="states">The streams' states, <c>[B]</c>, updated.</param>
        /// <param name="xs">The inputs, <c>[B, I]</c>; token ids <c>[B]</c>.</param>
        /// <param name="ys">The outputs of the streams that give one, <c>[B, O]</c>; those of the others stay as they are.</param>
        /// <param name="hasOutput">Receives which streams give one, <c>[B]</c>.</param>
        /// <returns>How many give one.</returns>
        /// <exception cref="ArgumentException">A shape or memory that does not fit; nothing has been computed then.</exception>
        public int StepMany(Span<TState> states, ReadOnlyTensorSpan<TInput> xs, TensorSpan<float> ys, Span<bool> hasOutput)
        {
            Steps<TSelf, TState, TInput>.RequireMany(xs.Lengths, ys.Lengths, new(Axis.States, states.Length));
            using DenseInput<TInput> inputs = new(xs);
            using DenseOutput outputs = new(ys, MemoryMarshal.AsBytes(states), "ys", keeps: true);
            int count = model.StepMany(states, inputs.Values, outputs.Values, hasOutput);
            outputs.Scatter();
            return count;
        }
    }
}

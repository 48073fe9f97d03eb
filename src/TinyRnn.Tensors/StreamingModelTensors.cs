using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TinyRnn.Tensors;

/// <summary>Single steps, of one stream and of many, as tensors. Every dimension is checked by its name before anything is computed.</summary>
/// <remarks>
/// Tensors whose values lie in row-major order go through without a copy, in 0 bytes of new memory; others through a pooled array. Of models that read token
/// ids, the ids of B streams are <c>[B]</c>, and that of one stream is <c>[1]</c>.
/// </remarks>
/// <example>
/// <code>
/// Net net = Net.Create(seed: 1);
/// Net.State[] states = new Net.State[4];
/// Tensor&lt;float&gt; batch = Tensor.CreateFromShape&lt;float&gt;([4, 50, 3]);      // streams, steps, inputs
/// float[] scores = new float[4 * 2];
/// for (int t = 0; t &lt; 50; t++)
/// {
///     // One step of all streams: [4, 1, 3], and without the dimension of the steps [4, 3].
///     ReadOnlyTensorSpan&lt;float&gt; xs = Tensor.SqueezeDimension(batch.AsReadOnlyTensorSpan([0..4, t..(t + 1), 0..3]), 1);
///     net.StepMany(states, xs, new TensorSpan&lt;float&gt;(scores, [4, 2]));
/// }
///
/// [RecurrentModel(inputSize: 3)]
/// [Gru(32)]
/// [Dense(2)]
/// public sealed partial class Net;
/// </code>
/// </example>
public static class StreamingModelTensors
{
    extension<TSelf, TState, TInput>(IStreamingModel<TSelf, TState, TInput> model)
        where TSelf : class, IStreamingModel<TSelf, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        /// <summary>One time step.</summary>
        /// <param name="state">The stream's state, updated.</param>
        /// <param name="x">The input, <c>[I]</c>.</param>
        /// <param name="y">The output, <c>[O]</c>.</param>
        /// <exception cref="ArgumentException">A shape or memory that does not fit; nothing has been computed then.</exception>
        public void Step(ref TState state, ReadOnlyTensorSpan<TInput> x, TensorSpan<float> y)
        {
            Steps<TSelf, TState, TInput>.RequireOne(x.Lengths, y.Lengths);
            using DenseInput<TInput> input = new(x);
            using DenseOutput output = new(y, MemoryMarshal.AsBytes(new ReadOnlySpan<TState>(in state)), "y");
            model.Step(ref state, input.Values, output.Values);
            output.Scatter();
        }

        /// <summary>One time step of B independent streams, which share each reading of the weights.</summary>
        /// <param name="states">The streams' states, <c>[B]</c>, updated.</param>
        /// <param name="xs">The inputs, <c>[B, I]</c>; token ids <c>[B]</c>.</param>
        /// <param name="ys">The outputs, <c>[B, O]</c>.</param>
        /// <exception cref="ArgumentException">A shape or memory that does not fit; nothing has been computed then.</exception>
        public void StepMany(Span<TState> states, ReadOnlyTensorSpan<TInput> xs, TensorSpan<float> ys)
        {
            Steps<TSelf, TState, TInput>.RequireMany(xs.Lengths, ys.Lengths, new(Axis.States, states.Length));
            using DenseInput<TInput> inputs = new(xs);
            using DenseOutput outputs = new(ys, MemoryMarshal.AsBytes(states), "ys");
            model.StepMany(states, inputs.Values, outputs.Values);
            outputs.Scatter();
        }

        /// <summary>One time step of some of many independent streams, wherever their states lie; they share each reading of the weights.</summary>
        /// <param name="states">The states of all streams, of which those named are updated.</param>
        /// <param name="streams">Which of them take a step, <c>[B]</c>: indices of <paramref name="states"/>, each at most once.</param>
        /// <param name="xs">Their inputs, in the same order, <c>[B, I]</c>; token ids <c>[B]</c>.</param>
        /// <param name="ys">Their outputs, <c>[B, O]</c>.</param>
        /// <exception cref="ArgumentException">A shape, an index or memory that does not fit; nothing has been computed then.</exception>
        public void StepMany(Span<TState> states, ReadOnlySpan<int> streams, ReadOnlyTensorSpan<TInput> xs, TensorSpan<float> ys)
        {
            Steps<TSelf, TState, TInput>.RequireMany(xs.Lengths, ys.Lengths, new(Axis.Named, streams.Length));
            using DenseInput<TInput> inputs = new(xs);
            using DenseOutput outputs = new(ys, MemoryMarshal.AsBytes(states), "ys");
            model.StepMany(states, streams, inputs.Values, outputs.Values);
            outputs.Scatter();
        }
    }
}

namespace TinyRnn.Tensors.Tests;

/// <summary>Sequences as tensors give the bits of sequences as spans, however their values lie in memory.</summary>
public class SequenceTests
{
    public static TheoryData<Layout, Layout> All
    {
        get
        {
            TheoryData<Layout, Layout> rows = [];
            foreach (Layout inputs in Enum.GetValues<Layout>())
            {
                foreach (Layout outputs in Enum.GetValues<Layout>())
                    rows.Add(inputs, outputs);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Run_gives_the_bits_of_spans(Layout inputs, Layout outputs)
    {
        Run<Net, Net.State, float>(inputs, outputs, Layouts.Noise(7 * 3, 1), [7, 3], [7, 2]);
        Run<Classifier, Classifier.State, float>(inputs, outputs, Layouts.Noise(7 * 3, 1), [7, 3], [4]);
        Run<Tokens, Tokens.State, int>(inputs, outputs, [3, 1, 4, 1, 5], [5], [5, 10]);
        Run<Strided, Strided.State, float>(inputs, outputs, Layouts.Noise(7 * 3, 1), [7, 3], [3, 2]);
        Run<Both, Both.State, float>(inputs, outputs, Layouts.Noise(7 * 3, 1), [7, 3], [7, 2]);
        Run<Describer, Describer.State, float>(inputs, outputs, Layouts.Noise(3, 1), [3], [6, 3]);
        Run<Plain, Plain.State, float>(inputs, outputs, Layouts.Noise(4, 1), [4], [3]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void RunMany_gives_the_bits_of_the_models_own(Layout inputs, Layout outputs)
    {
        // Five streams: four of them are computed side by side, where the model can.
        float[] xs = Layouts.Noise(5 * 7 * 3, 2);
        Net net = Net.Create(seed: 1);
        Many<Net, Net.State, float>(inputs, outputs, xs, [5, 7, 3], [5, 7, 2], net.RunMany);
        Classifier classifier = Classifier.Create(seed: 1);
        Many<Classifier, Classifier.State, float>(inputs, outputs, xs, [5, 7, 3], [5, 4], classifier.RunMany);
        Tokens tokens = Tokens.Create(seed: 1);
        Many<Tokens, Tokens.State, int>(inputs, outputs, [.. Enumerable.Range(0, 20).Select(id => id % 10)], [5, 4], [5, 4, 10], tokens.RunMany);
        Strided strided = Strided.Create(seed: 1);
        Many<Strided, Strided.State, float>(inputs, outputs, xs, [5, 7, 3], [5, 3, 2], strided.RunMany);
        Both both = Both.Create(seed: 1);
        Many<Both, Both.State, float>(inputs, outputs, xs, [5, 7, 3], [5, 7, 2], (states, x, y) => both.RunMany(states, x, y));
        Describer describer = Describer.Create(seed: 1);
        Many<Describer, Describer.State, float>(
            inputs, outputs, xs.AsSpan(0, 15).ToArray(), [5, 3], [5, 6, 3], (states, x, y) => describer.RunMany(states, x, y));
        Plain plain = Plain.Create(seed: 1);
        Many<Plain, Plain.State, float>(inputs, outputs, xs.AsSpan(0, 20).ToArray(), [5, 4], [5, 3], (states, x, y) => plain.RunMany(states, x, y));
    }

    [Fact]
    public void No_step_gives_no_output()
    {
        Net net = Net.Create(seed: 1);
        Net.State state = default;
        net.Run(ref state, new float[3], new float[2]);
        Net.State before = state;
        net.Run(ref state, Tensor.CreateFromShape<float>([0, 3]), Tensor.CreateFromShape<float>([0, 2]));
        Assert.Equal(before, state);
        Net.State[] states = [state, state];
        net.RunMany(states, Tensor.CreateFromShape<float>([2, 0, 3]), Tensor.CreateFromShape<float>([2, 0, 2]));
        Assert.Equal([before, before], states);
        net.RunMany([], Tensor.CreateFromShape<float>([0, 7, 3]), Tensor.CreateFromShape<float>([0, 7, 2]));
        // The output of the last step of none.
        ArgumentException refusal = Assert.Throws<ArgumentException>(() =>
        {
            Classifier.State none = default;
            Classifier.Create(seed: 1).Run(ref none, Tensor.CreateFromShape<float>([0, 3]), Tensor.CreateFromShape<float>([4]));
        });
        Assert.Equal("xs", refusal.ParamName);
    }

    [Fact]
    public void A_broadcast_input_is_read_at_every_step()
    {
        Net net = Net.Create(seed: 1);
        float[] x = Layouts.Noise(3, 4);
        Net.State state = default;
        Net.State expectedState = default;
        Tensor<float> ys = Tensor.CreateFromShape<float>([4, 2]);
        net.Run(ref state, new ReadOnlyTensorSpan<float>(x, [4, 3], [0, 1]), ys);
        float[] expected = new float[8];
        net.Run(ref expectedState, [.. x, .. x, .. x, .. x], expected);
        Assert.Equal(expected, Layouts.Values<float>(ys));
        Assert.Equal(expectedState, state);
    }

    private static void Run<TModel, TState, TInput>(Layout inputs, Layout outputs, TInput[] xs, nint[] inputShape, nint[] outputShape)
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TState : unmanaged, IEquatable<TState>
        where TInput : unmanaged
    {
        TModel model = TModel.Create(1);
        TState expectedState = model.Initial;
        float[] expected = new float[Count(outputShape)];
        model.Run(ref expectedState, xs, expected);
        TState state = model.Initial;
        TensorSpan<float> ys = Layouts.Create<float>(outputs, outputShape, new float[expected.Length], -1, out float[] memory);
        model.Run(ref state, Layouts.Create<TInput>(inputs, inputShape, xs, default, out _), ys);
        Assert.Equal(expected, Layouts.Values<float>(ys));
        Assert.Equal(expectedState, state);
        // What lies around the tensor is as it was.
        Assert.Equal(memory.Length - expected.Length, memory.Count(value => value == -1));
    }

    private static void Many<TModel, TState, TInput>(
        Layout inputs, Layout outputs, TInput[] xs, nint[] inputShape, nint[] outputShape, SpanCall<TState, TInput> own)
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TState : unmanaged, IEquatable<TState>
        where TInput : unmanaged
    {
        TModel model = TModel.Create(1);
        TState[] expectedStates = new TState[5];
        float[] expected = new float[Count(outputShape)];
        own(expectedStates, xs, expected);
        TState[] states = new TState[5];
        TensorSpan<float> ys = Layouts.Create<float>(outputs, outputShape, new float[expected.Length], -1, out float[] memory);
        model.RunMany(states, Layouts.Create<TInput>(inputs, inputShape, xs, default, out _), ys);
        Assert.Equal(expected, Layouts.Values<float>(ys));
        Assert.Equal(expectedStates, states);
        Assert.Equal(memory.Length - expected.Length, memory.Count(value => value == -1));
    }

    private static int Count(nint[] lengths) => (int)lengths.Aggregate((nint)1, (product, length) => product * length);

    private delegate void SpanCall<TState, TInput>(Span<TState> states, ReadOnlySpan<TInput> xs, Span<float> ys);
}

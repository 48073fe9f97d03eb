namespace TinyRnn.Tensors.Tests;

/// <summary>Steps as tensors give the bits of steps as spans, however their values lie in memory.</summary>
public class StepTests
{
    [Theory]
    [MemberData(nameof(SequenceTests.All), MemberType = typeof(SequenceTests))]
    public void Step_gives_the_bits_of_spans(Layout inputs, Layout outputs)
    {
        Net net = Net.Create(seed: 1);
        Net.State state = default;
        Net.State expectedState = default;
        float[] expected = new float[2];
        for (int step = 0; step < 3; step++)
        {
            float[] x = Layouts.Noise(3, step);
            net.Step(ref expectedState, x, expected);
            TensorSpan<float> y = Layouts.Create<float>(outputs, [2], new float[2], -1, out _);
            net.Step(ref state, Layouts.Create<float>(inputs, [3], x, 0, out _), y);
            Assert.Equal(expected, Layouts.Values<float>(y));
        }

        Assert.Equal(expectedState, state);
        Tokens tokens = Tokens.Create(seed: 1);
        Tokens.State read = default;
        Tokens.State expectedRead = default;
        float[] scores = new float[10];
        tokens.Step(ref expectedRead, [7], scores);
        TensorSpan<float> tensor = Layouts.Create<float>(outputs, [10], new float[10], -1, out _);
        tokens.Step(ref read, Layouts.Create<int>(inputs, [1], [7], 0, out _), tensor);
        Assert.Equal(scores, Layouts.Values<float>(tensor));
        Assert.Equal(expectedRead, read);
    }

    [Theory]
    [MemberData(nameof(SequenceTests.All), MemberType = typeof(SequenceTests))]
    public void StepMany_gives_the_bits_of_spans(Layout inputs, Layout outputs)
    {
        Net net = Net.Create(seed: 1);
        Net.State[] states = new Net.State[5];
        Net.State[] expectedStates = new Net.State[5];
        float[] xs = Layouts.Noise(5 * 3, 1);
        float[] expected = new float[5 * 2];
        TensorSpan<float> ys = Layouts.Create<float>(outputs, [5, 2], new float[10], -1, out float[] memory);
        net.StepMany(expectedStates, xs, expected);
        net.StepMany(states, Layouts.Create<float>(inputs, [5, 3], xs, 0, out _), ys);
        Assert.Equal(expected, Layouts.Values<float>(ys));
        Assert.Equal(memory.Length - 10, memory.Count(value => value == -1));
        net.StepMany(expectedStates, [4, 0], xs.AsSpan(0, 6), expected.AsSpan(0, 4));
        TensorSpan<float> two = Layouts.Create<float>(outputs, [2, 2], new float[4], -1, out _);
        net.StepMany(states, [4, 0], Layouts.Create<float>(inputs, [2, 3], xs.AsSpan(0, 6), 0, out _), two);
        Assert.Equal(expected.AsSpan(0, 4).ToArray(), Layouts.Values<float>(two));
        Assert.Equal(expectedStates, states);
        Tokens tokens = Tokens.Create(seed: 1);
        float[] scores = new float[3 * 10];
        tokens.StepMany(new Tokens.State[3], [1, 2, 3], scores);
        TensorSpan<float> tensor = Layouts.Create<float>(outputs, [3, 10], new float[30], -1, out _);
        tokens.StepMany(new Tokens.State[3], Layouts.Create<int>(inputs, [3], [1, 2, 3], 0, out _), tensor);
        Assert.Equal(scores, Layouts.Values<float>(tensor));
    }

    [Theory]
    [MemberData(nameof(SequenceTests.All), MemberType = typeof(SequenceTests))]
    public void A_stride_leaves_what_has_no_output_as_it_was(Layout inputs, Layout outputs)
    {
        Strided strided = Strided.Create(seed: 1);
        Strided.State[] states = new Strided.State[3];
        // The second stream is one step ahead, and alone in giving an output.
        strided.Advance(ref states[1], [1, 2, 3]);
        Strided.State[] expectedStates = [.. states];
        float[] xs = Layouts.Noise(9, 1);
        float[] expected = [9, 8, 7, 6, 5, 4];
        TensorSpan<float> ys = Layouts.Create<float>(outputs, [3, 2], expected, -1, out _);
        bool[] hasOutput = new bool[3];
        Assert.Equal(1, strided.StepMany(expectedStates, xs, expected, new bool[3]));
        Assert.Equal(1, strided.StepMany(states, Layouts.Create<float>(inputs, [3, 3], xs, 0, out _), ys, hasOutput));
        Assert.Equal([false, true, false], hasOutput);
        Assert.Equal(expected, Layouts.Values<float>(ys));
        Assert.Equal(expectedStates, states);
        TensorSpan<float> y = Layouts.Create<float>(outputs, [2], [4, 5], -1, out _);
        Strided.State state = default;
        Assert.False(strided.Step(ref state, Layouts.Create<float>(inputs, [3], xs.AsSpan(0, 3), 0, out _), y));
        Assert.Equal([4, 5], Layouts.Values<float>(y));
        Assert.True(strided.Step(ref state, Layouts.Create<float>(inputs, [3], xs.AsSpan(3, 3), 0, out _), y));
        Strided.State expectedState = default;
        float[] step = new float[2];
        strided.Step(ref expectedState, xs.AsSpan(0, 3), step);
        strided.Step(ref expectedState, xs.AsSpan(3, 3), step);
        Assert.Equal(step, Layouts.Values<float>(y));
    }
}

using System.Runtime.InteropServices;

namespace TinyRnn.Tensors.Tests;

/// <summary>A shape that does not fit is refused by the name of its dimension, and nothing has changed then.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData("3", "2", "x has the shape [3]; Net reads", false)]
    [InlineData("4", "2", "x has the shape [4]; Net reads [3]: the only dimension is the input size 3 (I).", true)]
    [InlineData("1,3", "2", "x has the shape [1, 3]; Net reads [3]: 1 dimension, not 2.", true)]
    [InlineData("3", "3", "y has the shape [3]; Net writes [2]: the only dimension is the output size 2 (O).", true)]
    [InlineData("3", "1,2", "y has the shape [1, 2]; Net writes [2]: 1 dimension, not 2.", true)]
    public void Step(string x, string y, string message, bool isRefused)
    {
        Net net = Net.Create(seed: 1);
        Refused<Net.State>(message, isRefused, y, (states, ys) => net.Step(ref states[0], Ones<float>(x), ys));
    }

    [Theory]
    [InlineData("12,3", "12,2", "", false)]
    [InlineData("12,4", "12,2", "xs has the shape [12, 4]; Net reads [T, 3]: the last dimension is the input size 3 (I).", true)]
    [InlineData("36", "12,2", "xs has the shape [36]; Net reads [T, 3]: 2 dimensions, not 1.", true)]
    [InlineData("1,12,3", "12,2", "xs has the shape [1, 12, 3]; Net reads [T, 3]: 2 dimensions, not 3.", true)]
    [InlineData("12,3", "12,3", "ys has the shape [12, 3]; Net writes [12, 2]: the last dimension is the output size 2 (O).", true)]
    [InlineData("12,3", "11,2", "ys has the shape [11, 2]; Net writes [12, 2]: the first dimension is the number of steps, 12 (T).", true)]
    [InlineData("12,3", "24", "ys has the shape [24]; Net writes [12, 2]: 2 dimensions, not 1.", true)]
    [InlineData("3,12", "12,2", "xs has the shape [3, 12]; Net reads [T, 3]: the last dimension is the input size 3 (I).", true)]
    public void Run(string xs, string ys, string message, bool isRefused)
    {
        Net net = Net.Create(seed: 1);
        Refused<Net.State>(message, isRefused, ys, (states, outputs) => net.Run(ref states[0], Ones<float>(xs), outputs));
    }

    [Theory]
    [InlineData("2,12,3", "2,12,2", "", false)]
    [InlineData("3,12,3", "2,12,2", "xs has the shape [3, 12, 3]; Net reads [2, T, 3]: the first dimension is the number of states, 2 (B).", true)]
    [InlineData("2,12,4", "2,12,2", "xs has the shape [2, 12, 4]; Net reads [2, T, 3]: the last dimension is the input size 3 (I).", true)]
    [InlineData("24,3", "2,12,2", "xs has the shape [24, 3]; Net reads [2, T, 3]: 3 dimensions, not 2.", true)]
    [InlineData("2,12,3", "1,12,2", "ys has the shape [1, 12, 2]; Net writes [2, 12, 2]: the first dimension is the number of states, 2 (B).", true)]
    [InlineData("2,12,3", "2,6,2", "ys has the shape [2, 6, 2]; Net writes [2, 12, 2]: the second dimension is the number of steps, 12 (T).", true)]
    [InlineData("2,12,3", "2,12,1", "ys has the shape [2, 12, 1]; Net writes [2, 12, 2]: the last dimension is the output size 2 (O).", true)]
    [InlineData("2,12,3", "12,2,2", "ys has the shape [12, 2, 2]; Net writes [2, 12, 2]: the first dimension is the number of states, 2 (B).", true)]
    public void RunMany(string xs, string ys, string message, bool isRefused)
    {
        Net net = Net.Create(seed: 1);
        Refused<Net.State>(message, isRefused, ys, (states, outputs) => net.RunMany(states, Ones<float>(xs), outputs));
    }

    [Theory]
    [InlineData("2,3", "2,2", "", false)]
    [InlineData("3,3", "2,2", "xs has the shape [3, 3]; Net reads [2, 3]: the first dimension is the number of states, 2 (B).", true)]
    [InlineData("2,2", "2,2", "xs has the shape [2, 2]; Net reads [2, 3]: the last dimension is the input size 3 (I).", true)]
    [InlineData("2,3", "1,2", "ys has the shape [1, 2]; Net writes [2, 2]: the first dimension is the number of states, 2 (B).", true)]
    [InlineData("2,3", "2,3", "ys has the shape [2, 3]; Net writes [2, 2]: the last dimension is the output size 2 (O).", true)]
    public void StepMany(string xs, string ys, string message, bool isRefused)
    {
        Net net = Net.Create(seed: 1);
        Refused<Net.State>(message, isRefused, ys, (states, outputs) => net.StepMany(states, Ones<float>(xs), outputs));
    }

    [Fact]
    public void Streams_that_are_named()
    {
        Net net = Net.Create(seed: 1);
        Refused<Net.State>(
            "xs has the shape [2, 3]; Net reads [1, 3]: the first dimension is the number of streams named, 1 (B).",
            isRefused: true,
            "1,2",
            (states, outputs) => net.StepMany(states, [1], Ones<float>("2,3"), outputs));
        // What the model itself refuses: an index that is none, after both shapes were right.
        Refused<Net.State>("2", isRefused: true, "1,2", (states, outputs) => net.StepMany(states, [2], Ones<float>("1,3"), outputs));
    }

    [Fact]
    public void Other_modes_and_kinds()
    {
        Classifier classifier = Classifier.Create(seed: 1);
        Refused<Classifier.State>(
            "ys has the shape [5, 4]; Classifier writes [4]: 1 dimension, not 2.", isRefused: true, "5,4",
            (states, outputs) => classifier.Run(ref states[0], Ones<float>("5,3"), outputs));
        Tokens tokens = Tokens.Create(seed: 1);
        Refused<Tokens.State>(
            "xs has the shape [5, 1]; Tokens reads [T]: 1 dimension, not 2.", isRefused: true, "5,10",
            (states, outputs) => tokens.Run(ref states[0], Ones<int>("5,1"), outputs));
        Refused<Tokens.State>(
            "xs has the shape [3]; Tokens reads [2]: the only dimension is the number of states, 2 (B).", isRefused: true, "2,10",
            (states, outputs) => tokens.StepMany(states, Ones<int>("3"), outputs));
        Strided strided = Strided.Create(seed: 1);
        Refused<Strided.State>(
            "ys has the shape [7, 2]; Strided writes [3, 2]: the first dimension is the number of outputs that these steps give, 3 (T').",
            isRefused: true,
            "7,2",
            (states, outputs) => strided.Run(ref states[0], Ones<float>("7,3"), outputs));
        Refused<Strided.State>(
            "ys has the shape [2, 3]; Strided writes [2, 2]: the last dimension is the output size 2 (O).", isRefused: true, "2,3",
            (states, outputs) => strided.StepMany(states, Ones<float>("2,3"), outputs, new bool[2]));
        Describer describer = Describer.Create(seed: 1);
        Refused<Describer.State>(
            "ys has the shape [6, 2]; Describer writes [T, 3]: the last dimension is the output size 3 (O).", isRefused: true, "6,2",
            (states, outputs) => describer.Run(ref states[0], Ones<float>("3"), outputs));
        Plain plain = Plain.Create(seed: 1);
        Refused<Plain.State>(
            "xs has the shape [4]; Plain reads [2, 4]: 2 dimensions, not 1.", isRefused: true, "2,3",
            (states, outputs) => plain.RunMany(states, Ones<float>("4"), outputs));
    }

    [Fact]
    public void An_id_that_is_none_is_refused_by_the_model()
    {
        Tokens tokens = Tokens.Create(seed: 1);
        Refused<Tokens.State>(
            "10", isRefused: true, "2,10", (states, outputs) => tokens.Run(ref states[0], new ReadOnlyTensorSpan<int>([3, 10], [2]), outputs));
    }

    [Fact]
    public void An_output_that_repeats_its_elements()
    {
        Net net = Net.Create(seed: 1);
        Net.State state = default;
        float[] memory = [7, 8];
        ArgumentException refusal = Assert.Throws<ArgumentException>(() =>
            net.Run(ref state, Ones<float>("4,3"), new TensorSpan<float>(memory, [4, 2], [0, 1])));
        Assert.StartsWith("ys, of shape [4, 2] and strides [0, 1], repeats its elements.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([7, 8], memory);
        Assert.Equal(default, state);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_output_in_the_memory_of_the_state(bool isDense)
    {
        Net net = Net.Create(seed: 1);
        Net.State[] states = new Net.State[4];
        Assert.Throws<ArgumentException>(() =>
        {
            Span<float> memory = MemoryMarshal.Cast<Net.State, float>(states.AsSpan());
            TensorSpan<float> ys = isDense ? new(memory, [4, 2]) : new(memory, [4, 2], [1, 4]);
            net.Run(ref states[0], Ones<float>("4,3"), ys);
        });
        Assert.Equal(new Net.State[4], states);
    }

    [Fact]
    public void More_values_than_a_span_holds()
    {
        Describer describer = Describer.Create(seed: 1);
        Describer.State state = default;
        // One value, read a billion times: no memory of such a size is needed.
        float[] memory = [7, 8, 9];
        ArgumentException refusal = Assert.Throws<ArgumentException>(() =>
            describer.Run(ref state, Ones<float>("3"), new TensorSpan<float>(memory, [1_000_000_000, 3], [0, 1])));
        Assert.StartsWith("ys has the shape [1000000000, 3], which is more than 2147483647 values.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(default, state);
    }

    private delegate void Call<TState>(TState[] states, TensorSpan<float> ys);

    /// <summary>The call says so, and has changed neither states nor outputs; or it changes both.</summary>
    private static void Refused<TState>(string message, bool isRefused, string outputs, Call<TState> call)
        where TState : unmanaged, IEquatable<TState>
    {
        // A slice, which goes through a copy, and memory that is written directly.
        foreach (Layout layout in Enum.GetValues<Layout>())
        {
            TState[] states = new TState[2];
            nint[] lengths = Lengths(outputs);
            float[] nines = new float[(int)lengths.Aggregate((nint)1, (product, length) => product * length)];
            Array.Fill(nines, 9);
            TensorSpan<float> ys = Layouts.Create<float>(layout, lengths, nines, 9, out float[] memory);
            string? said = null;
            try
            {
                call(states, ys);
            }
            catch (ArgumentException refusal)
            {
                said = refusal.Message;
            }

            Assert.Equal(isRefused, said is not null);
            Assert.Equal(isRefused, states.AsSpan().SequenceEqual(new TState[2]));
            Assert.Equal(isRefused, memory.All(value => value == 9));
            if (isRefused)
                Assert.Contains(message, said, StringComparison.Ordinal);
        }
    }

    private static nint[] Lengths(string text) => [.. text.Split(',').Select(length => nint.Parse(length, System.Globalization.CultureInfo.InvariantCulture))];

    private static Tensor<T> Ones<T>(string lengths)
        where T : System.Numerics.INumber<T>
    {
        Tensor<T> tensor = Tensor.CreateFromShape<T>(Lengths(lengths));
        tensor.Fill(T.One);
        return tensor;
    }
}

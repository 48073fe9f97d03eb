using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Proof;

/// <summary>A model that writes other tokens than its scores say is found out.</summary>
public sealed class GenerationProofTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"chain-{Guid.NewGuid():N}.golden.safetensors");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(Fault.None, "")]
    [InlineData(Fault.SecondBest, "by Generate in sequence 0, step 1: it writes token 2 of score 1, expected 0 of 2, allowed 0.2")]
    [InlineData(Fault.ReadsFirst, "writes token 2 at step 1 from token 1 on (sequence 0), where Step gives another one the highest score.")]
    [InlineData(Fault.Stops, "where Step gives another one the highest score.")]
    internal void A_model_that_writes_something_else_is_found_out(Fault fault, string message)
    {
        // From 1 to 2, to 0, to 1; what stands behind the first step is no other token's neighbour.
        SafetensorsWriter writer = new();
        int[] tokens = [1, 2, 0];
        writer.Add("inputs", [1, 3, 1], Array.ConvertAll(tokens, token => (float)token));
        writer.Add("outputs", [1, 3, 3], tokens.SelectMany(Chain.Scores).ToArray());
        writer.Add("outputs.bound", [1], (float[])[0.1f]);
        using (FileStream file = File.Create(_path))
            writer.Write(file);
        if (fault == Fault.None)
            Assert.Equal((8 * 9) + 3, ModelProof.CheckGenerating<Chain, Chain.State>(new(fault), _path).Outputs);
        else
            Assert.Contains(message, Refused(fault).Message, StringComparison.Ordinal);
    }

    private ModelProofException Refused(Fault fault) =>
        Assert.Throws<ModelProofException>(() => ModelProof.CheckGenerating<Chain, Chain.State>(new(fault), _path));

    internal enum Fault
    {
        None,
        SecondBest,
        ReadsFirst,
        Stops,
    }

    /// <summary>Three tokens, each of which follows another; it writes wrongly if asked.</summary>
    private sealed class Chain(Fault fault) : IGeneratingModel<Chain, Chain.State>
    {
        public static int InputSize => 1;

        public static int OutputSize => 3;

        public static int ParameterCount => 0;

        public static SequenceMode Mode => SequenceMode.ManyToMany;

        public static int HiddenCount => 0;

        public static float[] Scores(int token) => [.. Enumerable.Range(0, 3).Select(next => next == (token + 1) % 3 ? 2f : next == token ? 1f : 0f)];

        public static Span<float> Hidden(ref State state, int index) => throw new NotSupportedException();

        public static Span<float> Cell(ref State state, int index) => throw new NotSupportedException();

        public static Chain Create(ulong seed) => new(Fault.None);

        public static Chain Load(string path, WeightLoadOptions? options = null) => throw new NotSupportedException();

        public static Chain Load(Stream stream, WeightLoadOptions? options = null) => throw new NotSupportedException();

        public static Chain Load(ReadOnlySpan<byte> file, WeightLoadOptions? options = null) => throw new NotSupportedException();

        public static Task<Chain> LoadAsync(string path, WeightLoadOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public static Task<Chain> LoadAsync(Stream stream, WeightLoadOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public static Chain FromParameters(ReadOnlySpan<float> parameters) => throw new NotSupportedException();

        public static ReadOnlySpan<TensorBinding> Tensors => [];

        public ReadOnlySpan<float> Parameters => [];

        public void Save(string path) => throw new NotSupportedException();

        public void Save(Stream stream) => throw new NotSupportedException();

        public void Step(ref State state, ReadOnlySpan<int> x, Span<float> y) => Run(ref state, x, y);

        public void StepMany(Span<State> states, ReadOnlySpan<int> xs, Span<float> ys) => Run(ref states[0], xs, ys);

        public void StepMany(Span<State> states, ReadOnlySpan<int> streams, ReadOnlySpan<int> xs, Span<float> ys) => throw new NotSupportedException();

        public void Run(ref State state, ReadOnlySpan<int> xs, Span<float> ys)
        {
            for (int t = 0; t < xs.Length; t++)
                Scores(xs[t]).CopyTo(ys[(3 * t)..]);
            state.Steps += xs.Length;
        }

        public int Generate(ref State state, int first, Span<int> tokens, int endToken = -1)
        {
            int token = first;
            for (int t = 0; t < tokens.Length; t++)
            {
                int next = (token + 1) % 3;
                tokens[t] = fault == Fault.SecondBest && token == 2 ? 2 : next;
                token = fault == Fault.ReadsFirst ? first : tokens[t];
            }

            return fault == Fault.Stops ? 1 : tokens.Length;
        }

        public int Generate(ref State state, int first, Span<int> tokens, Sampling sampling, ref RandomState random, int endToken = -1) =>
            throw new NotSupportedException();

        internal struct State
        {
            public int Steps;
        }
    }
}

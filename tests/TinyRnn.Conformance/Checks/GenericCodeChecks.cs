using TinyRnn.Conformance.Models;
using TinyRnn.Training;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>What only generic code reaches gives what the classes' own members give: scratch memory, trainers, encoder-decoders.</summary>
internal static class GenericCodeChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("Generic code: a sequence with scratch memory, of any model", () =>
        {
            Scratch<TrainedMixture, TrainedMixture.State>(6, TrainedMixture.ScratchLength(6), 6);
            Scratch<TrainedSummary, TrainedSummary.State>(6, TrainedSummary.ScratchLength(6), 1);
            Scratch<TrainedStack, TrainedStack.State>(6, 0, 6);
            Scratch<BlockedStrides, BlockedStrides.State>(12, 0, 2);
        }),
        new("Generic code: scratch memory that is too short is refused where it is read", ScratchRefused),
        new("Generic code: trains as new Trainer(model) does", () =>
        {
            Trains<TrainedStack, TrainedStack.State, float, float>(
                (model, snapshots) => new TrainedStack.Trainer(model, snapshots), Signals.Noise(6 * 3, 1), Signals.Noise(6 * 2, 2));
            Trains<TrainedClasses, TrainedClasses.State, float, int>(
                (model, snapshots) => new TrainedClasses.Trainer(model, snapshots), Signals.Noise(6 * 3, 1), [4]);
            Trains<TrainedEmbedding, TrainedEmbedding.State, int, int>(
                (model, snapshots) => new TrainedEmbedding.Trainer(model, snapshots), [3, 4, 5], [0, 1, 2]);
            Trains<TrainedMixture, TrainedMixture.State, float, float>(
                (model, snapshots) => new TrainedMixture.Trainer(model, snapshots), Signals.Noise(6 * 3, 1), Signals.Noise(6 * 2, 2));
            Verify.Equal((7, 3), Most<TrainedMixture, TrainedMixture.State, float, float>(), "most steps and sequences");
            Verify.Equal((4, 1), Most<ShortHistory, ShortHistory.State, float, float>(), "most steps of a history, and sequences");
        }),
        new("Generic code: an encoder-decoder of any kind", () =>
        {
            Pair<Paired, float, float, PairedEncoder.State, PairedDecoder.State>(Signals.Noise(4 * 3, 1), Signals.Noise(3 * 2, 2), (3, 2, 2));
            Pair<PairedTokens, int, int, PairedTokenEncoder.State, PairedTokenDecoder.State>([1, 2, 3], [4, 5], (1, 1, 9));
            Pair<WordPair, int, int, WordEncoder.State, WordDecoder.State>([1, 2, 3], [4, 5], (1, 1, 8));

            // Its encoder can be trained, it cannot; and one that begins at parameters.
            Pair<Lstm3x16To4x16To4, float, float, Lstm3x16Encoder.State, Lstm4x16To4Decoder.State>(
                Signals.Noise(4 * 3, 1), Signals.Noise(3 * 4, 2), (3, 4, 4));
            Pair<InitialPair, float, float, InitialEncoder.State, PairedDecoder.State>(Signals.Noise(4 * 3, 1), Signals.Noise(3 * 2, 2), (3, 2, 2));
        }),
        new("Generic code: an encoder-decoder writes tokens", () =>
        {
            PairWrites<PairedTokens, PairedTokenEncoder.State, PairedTokenDecoder.State>();
            PairWrites<WordPair, WordEncoder.State, WordDecoder.State>();
        }),
        new("Generic code: what an encoder-decoder computes is what its own members compute", PairIsItself),
        new("Generic code: trains an encoder-decoder as new Trainer(model) does", () =>
        {
            PairTrains<Paired, float, float, float, PairedEncoder.State, PairedDecoder.State>(
                (model, snapshots) => new Paired.Trainer(model, snapshots),
                Signals.Noise(4 * 3, 1), Signals.Noise(3 * 2, 2), Signals.Noise(3 * 2, 3), (7, 5, 3));
            PairTrains<PairedTokens, int, int, int, PairedTokenEncoder.State, PairedTokenDecoder.State>(
                (model, snapshots) => new PairedTokens.Trainer(model, snapshots), [1, 2, 3], [4, 5], [5, 6], (7, 5, 3));
            PairTrains<UnequalPair, float, float, float, LongEncoder.State, ShortDecoder.State>(
                (model, snapshots) => new UnequalPair.Trainer(model, snapshots), [1, 2, 3], [4, 5], [5, 6], (6, 5, 3));
        }),
        new("Generic code: parameters of an encoder-decoder are copied without memory", () =>
        {
            ParametersWithoutMemory<Paired, float, float, PairedEncoder.State, PairedDecoder.State>();
            ParametersWithoutMemory<Lstm3x16To4x16To4, float, float, Lstm3x16Encoder.State, Lstm4x16To4Decoder.State>();
        }),
    ];

    private static void PairWrites<TModel, TEncoderState, TDecoderState>()
        where TModel : class, IGeneratingEncoderDecoder<TModel, int, TEncoderState, TDecoderState>
        where TEncoderState : unmanaged
        where TDecoderState : unmanaged
    {
        const int Tokens = 3;   // as many as the shortest history takes
        TModel model = TModel.Create(1);
        int[] source = [1, 2, 3];
        float[] scores = new float[TModel.OutputSize];
        int[] expected = new int[Tokens];

        // By steps, from what the encoder gives.
        TDecoderState state = model.Encode(source);
        for (int t = 0; t < expected.Length; t++)
        {
            model.Step(ref state, [t == 0 ? 2 : expected[t - 1]], scores);
            expected[t] = Array.IndexOf(scores, scores.Max());
        }

        int[] tokens = new int[Tokens];
        Verify.Equal(Tokens, model.Generate(source, 2, tokens), "tokens written");
        Verify.Same<int>(expected, tokens, "the tokens with the highest scores");
        RandomState random = new(1);
        Array.Clear(tokens);
        Verify.Equal(Tokens, model.Generate(source, 2, tokens, Sampling.Greedy, ref random), "tokens drawn");
        Verify.Same<int>(expected, tokens, "tokens drawn without chance");

        // In two parts.
        TEncoderState reading = default;
        model.Encode(ref reading, source.AsSpan(0, 1));
        TEncoderState again = reading;
        Array.Clear(tokens);
        model.Generate(ref reading, source.AsSpan(1), 2, tokens);
        Verify.Same<int>(expected, tokens, "a source in two parts");
        Array.Clear(tokens);
        Verify.Equal(1, model.Generate(ref again, source.AsSpan(1), 2, tokens, Sampling.Greedy, ref random, endToken: expected[0]), "tokens up to the last");
    }

    private static void Scratch<TModel, TState>(int steps, int length, int outputs)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged, IEquatable<TState>
    {
        string name = typeof(TModel).Name;
        Verify.Equal(length, TModel.ScratchLength(steps), $"{name}: scratch");
        Verify.Throws<ArgumentOutOfRangeException>(() => TModel.ScratchLength(-1), "steps");
        TModel model = TModel.Create(1);
        float[] xs = Signals.Noise(steps * TModel.InputSize, 1);
        float[] expected = new float[outputs * TModel.OutputSize];
        float[] found = new float[expected.Length];
        float[] scratch = Signals.Noise(TModel.ScratchLength(steps), 2);
        TState one = model.Initial;
        TState other = model.Initial;
        model.Run(ref one, xs, expected);
        model.Run(ref other, xs, found, scratch);
        Verify.That(expected.AsSpan().ContainsAnyExcept(0f), $"{name}: no outputs");
        Verify.SameBits(expected, found, $"{name}: outputs");
        Verify.That(one.Equals(other), $"{name}: another state");
        Allocation.IsNone(() => model.Run(ref other, xs, found, scratch));
    }

    private static void ScratchRefused()
    {
        Verify.Throws<ArgumentException>(() => Short<TrainedMixture, TrainedMixture.State>(), "scratch has", "ScratchLength");

        static void Short<TModel, TState>()
            where TModel : class, IRecurrentModel<TModel, TState, float>
            where TState : unmanaged
        {
            TState state = default;
            TModel.Create(1).Run(ref state, new float[TModel.InputSize], new float[TModel.OutputSize], new float[TModel.ScratchLength(1) - 1]);
        }
    }

    private static (int Steps, int Batch) Most<TModel, TState, TInput, TTarget>()
        where TModel : class, ITrainableModel<TModel, TState, TInput, TTarget>
        where TState : unmanaged
        where TInput : unmanaged
        where TTarget : unmanaged => (TModel.MaxSteps, TModel.MaxBatch);

    private static void Trains<TModel, TState, TInput, TTarget>(
        Func<TModel, bool, SequenceTrainer<TInput, TTarget, TState>> create, TInput[] inputs, TTarget[] targets)
        where TModel : class, ITrainableModel<TModel, TState, TInput, TTarget>
        where TState : unmanaged
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        TModel one = TModel.Create(1);
        TModel other = TModel.Create(1);
        SequenceTrainer<TInput, TTarget, TState> expected = create(one, true);
        SequenceTrainer<TInput, TTarget, TState> found = other.CreateTrainer(snapshots: true);
        Verify.Equal(expected.GetType(), found.GetType(), "type");
        Verify.Equal(expected.Bytes, found.Bytes, "bytes with snapshots");
        Verify.Equal(create(one, false).Bytes, other.CreateTrainer().Bytes, "bytes");
        for (int step = 0; step < 3; step++)
            Verify.Equal(expected.TrainBatch(inputs, targets), found.TrainBatch(inputs, targets), $"loss {step}");
        Verify.SameBits(TModel.Create(1).Parameters, other.Parameters, "parameters before Publish");
        expected.Publish();
        found.Publish();
        Verify.SameBits(one.Parameters, other.Parameters, "parameters");
        Verify.That(!TModel.Create(1).Parameters.SequenceEqual(other.Parameters), "nothing was published");
    }

    private static void Pair<TModel, TSource, TInput, TEncoderState, TDecoderState>(
        TSource[] source, TInput[] inputs, (int Source, int Input, int Output) sizes)
        where TModel : class, IEncoderDecoder<TModel, TSource, TInput, TEncoderState, TDecoderState>
        where TSource : unmanaged
        where TInput : unmanaged
        where TEncoderState : unmanaged
        where TDecoderState : unmanaged, IEquatable<TDecoderState>
    {
        string name = typeof(TModel).Name;
        Verify.Equal(sizes, (TModel.SourceSize, TModel.InputSize, TModel.OutputSize), $"{name}: sizes");
        TModel model = TModel.Create(7);
        float[] expected = Outputs(model);
        Verify.That(expected.AsSpan().ContainsAnyExcept(0f), $"{name}: no outputs");

        // Encode and Step, one after the other, are Run.
        TDecoderState state = model.Encode(source);
        float[] y = new float[TModel.OutputSize];
        for (int t = 0; t < inputs.Length / TModel.InputSize; t++)
        {
            model.Step(ref state, inputs.AsSpan(t * TModel.InputSize, TModel.InputSize), y);
            Verify.SameBits(expected.AsSpan(t * y.Length, y.Length), y, $"{name}: step {t}");
        }

        // All ways of weights out and in.
        float[] parameters = new float[TModel.ParameterCount];
        model.CopyParameters(parameters);
        Verify.SameBits(expected, Outputs(TModel.FromParameters(parameters)), $"{name}: FromParameters");
        using SafetensorsReader file = SavedWeights.Of(model.Save);
        Verify.Equal(TModel.Tensors.Length, file.Tensors.Count, $"{name}: tensors");
        MemoryStream stream = new();
        model.Save(stream);
        Verify.SameBits(expected, Outputs(TModel.Load(stream.ToArray())), $"{name}: Load(bytes)");
        stream.Position = 0;
        Verify.SameBits(expected, Outputs(TModel.Load(stream)), $"{name}: Load(stream)");
        stream.Position = 0;
        Verify.SameBits(expected, Outputs(TModel.LoadAsync(stream).GetAwaiter().GetResult()), $"{name}: LoadAsync(stream)");
        using TemporaryFolder folder = new();
        string path = folder.Path("pair.safetensors");
        model.Save(path);
        Verify.SameBits(expected, Outputs(TModel.Load(path)), $"{name}: Load(path)");
        Verify.SameBits(expected, Outputs(TModel.LoadAsync(path).GetAwaiter().GetResult()), $"{name}: LoadAsync(path)");
        string count = $"{name}.ParameterCount is {TModel.ParameterCount}";
        Verify.Throws<ArgumentException>(() => TModel.FromParameters(new float[TModel.ParameterCount + 1]), count);
        Verify.Throws<ArgumentException>(() => model.CopyParameters(parameters.AsSpan(1)), count);

        float[] Outputs(TModel each)
        {
            float[] ys = new float[inputs.Length / TModel.InputSize * TModel.OutputSize];
            each.Run(source, inputs, ys);
            return ys;
        }
    }

    private static void PairIsItself()
    {
        Paired model = Paired.Create(7);
        float[] source = Signals.Noise(4 * 3, 1);
        PairedEncoder.State expected = Slopes.Start<PairedEncoder, float, PairedEncoder.State>(0);
        PairedEncoder.State found = expected;
        PairedDecoder.State start = Encode<Paired, PairedEncoder.State, PairedDecoder.State>(model, ref found, source);
        Verify.That(model.Encode(ref expected, source) == start, "another state of the decoder");
        Verify.That(expected == found, "another encoder's state");
        float[] parameters = new float[Paired.ParameterCount];
        model.CopyParameters(parameters);
        Verify.SameBits([.. model.Encoder.Parameters, .. model.Decoder.Parameters], parameters, "parameters");
        Verify.That(Tensors<Paired, PairedEncoder.State, PairedDecoder.State>().SequenceEqual(Paired.Tensors.ToArray()), "tensors");

        static TDecoderState Encode<TModel, TEncoderState, TDecoderState>(TModel model, ref TEncoderState state, float[] source)
            where TModel : class, IEncoderDecoder<TModel, float, float, TEncoderState, TDecoderState>
            where TEncoderState : unmanaged
            where TDecoderState : unmanaged => model.Encode(ref state, source);

        static TensorBinding[] Tensors<TModel, TEncoderState, TDecoderState>()
            where TModel : class, IEncoderDecoder<TModel, float, float, TEncoderState, TDecoderState>
            where TEncoderState : unmanaged
            where TDecoderState : unmanaged => TModel.Tensors.ToArray();
    }

    private static void PairTrains<TModel, TSource, TInput, TTarget, TEncoderState, TDecoderState>(
        Func<TModel, bool, EncoderDecoderTrainer<TSource, TInput, TTarget, TEncoderState, TDecoderState>> create,
        TSource[] sources, TInput[] inputs, TTarget[] targets, (int Source, int Target, int Batch) most)
        where TModel : class, ITrainableEncoderDecoder<TModel, TSource, TInput, TTarget, TEncoderState, TDecoderState>
        where TSource : unmanaged
        where TInput : unmanaged
        where TTarget : unmanaged
        where TEncoderState : unmanaged
        where TDecoderState : unmanaged
    {
        Verify.Equal(most, (TModel.MaxSourceSteps, TModel.MaxSteps, TModel.MaxBatch), "most steps and pairs");
        TModel one = TModel.Create(1);
        TModel other = TModel.Create(1);
        EncoderDecoderTrainer<TSource, TInput, TTarget, TEncoderState, TDecoderState> expected = create(one, true);
        EncoderDecoderTrainer<TSource, TInput, TTarget, TEncoderState, TDecoderState> found = other.CreateTrainer(snapshots: true);
        Verify.Equal(expected.GetType(), found.GetType(), "type");
        Verify.Equal(expected.Bytes, found.Bytes, "bytes with snapshots");
        Verify.Equal(create(one, false).Bytes, other.CreateTrainer().Bytes, "bytes");
        for (int step = 0; step < 3; step++)
            Verify.Equal(expected.TrainBatch(sources, inputs, targets), found.TrainBatch(sources, inputs, targets), $"loss {step}");
        expected.Publish();
        found.Publish();
        Verify.SameBits(Parameters(one), Parameters(other), "parameters");
        Verify.That(!Parameters(TModel.Create(1)).AsSpan().SequenceEqual(Parameters(other)), "nothing was published");

        static float[] Parameters(TModel model)
        {
            float[] parameters = new float[TModel.ParameterCount];
            model.CopyParameters(parameters);
            return parameters;
        }
    }

    private static void ParametersWithoutMemory<TModel, TSource, TInput, TEncoderState, TDecoderState>()
        where TModel : class, IEncoderDecoder<TModel, TSource, TInput, TEncoderState, TDecoderState>
        where TSource : unmanaged
        where TInput : unmanaged
        where TEncoderState : unmanaged
        where TDecoderState : unmanaged
    {
        TModel model = TModel.Create(1);
        float[] parameters = new float[TModel.ParameterCount];
        Allocation.IsNone(() => model.CopyParameters(parameters));
    }
}

using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>
/// Weights of integers: a step is what the equations give with weights and values that have been rounded as the documentation says, within the rounding of
/// float32. Sums of integers are exact, so that no path of any processor may lose more than that, whatever the weights.
/// </summary>
internal static class IntegerChecks
{
    private const int Trials = 6;
    private const int Steps = 12;

    public static IReadOnlyList<Check> All { get; } =
    [
        Of<IntegerLstm32, IntegerLstm32.State>(Lstm(32)),
        Of<IntegerLstm37, IntegerLstm37.State>(Lstm(37)),
        Of<IntegerLstm44, IntegerLstm44.State>(Lstm(44)),
        Of<IntegerLstm64, IntegerLstm64.State>(Lstm(64)),
        Of<IntegerLstm97, IntegerLstm97.State>(Lstm(97)),
        Of<IntegerPeephole, IntegerPeephole.State>(new Recurrent("lstm.", "lstm_peephole", 34) { Format = WeightFormat.Int8 }),
        Of<IntegerCoupled, IntegerCoupled.State>(
            new Recurrent("lstm.", "lstm", 39) { Format = WeightFormat.Int8, IsCoupled = true, Gate = "HardSigmoid", HasBias = false }),
        Of<IntegerGru35, IntegerGru35.State>(new Recurrent("gru.", "gru", 35) { Format = WeightFormat.Int8 }),
        Of<IntegerGru64, IntegerGru64.State>(new Recurrent("gru.", "gru", 64) { Format = WeightFormat.Int8 }),
        Of<IntegerBefore45, IntegerBefore45.State>(new Recurrent("gru.", "gru_before", 45) { Format = WeightFormat.Int8 }),
        Of<IntegerBefore80, IntegerBefore80.State>(new Recurrent("gru.", "gru_before", 80) { Format = WeightFormat.Int8 }),
        Of<IntegerRnn61, IntegerRnn61.State>(new Recurrent("rnn.", "rnn_tanh", 61) { Format = WeightFormat.Int8 }),
        Of<IntegerRnn128, IntegerRnn128.State>(new Recurrent("rnn.", "rnn_tanh", 128) { Format = WeightFormat.Int8 }),
        Of<IntegerStack, IntegerStack.State>(
            new Recurrent("one.", "lstm", 36) { Format = WeightFormat.Int8 },
            new Recurrent("two.", "gru", 50) { Format = WeightFormat.Int8, InputFormat = WeightFormat.Int8 },
            new Dense("fc.", "tanh") { Format = WeightFormat.Int8 },
            new Dense("head.") { Format = WeightFormat.Int8 }),
        Of<IntegerParts, IntegerParts.State>(
            new Recurrent("relu.", "rnn_relu", 64), new Recurrent("lstm.", "lstm", 48) { Format = WeightFormat.Int8 }, new Recurrent("gru.", "gru", 48),
            new Dense("fc.") { Format = WeightFormat.Int8 }),
        Of<IntegerLater, IntegerLater.State>(
            new Recurrent("one.", "lstm", 48),
            new Recurrent("two.", "lstm", 48) { Format = WeightFormat.Int8, InputFormat = WeightFormat.Int8 },
            new Dense("fc.")),
        Of<WideLstm49, WideLstm49.State>(Lstm(49, WeightFormat.Int8x16)),
        Of<WideLstm64, WideLstm64.State>(Lstm(64, WeightFormat.Int8x16)),
        Of<WideGru52, WideGru52.State>(new Recurrent("gru.", "gru", 52) { Format = WeightFormat.Int8x16 }),
        WithinOneOf<WideBefore53, WideBefore53.State>(new Recurrent("gru.", "gru_before", 53) { Format = WeightFormat.Int8x16 }),
        WithinOneOf<WideStack, WideStack.State>(Stack(new("one.", "lstm", 50), new("two.", "gru", 48), WeightFormat.Int8x16)),
        Of<ShortLstm45, ShortLstm45.State>(Lstm(45, WeightFormat.Int16)),
        Of<ShortLstm64, ShortLstm64.State>(Lstm(64, WeightFormat.Int16)),
        Of<ShortGru52, ShortGru52.State>(new Recurrent("gru.", "gru", 52) { Format = WeightFormat.Int16 }),
        WithinOneOf<ShortBefore37, ShortBefore37.State>(new Recurrent("gru.", "gru_before", 37) { Format = WeightFormat.Int16 }),
        WithinOneOf<ShortStack, ShortStack.State>(Stack(new("one.", "lstm", 33), new("two.", "rnn_tanh", 65), WeightFormat.Int16)),
        Of<IntegerConvolutions, IntegerConvolutions.State>(
            new Conv("one.", 3, Function: "tanh") { Format = WeightFormat.Int8, InputRange = 0.75f },
            new Conv("two.", 2, Dilation: 3, Function: "relu") { Format = WeightFormat.Int8, TapsApart = true },
            new Recurrent("gru.", "gru", 36) { Format = WeightFormat.Int8, InputFormat = WeightFormat.Int8, InputRange = 1.5f }),
        Of<IntegerGroups, IntegerGroups.State>(
            new Conv("groups.", 5, Groups: 2, Function: "tanh") { Format = WeightFormat.Int8, TapsApart = true },
            new Conv("many.", 18, Dilation: 2, Function: "sigmoid") { Format = WeightFormat.Int8 }),
        Of<ShortConvolutions, ShortConvolutions.State>(
            new Conv("one.", 2) { Format = WeightFormat.Int16, InputRange = 2, HasBias = false },
            new Conv("two.", 1) { Format = WeightFormat.Int16, InputRange = 0.5f }),
        Of<WideConvolution, WideConvolution.State>(new Conv("one.", 3) { Format = WeightFormat.Int8x16, InputRange = 2 }),
        Of<IntegerFrames, IntegerFrames.State>(
            new FrameConv("one.", 12, 3, Left: 1, Right: 1, Function: "tanh") { Format = WeightFormat.Int8 },
            new FrameConv("two.", 64, 2, Stride: 2) { Format = WeightFormat.Int8, HasBias = false }),
        Of<WideFrames, WideFrames.State>(new FrameConv("one.", 1, 50, Stride: 20) { Format = WeightFormat.Int8x16 }),
        Of<IntegerRanges, IntegerRanges.State>(
            new Dense("fc.", "relu"),
            new Recurrent("lstm.", "lstm", 40) { Format = WeightFormat.Int8, InputFormat = WeightFormat.Int8, InputRange = 3.5f },
            new Dense("head.") { Format = WeightFormat.Int8, InputRange = 0.8f }),
        Of<IntegerProjection, IntegerProjection.State>(
            new Recurrent("lstm.", "lstm", 64) { Projection = 40, ProjectionFormat = WeightFormat.Int8 },
            new Recurrent("next.", "lstm", 64) { Projection = 40, ProjectionFormat = WeightFormat.Int8 }),
        Of<IntegersAlike, IntegersAlike.State>(
            new Recurrent("one.", "lstm", 48) { Format = WeightFormat.Int8 },
            new Recurrent("two.", "lstm", 48) { Format = WeightFormat.Int8, InputFormat = WeightFormat.Int8 },
            new Recurrent("three.", "lstm", 48) { Format = WeightFormat.Int16, InputFormat = WeightFormat.Int16 },
            new Recurrent("four.", "lstm", 48),
            new Recurrent("five.", "lstm", 48) { Format = WeightFormat.Int8, InputFormat = WeightFormat.Int8, InputRange = 0.5f },
            new Dense("fc.", "tanh") { Format = WeightFormat.Int8 },
            new Dense("fc2.", "tanh"),
            new Dense("fc3.", "tanh") { Format = WeightFormat.Int8, InputRange = 0.5f }),
        new("Integers: behind tokens", Text),
        new("Integers: a table of 8 bits", () => AsWrittenChecks.Tokens<ByteTable, ByteTable.State>(
            ByteTable.Create(2), [new Embedding("embedding.", 35) { Format = WeightFormat.Int8 }, new Dense("fc.")])),
        new("Integers: a table of 16 bits", () => AsWrittenChecks.Tokens<ShortTable, ShortTable.State>(
            ShortTable.Create(2), [new Embedding("embedding.", 37) { Format = WeightFormat.Int16 }, new Dense("fc.")])),
        new("Integers: a category, and a table that is a matrix, too", Tables),
        new("Integers: both directions", Both),
        new("Integers: the largest sums that there can be", () =>
        {
            Largest<IntegerRnn128, IntegerRnn128.State>(WeightFormat.Int8);
            Largest<WideRnn128, WideRnn128.State>(WeightFormat.Int8x16);
            Largest<WideRnn1500, WideRnn1500.State>(WeightFormat.Int8x16);
            Largest<ShortRnn128, ShortRnn128.State>(WeightFormat.Int16);
        }),
        new("Integers: states of any bits", () =>
        {
            AnyState<IntegerRnn61, IntegerRnn61.State>();
            AnyState<WideLstm49, WideLstm49.State>();
            AnyState<ShortLstm45, ShortLstm45.State>();
        }),
        new("Integers: the same bits on every processor",
            () => BitChecks.Reproduced<ReproducibleIntegers, ReproducibleIntegers.State>(ReproducibleIntegers.Create(1), "34c4b75899d0d073")),
        new("Integers: the same bits on every processor, values of 15 bits",
            () => BitChecks.Reproduced<ReproducibleWideIntegers, ReproducibleWideIntegers.State>(ReproducibleWideIntegers.Create(1), "97b4247b2914ce74")),
        new("Integers: the same bits on every processor, convolutions and ranges",
            () => BitChecks.Reproduced<ReproducibleRanges, ReproducibleRanges.State>(ReproducibleRanges.Create(1), "f7c387cc0cdb8afc")),
        new("Integers: what is learnt is rounded when it is published", Learnt),
        new("Integers: 0 bytes", Bytes),
    ];

    private static Recurrent Lstm(int units, WeightFormat format = WeightFormat.Int8) => new("lstm.", "lstm", units) { Format = format };

    private static Layer[] Stack(Recurrent one, Recurrent two, WeightFormat format) =>
    [
        one with { Format = format },
        two with { Format = format, InputFormat = format },
        new Dense("fc.", "tanh") { Format = format },
        new Dense("head.") { Format = format },
    ];

    private static Check Of<TModel, TState>(params Layer[] layers)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => Within<TModel, TState>(0, layers);

    /// <summary>
    /// The same where integers are made of what the step itself computes in float32: one of 15 bits may be rounded to the other side than in double precision.
    /// </summary>
    private static Check WithinOneOf<TModel, TState>(params Layer[] layers)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => Within<TModel, TState>(0.15 / 16383, layers);

    private static Check Within<TModel, TState>(double more, Layer[] layers)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => new($"Integers: {typeof(TModel).Name}", () =>
        {
            for (ulong trial = 0; trial < Trials; trial++)
                Step<TModel, TState>(TModel.Create(trial), layers, trial, more);
            Together<TModel, TState>(TModel.Create(7));
        });

    /// <summary>One step from a state of noise: of several, one value that is rounded the other way would be another sequence.</summary>
    private static void Step<TModel, TState>(TModel model, Layer[] layers, ulong seed, double more)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        using SafetensorsReader weights = SavedWeights.Of(model.Save);
        Expectation expected = new(layers, weights.Floats);
        float[] x = Signals.Noise(TModel.InputSize, seed + 1000);
        TState state = default;
        expected.StartFromNoise<TModel, TState>(ref state);
        double[] right = expected.Run([x])[0];
        float[] y = new float[TModel.OutputSize];
        model.Step(ref state, x, y);
        Verify.Close(right, y, expected.Tolerance() + more, $"y, seed {seed}");
        for (int index = 0; index < TModel.HiddenCount; index++)
            Verify.Close(expected.Exact.Hidden[index], TModel.Hidden(ref state, index), expected.HiddenTolerance(index) + more, $"h {index}, seed {seed}");
    }

    /// <summary>A sequence has the bits of its steps, and several streams are near those of one.</summary>
    private static void Together<TModel, TState>(TModel model)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        float[] xs = Signals.Noise(Steps * TModel.InputSize, 3);
        float[] ys = new float[Steps * TModel.OutputSize];
        TState whole = default;
        model.Run(ref whole, xs, ys);
        TState state = default;
        TState[] states = new TState[6];
        float[] y = new float[TModel.OutputSize];
        float[] many = new float[6 * TModel.OutputSize];
        for (int t = 0; t < Steps; t++)
        {
            float[] x = xs[(t * TModel.InputSize)..((t + 1) * TModel.InputSize)];
            states.AsSpan().Fill(state);
            model.Step(ref state, x, y);
            Verify.SameBits(ys.AsSpan(t * TModel.OutputSize, TModel.OutputSize), y, $"step {t}");
            model.StepMany(states, [.. Enumerable.Repeat(x, 6).SelectMany(values => values)], many);
            double[] right = Array.ConvertAll(y, value => (double)value);
            for (int b = 0; b < 6; b++)
                Verify.Close(right, many.AsSpan(b * y.Length, y.Length), 2e-6, $"stream {b} in step {t}");
        }
    }

    private static void Text()
    {
        IntegerText model = IntegerText.Create(1);
        using SafetensorsReader weights = SavedWeights.Of(model.Save);
        Expectation expected = new([new OneHot(19), Lstm(40), new Dense("fc.") { Format = WeightFormat.Int8 }], weights.Floats);
        IntegerText.State state = default;
        float[] hidden = Signals.Noise(40, 1);
        float[] cell = Signals.Noise(40, 2);
        hidden.CopyTo(state.Lstm1Hidden);
        cell.CopyTo(state.Lstm1Cell);
        expected.SetHidden(0, hidden, cell);
        double[] right = expected.Run([[7]])[0];
        float[] y = new float[64];
        model.Step(ref state, 7, y);
        Verify.Close(right, y, expected.Tolerance(), "y");
    }

    /// <summary>Models whose parameters are what their integers stand for have the outputs of models in floats.</summary>
    private static void Tables()
    {
        CategoryTable model = CategoryTable.Create(3);
        using SafetensorsReader weights = SavedWeights.Of(model.Save);
        Expectation expected = new(
            [new Embedding("embedding.", 48) { Column = 1, Format = WeightFormat.Int8 }, new Recurrent("gru.", "gru", 5)], weights.Floats);
        float[][] xs = [[0.5f, 43999, 2], [1, 0, -1], [0, 348, 0]];
        double[][] right = expected.Run(xs);
        float[] ys = new float[3 * 5];
        CategoryTable.State state = default;
        model.Run(ref state, [.. xs.SelectMany(x => x)], ys);
        Verify.Close([.. right.SelectMany(y => y)], ys, expected.Tolerance(), "a category");

        TiedTable tied = TiedTable.Create(3);
        float[] logits = new float[52500];
        TiedTable.State stream = default;
        Signals.Noise(40, 1).CopyTo(stream.Gru1Hidden);
        using SafetensorsReader tiedWeights = SavedWeights.Of(tied.Save);
        Expectation whole = new(
            [
                new Embedding("table.", 40) { Format = WeightFormat.Int8 },
                new Recurrent("gru.", "gru", 40) { Format = WeightFormat.Int8 },
                new Dense("fc.") { Matrix = "table.weight", Format = WeightFormat.Int8 },
            ],
            name => tiedWeights.Floats(name));
        whole.SetHidden(0, Signals.Noise(40, 1), null);
        double[] scores = whole.Run([[52011]])[0];
        tied.Step(ref stream, 52011, logits);
        Verify.Close(scores, logits, whole.Tolerance(), "a table that is a matrix");
    }

    private static void Both()
    {
        IntegerBoth model = IntegerBoth.Create(1);
        using SafetensorsReader weights = SavedWeights.Of(model.Save);
        Expectation expected = new(
            [new Recurrent("lstm.", "lstm", 33, Bidirectional: true) { Format = WeightFormat.Int8 }, new Dense("fc.") { Format = WeightFormat.Int8 }],
            weights.Floats);
        IntegerBoth.State state = default;
        expected.StartFromNoise<IntegerBoth, IntegerBoth.State>(ref state);
        float[] x = [0.5f, -0.25f, 1];
        double[] right = expected.Run([x])[0];
        float[] y = new float[40];
        model.Run(ref state, x, y);
        Verify.Close(right, y, expected.Tolerance(), "y");
    }

    /// <summary>Every weight and every value at the end of its range: sums on the way would overflow if those of any weights could.</summary>
    private static void Largest<TModel, TState>(WeightFormat format)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        int units = TModel.OutputSize;
        foreach (float weight in (float[])[1, -1])
        {
            double[] row = Integers<double>.Weights([.. Enumerable.Repeat(weight / 2.0 / units, units)], units, format);
            foreach (float value in (float[])[1, -1])
            {
                float[] parameters = new float[TModel.ParameterCount];
                parameters.AsSpan(units * 3, units * units).Fill(weight / 2 / units);
                TState state = default;
                TModel.Hidden(ref state, 0).Fill(value);
                TModel.FromParameters(parameters).Step(ref state, new float[3], new float[units]);
                double right = Math.Tanh(value * row.Sum());
                foreach (float h in TModel.Hidden(ref state, 0))
                    Verify.That(Math.Abs(h - right) < 1e-6, $"weights {weight}, values {value}: {h} instead of {right}");
            }
        }
    }

    private static void AnyState<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        float[] values = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 2, -3e30f, float.Epsilon, -0f];
        float[] counted = [0, 1, -1, 1, -1, 0, 0];
        float[] parameters = Signals.Noise(TModel.ParameterCount, 4);
        TModel model = TModel.FromParameters(parameters);
        for (int i = 0; i < values.Length; i++)
        {
            TState one = default;
            TState other = default;
            TModel.Hidden(ref one, 0).Fill(values[i]);
            TModel.Hidden(ref other, 0).Fill(counted[i]);
            float[] y = new float[TModel.OutputSize];
            float[] expected = new float[TModel.OutputSize];
            model.Step(ref one, new float[TModel.InputSize], y);
            model.Step(ref other, new float[TModel.InputSize], expected);
            Verify.SameBits(expected, y, $"{values[i]}");
        }
    }

    private static void Learnt()
    {
        IntegerLearner model = IntegerLearner.Create(1);
        IntegerLearner.Trainer trainer = new(model);
        trainer.TrainBatch(Signals.Noise(8 * 3, 1), Signals.Noise(8 * 2, 2));
        trainer.Publish();
        float[] xs = Signals.Noise(8 * 3, 3);
        Verify.SameBits(IntegerLearner.FromParameters(model.Parameters).Run(xs), model.Run(xs), "outputs of what was published");
        IntegerLearner other = IntegerLearner.Create(2);
        model.Replace(other);
        Verify.SameBits(other.Run(xs), model.Run(xs), "outputs of what replaces it");
    }

    private static void Bytes()
    {
        IntegerStack model = IntegerStack.Create(1);
        IntegerStack.State[] states = new IntegerStack.State[5];
        float[] xs = new float[5 * 3];
        float[] ys = new float[5 * 53];
        Allocation.IsNone(() =>
        {
            model.Step(ref states[0], xs.AsSpan(0, 3), ys.AsSpan(0, 53));
            model.Run(ref states[0], xs, ys);
            model.StepMany(states, xs, ys);
        });
    }
}

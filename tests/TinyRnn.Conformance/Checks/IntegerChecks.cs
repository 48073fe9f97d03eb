using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Runtime.Vectors;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>
/// Weights of 8 bits: a step is what the equations give with weights and values that have been rounded as the documentation says, within the rounding of
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
        Of<IntegerPeephole, IntegerPeephole.State>(new Recurrent("lstm.", "lstm_peephole", 34) { IsInteger = true }),
        Of<IntegerCoupled, IntegerCoupled.State>(
            new Recurrent("lstm.", "lstm", 39) { IsInteger = true, IsCoupled = true, Gate = "HardSigmoid", HasBias = false }),
        Of<IntegerGru35, IntegerGru35.State>(new Recurrent("gru.", "gru", 35) { IsInteger = true }),
        Of<IntegerGru64, IntegerGru64.State>(new Recurrent("gru.", "gru", 64) { IsInteger = true }),
        Of<IntegerBefore45, IntegerBefore45.State>(new Recurrent("gru.", "gru_before", 45) { IsInteger = true }),
        Of<IntegerBefore80, IntegerBefore80.State>(new Recurrent("gru.", "gru_before", 80) { IsInteger = true }),
        Of<IntegerRnn61, IntegerRnn61.State>(new Recurrent("rnn.", "rnn_tanh", 61) { IsInteger = true }),
        Of<IntegerRnn128, IntegerRnn128.State>(new Recurrent("rnn.", "rnn_tanh", 128) { IsInteger = true }),
        Of<IntegerStack, IntegerStack.State>(
            new Recurrent("one.", "lstm", 36) { IsInteger = true },
            new Recurrent("two.", "gru", 50) { IsInteger = true, HasIntegerInput = true },
            new Dense("fc.", "tanh") { IsInteger = true },
            new Dense("head.") { IsInteger = true }),
        Of<IntegerParts, IntegerParts.State>(
            new Recurrent("relu.", "rnn_relu", 64), new Recurrent("lstm.", "lstm", 48) { IsInteger = true }, new Recurrent("gru.", "gru", 48),
            new Dense("fc.") { IsInteger = true }),
        Of<IntegerLater, IntegerLater.State>(
            new Recurrent("one.", "lstm", 48), new Recurrent("two.", "lstm", 48) { IsInteger = true, HasIntegerInput = true }, new Dense("fc.")),
        new("Integers: behind tokens", Text),
        new("Integers: both directions", Both),
        new("Integers: the largest sums that there can be", Largest),
        new("Integers: states of any bits", AnyState),
        new("Integers: values are rounded to the nearest, at every width", Rounding),
        new("Integers: the same bits on every processor",
            () => BitChecks.Reproduced<ReproducibleIntegers, ReproducibleIntegers.State>(ReproducibleIntegers.Create(1), "34c4b75899d0d073")),
        new("Integers: what is learnt is rounded when it is published", Learnt),
        new("Integers: 0 bytes", Bytes),
    ];

    private static Recurrent Lstm(int units) => new("lstm.", "lstm", units) { IsInteger = true };

    private static Check Of<TModel, TState>(params Layer[] layers)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => new($"Integers: {typeof(TModel).Name}", () =>
        {
            for (ulong trial = 0; trial < Trials; trial++)
                Step<TModel, TState>(TModel.Create(trial), layers, trial);
            Together<TModel, TState>(TModel.Create(7));
        });

    /// <summary>One step from a state of noise: of several, one value that is rounded the other way would be another sequence.</summary>
    private static void Step<TModel, TState>(TModel model, Layer[] layers, ulong seed)
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
        Verify.Close(right, y, expected.Tolerance(), $"y, seed {seed}");
        for (int index = 0; index < TModel.HiddenCount; index++)
            Verify.Close(expected.Exact.Hidden[index], TModel.Hidden(ref state, index), expected.HiddenTolerance(index), $"h {index}, seed {seed}");
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
        Expectation expected = new([new OneHot(19), Lstm(40), new Dense("fc.") { IsInteger = true }], weights.Floats);
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

    private static void Both()
    {
        IntegerBoth model = IntegerBoth.Create(1);
        using SafetensorsReader weights = SavedWeights.Of(model.Save);
        Expectation expected = new(
            [new Recurrent("lstm.", "lstm", 33, Bidirectional: true) { IsInteger = true }, new Dense("fc.") { IsInteger = true }], weights.Floats);
        IntegerBoth.State state = default;
        expected.StartFromNoise<IntegerBoth, IntegerBoth.State>(ref state);
        float[] x = [0.5f, -0.25f, 1];
        double[] right = expected.Run([x])[0];
        float[] y = new float[40];
        model.Run(ref state, x, y);
        Verify.Close(right, y, expected.Tolerance(), "y");
    }

    /// <summary>Every weight and every value at the end of its range: sums of 16 bits on the way would overflow if two products of theirs could.</summary>
    private static void Largest()
    {
        foreach (float weight in (float[])[1, -1])
        {
            foreach (float value in (float[])[1, -1])
            {
                float[] parameters = new float[IntegerRnn128.ParameterCount];
                parameters.AsSpan(128 * 3, 128 * 128).Fill(weight / 256);
                IntegerRnn128.State state = default;
                state.Rnn1Hidden.Fill(value);
                IntegerRnn128.FromParameters(parameters).Step(ref state, new float[3], new float[128]);
                double right = Math.Tanh(weight * value / 2.0);
                foreach (float h in state.Rnn1Hidden)
                    Verify.That(Math.Abs(h - right) < 1e-6, $"weights {weight}, values {value}: {h} instead of {right}");
            }
        }
    }

    private static void AnyState()
    {
        float[] values = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 2, -3e30f, float.Epsilon, -0f];
        float[] counted = [0, 1, -1, 1, -1, 0, 0];
        float[] parameters = Signals.Noise(IntegerRnn61.ParameterCount, 4);
        IntegerRnn61 model = IntegerRnn61.FromParameters(parameters);
        for (int i = 0; i < values.Length; i++)
        {
            IntegerRnn61.State one = default;
            IntegerRnn61.State other = default;
            one.Rnn1Hidden.Fill(values[i]);
            other.Rnn1Hidden.Fill(counted[i]);
            float[] y = new float[61];
            float[] expected = new float[61];
            model.Step(ref one, new float[3], y);
            model.Step(ref other, new float[3], expected);
            Verify.SameBits(expected, y, $"{values[i]}");
        }
    }

    private static void Rounding()
    {
        const int Count = 1000;
        float[] values = [.. Enumerable.Range(0, Count).Select(i => (i - 500) / 381f), .. Enumerable.Range(-127, 255).Select(i => (i + 0.5f) / 127)];
        foreach (int length in (int[])[1, 2, 3, 4, 5, 15, 16, 17, 20, 37, 64, 255, values.Length])
        {
            int places = (length + 3) / 4;
            float[] signed = new float[places + 1];
            float[] offset = new float[places + 1];
            float[] sizes = new float[(2 * places) + 2];
            Int8Input.WithSigns(ref values[0], ref signed[0], length);
            Int8Input.Offset(ref values[0], ref offset[0], length);
            Int8Input.Magnitudes(ref values[0], ref sizes[0], length);
            int lacking = 0;
            for (int i = 0; i < 4 * places; i++)
            {
                int right = i < length ? (int)MathF.Round(Math.Clamp(values[i] * 127, -127, 127)) : 0;
                lacking -= Math.Min(right, 0);
                Verify.Equal(right, (sbyte)Byte(signed, i), $"value {i} of {length}");
                Verify.Equal(right + 128, Byte(offset, i), $"value {i} of {length}, with 128");
                Verify.Equal(Math.Abs(right), Byte(sizes, i), $"size {i} of {length}");
                Verify.Equal(right < 0 ? 255 : 0, Byte(sizes, (4 * places) + i), $"sign {i} of {length}");
            }

            Verify.Equal(lacking, BitConverter.SingleToInt32Bits(sizes[2 * places]), $"what {length} lack");
            Verify.Equal(0, signed[^1] + offset[^1] + sizes[^1], $"what lies behind {length}");
        }

        static int Byte(float[] memory, int index) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(memory.AsSpan())[index];
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

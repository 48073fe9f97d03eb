using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Encoder and decoder against PyTorch's vectors: teacher forcing and feeding back.</summary>
internal static class GoldenEncoderDecoderChecks
{
    /// <summary>In these files the decoder's head stands beside it.</summary>
    internal static readonly WeightLoadOptions Options = new()
    {
        IgnoreUnexpected = true,
        Rename = name => name.StartsWith("fc.", StringComparison.Ordinal) ? "decoder." + name : GoldenCase.WithoutStates(name),
    };

    public static IReadOnlyList<Check> All { get; } =
    [
        new("PyTorch modes/encdec_gru_i8_h16_t12_td7_k4_mse", () =>
        {
            using GoldenCase golden = new("modes/encdec_gru_i8_h16_t12_td7_k4_mse", "encoder.");
            Gru8x16To4x16To4 model = Gru8x16To4x16To4.Load(golden.File, Options);
            Gru8x16Encoder.State source = default;
            golden.Floats("h0").CopyTo(source.Gru1Hidden);
            GruDecoder start = new(model.Encode(ref source, golden.Floats("x")));
            TeacherForced(golden, ys => model.Decoder.Run(ref start.State, golden.Floats("decoder_x"), ys), source.Gru1Hidden, default);
        }),
        new("PyTorch modes/encdec_lstm_i3_h16_t17_td9_k6_ce", () =>
        {
            using GoldenCase golden = new("modes/encdec_lstm_i3_h16_t17_td9_k6_ce", "encoder.");
            Lstm3x16To6x16To6 model = Lstm3x16To6x16To6.Load(golden.File, Options);
            Lstm3x16Encoder.State source = default;
            golden.Floats("h0").CopyTo(source.Lstm1Hidden);
            golden.Floats("c0").CopyTo(source.Lstm1Cell);
            LstmDecoder start = new(model.Encode(ref source, golden.Floats("x")));
            TeacherForced(golden, ys => model.Decoder.Run(ref start.State, golden.Floats("decoder_x"), ys), source.Lstm1Hidden, source.Lstm1Cell);
        }),
        new("PyTorch modes/encdec_ar_lstm_i3_h16_t17_td12_k4", FeedingBack),
        new("An encoder-decoder's Run and Generate are its parts, one after the other", Joined),
    ];

    private static void TeacherForced(GoldenCase golden, Action<float[]> run, ReadOnlySpan<float> encoderH, ReadOnlySpan<float> encoderC)
    {
        (Expectation encoder, Expectation decoder) = Expect(golden, GoldenCase.Rows(golden.Floats("decoder_x"), golden.Number("decoder_input")));
        Verify.Close(golden.Doubles("out.encoder_hn"), encoderH, encoder.HiddenTolerance(0), "encoder's final h");
        if (golden.Has("out.encoder_cn"))
            Verify.Close(golden.Doubles("out.encoder_cn"), encoderC, encoder.CellTolerance(0), "encoder's final c");
        double[] right = golden.Doubles("out.y");
        float[] ys = new float[right.Length];
        run(ys);
        Verify.Close(right, ys, encoder.HiddenTolerance(0) + decoder.Tolerance(), "y");
    }

    private static (Expectation Encoder, Expectation Decoder) Expect(GoldenCase golden, float[][] decoderInputs)
    {
        Expectation encoder = golden.Expect();
        encoder.Run(GoldenCase.Rows(golden.Floats("x"), golden.Number("input")));
        List<Layer> layers = [new Recurrent("decoder.", golden.Text("cell"), golden.Hidden), new Reference.Dense("fc.")];
        Expectation decoder = golden.Expect(layers: layers);
        decoder.SetHidden(
            0,
            encoder.Rounded.Hidden[0],
            encoder.Rounded.Cell.TryGetValue(0, out float[]? c) ? c : null);
        decoder.Exact.Hidden[0] = encoder.Exact.Hidden[0];
        if (encoder.Exact.Cell.TryGetValue(0, out double[]? exact))
            decoder.Exact.Cell[0] = exact;
        decoder.Run(decoderInputs);
        return (encoder, decoder);
    }

    private static void FeedingBack()
    {
        using GoldenCase golden = new("modes/encdec_ar_lstm_i3_h16_t17_td12_k4", "encoder.");
        Lstm3x16To4x16To4 model = Lstm3x16To4x16To4.Load(golden.File, Options);
        Lstm3x16Encoder.State source = default;
        golden.Floats("h0").CopyTo(source.Lstm1Hidden);
        golden.Floats("c0").CopyTo(source.Lstm1Cell);
        Lstm4x16To4Decoder.State state = model.Encode(ref source, golden.Floats("x"));
        double[] right = golden.Doubles("out.y");
        int size = golden.Number("decoder_input");
        float[] input = golden.Floats("decoder_x");
        float[][] inputs =
            [input, .. Enumerable.Range(0, (right.Length / size) - 1)
                .Select(t => Array.ConvertAll(right.AsSpan(t * size, size).ToArray(), value => (float)value))];
        (_, Expectation decoder) = Expect(golden, inputs);
        float[] ys = new float[right.Length];
        for (int t = 0; t < inputs.Length; t++)
        {
            ReadOnlySpan<float> x = t == 0 ? input : ys.AsSpan((t - 1) * size, size);
            model.Decoder.Step(ref state, x, ys.AsSpan(t * size, size));
        }

        // An error fed back enters the next step, so it can add up over the steps.
        Verify.Close(right, ys, decoder.Tolerance() * inputs.Length, "y");
    }

    private static void Joined()
    {
        Lstm3x16To4x16To4 model = Lstm3x16To4x16To4.Create(5);
        float[] xs = Signals.Noise(30, seed: 1);
        float[] decoderXs = Signals.Noise(20, seed: 2);
        float[] whole = new float[20];
        model.Run(xs, decoderXs, whole);
        float[] parts = new float[20];
        Lstm4x16To4Decoder.State state = model.Encode(xs);
        model.Decoder.Run(ref state, decoderXs, parts);
        Verify.That(whole.SequenceEqual(parts), "Run differs from Encode and the decoder's Run");

        float[] generated = new float[20];
        model.Generate(xs, decoderXs.AsSpan(0, 4), generated);
        state = model.Encode(xs);
        float[] y = new float[4];
        float[] x = decoderXs[..4];
        for (int t = 0; t < 5; t++)
        {
            model.Decoder.Step(ref state, x, y);
            Verify.That(generated.AsSpan(t * 4, 4).SequenceEqual(y), $"Generate differs from stepping at step {t}");
            y.CopyTo(x, 0);
        }

        using MemoryStream file = new();
        model.Save(file);
        file.Position = 0;
        float[] again = new float[20];
        Lstm3x16To4x16To4.Load(file).Run(xs, decoderXs, again);
        Verify.That(whole.SequenceEqual(again), "a saved and loaded pair differs");
    }

    // Lambdas cannot capture a local by reference: the state lives in an object.
    private sealed class GruDecoder(Gru4x16To4Decoder.State state)
    {
        public Gru4x16To4Decoder.State State = state;
    }

    private sealed class LstmDecoder(Lstm6x16To6Decoder.State state)
    {
        public Lstm6x16To6Decoder.State State = state;
    }
}

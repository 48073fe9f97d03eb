using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>Outputs, hidden states and final states against PyTorch's float64 vectors (see SOURCES.md beside them).</summary>
internal static class GoldenChecks
{
    /// <summary>The reference network must reproduce the vectors to double precision, or its bounds would mean nothing.</summary>
    private const double ReferenceTolerance = 1e-12;

    public static IReadOnlyList<Check> All { get; } =
    [
        Whole<Gru8x16Bi, Gru8x16Bi.State>("bidirectional/gru_bi_i8_h16_t17"),
        Whole<Lstm3x8Bi, Lstm3x8Bi.State>("bidirectional/lstm_bi_i3_h8_t17"),
        Whole<Lstm3x8x2Bi, Lstm3x8x2Bi.State>("bidirectional/lstm_bi_l2_i3_h8_t17"),
        Sequence<Gru1x1, Gru1x1.State>("cells/gru_i1_h1_t64"),
        Sequence<Gru1x20, Gru1x20.State>("cells/gru_i1_h20_t2"),
        Sequence<Gru1x40, Gru1x40.State>("cells/gru_i1_h40_t64"),
        Sequence<Gru1x8, Gru1x8.State>("cells/gru_i1_h8_t17"),
        Sequence<Gru3x16, Gru3x16.State>("cells/gru_i3_h16_t64"),
        Sequence<Gru3x20, Gru3x20.State>("cells/gru_i3_h20_t17_s3"),
        Sequence<Gru3x3, Gru3x3.State>("cells/gru_i3_h3_t17"),
        Sequence<Gru3x64, Gru3x64.State>("cells/gru_i3_h64_t2"),
        Sequence<Gru40x7, Gru40x7.State>("cells/gru_i40_h7_t17"),
        Sequence<Gru8x16, Gru8x16.State>("cells/gru_i8_h16_t1"),
        Sequence<Gru8x32, Gru8x32.State>("cells/gru_i8_h32_t17_z"),
        Sequence<Lstm1x1, Lstm1x1.State>("cells/lstm_i1_h1_t17"),
        Sequence<Lstm1x20, Lstm1x20.State>("cells/lstm_i1_h20_t64_z"),
        Sequence<Lstm1x40, Lstm1x40.State>("cells/lstm_i1_h40_t64"),
        Sequence<Lstm1x8, Lstm1x8.State>("cells/lstm_i1_h8_t64"),
        Sequence<Lstm3x16, Lstm3x16.State>("cells/lstm_i3_h16_t1"),
        Sequence<Lstm3x16, Lstm3x16.State>("cells/lstm_i3_h16_t64_s3"),
        Sequence<Lstm3x3, Lstm3x3.State>("cells/lstm_i3_h3_t2"),
        Sequence<Lstm3x64, Lstm3x64.State>("cells/lstm_i3_h64_t17"),
        Sequence<Lstm40x16, Lstm40x16.State>("cells/lstm_i40_h16_t17"),
        Sequence<Lstm8x32, Lstm8x32.State>("cells/lstm_i8_h32_t17"),
        Sequence<Lstm8x7, Lstm8x7.State>("cells/lstm_i8_h7_t17"),
        Sequence<RnnRelu1x1, RnnRelu1x1.State>("cells/rnn_relu_i1_h1_t17"),
        Sequence<RnnRelu1x8, RnnRelu1x8.State>("cells/rnn_relu_i1_h8_t64"),
        Sequence<RnnRelu3x32, RnnRelu3x32.State>("cells/rnn_relu_i3_h32_t64"),
        Sequence<RnnRelu3x3, RnnRelu3x3.State>("cells/rnn_relu_i3_h3_t17"),
        Sequence<RnnRelu40x20, RnnRelu40x20.State>("cells/rnn_relu_i40_h20_t17"),
        Sequence<RnnRelu8x64, RnnRelu8x64.State>("cells/rnn_relu_i8_h64_t2"),
        Sequence<RnnTanh1x1, RnnTanh1x1.State>("cells/rnn_tanh_i1_h1_t2"),
        Sequence<RnnTanh1x8, RnnTanh1x8.State>("cells/rnn_tanh_i1_h8_t17"),
        Sequence<RnnTanh3x20, RnnTanh3x20.State>("cells/rnn_tanh_i3_h20_t17_z"),
        Sequence<RnnTanh3x3, RnnTanh3x3.State>("cells/rnn_tanh_i3_h3_t64"),
        Sequence<RnnTanh3x40, RnnTanh3x40.State>("cells/rnn_tanh_i3_h40_t2"),
        Sequence<RnnTanh40x16, RnnTanh40x16.State>("cells/rnn_tanh_i40_h16_t1"),
        Sequence<RnnTanh8x32, RnnTanh8x32.State>("cells/rnn_tanh_i8_h32_t17"),
        Sequence<RnnTanh8x64, RnnTanh8x64.State>("cells/rnn_tanh_i8_h64_t17"),
        Sequence<Gru3x16To3Tanh, Gru3x16To3Tanh.State>("modes/m2m_gru_i3_h16_t17_k3_tanh_mse"),
        Sequence<Lstm1x20To1, Lstm1x20To1.State>("modes/m2m_lstm_i1_h20_t64_k1_mse"),
        Sequence<Lstm3x16To5, Lstm3x16To5.State>("modes/m2m_lstm_i3_h16_t17_k5_ce"),
        Sequence<Lstm3x8To2, Lstm3x8To2.State>("modes/m2m_lstm_i3_h8_t64_k2_mse_tbptt16"),
        Sequence<Lstm8x16x2To2Sigmoid, Lstm8x16x2To2Sigmoid.State>("modes/m2m_lstm_l2_i8_h16_t17_k2_sigmoid_mse"),
        Sequence<RnnRelu3x8To2Relu, RnnRelu3x8To2Relu.State>("modes/m2m_rnn_relu_i3_h8_t17_k2_relu_mse"),
        Sequence<Gru8x8x3, Gru8x8x3.State>("stacked/gru_l3_i8_h8_t17"),
        Sequence<Lstm3x16x2, Lstm3x16x2.State>("stacked/lstm_l2_i3_h16_t17"),
        Sequence<Lstm1x8x3, Lstm1x8x3.State>("stacked/lstm_l3_i1_h8_t64"),
        Sequence<RnnTanh3x20x2, RnnTanh3x20x2.State>("stacked/rnn_tanh_l2_i3_h20_t17"),
        ManyToOne<Lstm3x8BiTo4Last, Lstm3x8BiTo4Last.State>("bidirectional/lstm_bi_m2o_final_i3_h8_t17"),
        ManyToOne<Gru8x16To4Last, Gru8x16To4Last.State>("modes/m2o_gru_i8_h16_t17_k4_ce"),
        ManyToOne<Lstm3x16To6Last, Lstm3x16To6Last.State>("modes/m2o_lstm_b4_i3_h16_t17_k6_ce"),
        ManyToOne<Lstm2x16To1Last, Lstm2x16To1Last.State>("modes/m2o_lstm_i2_h16_t64_k1_mse"),
        ManyToOne<Lstm3x16To1Last, Lstm3x16To1Last.State>("modes/m2o_lstm_i3_h16_t17_k1_bce"),
        ManyToOne<Lstm3x32To6Last, Lstm3x32To6Last.State>("modes/m2o_lstm_i3_h32_t50_k6_ce"),
        ManyToOne<Lstm3x8x2To6Last, Lstm3x8x2To6Last.State>("modes/m2o_lstm_l2_i3_h8_t17_k6_ce"),
        ManyToOne<RnnTanh3x8To2Last, RnnTanh3x8To2Last.State>("modes/m2o_rnn_i3_h8_t17_k2_ce"),
        OneToMany<Gru8x20To3OneToMany, Gru8x20To3OneToMany.State>("modes/o2m_gru_i8_h20_t17_k3_mse"),
        OneToMany<Lstm3x16To2OneToMany, Lstm3x16To2OneToMany.State>("modes/o2m_lstm_i3_h16_t17_k2_mse"),
        OneToMany<Lstm4x20To4Feedback, Lstm4x20To4Feedback.State>("modes/ar_lstm_i4_h20_t32_k4"),
        .. GoldenTokenChecks.All,
        .. GoldenEncoderDecoderChecks.All,
    ];

    /// <summary>A whole sequence with an output at every step.</summary>
    private static Check Whole<TModel, TState>(string file, Action<GoldenCase, TModel, float[], double[], Expectation>? steps = null)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"PyTorch {file}", () =>
        {
            using GoldenCase golden = new(file);
            float[] xs = golden.Floats("x");
            Expectation expected = golden.Expect();
            double[] ys = [.. expected.Run(GoldenCase.Rows(xs, TModel.InputSize)).SelectMany(y => y)];
            CheckReference(golden.Doubles(golden.Has("out.y") ? "out.y" : "out.hidden"), ys, file);

            TModel model = TModel.Load(golden.File, GoldenCase.Options);
            TState state = Start<TModel, TState>(golden);
            float[] found = new float[golden.Steps * TModel.OutputSize];
            model.Run(ref state, xs, found);
            Verify.Close(ys, found, expected.Tolerance(), "y of Run");
            CheckFinal<TModel, TState>(golden, ref state, expected, "Run");

            steps?.Invoke(golden, model, xs, ys, expected);
        });

    /// <summary>The same, and step by step.</summary>
    private static Check Sequence<TModel, TState>(string file)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged =>
        Whole<TModel, TState>(file, StepByStep<TModel, TState>);

    private static Check ManyToOne<TModel, TState>(string file)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"PyTorch {file}", () =>
        {
            using GoldenCase golden = new(file);
            TModel model = TModel.Load(golden.File, GoldenCase.Options);
            int length = golden.Steps * TModel.InputSize;
            for (int sequence = 0; sequence < golden.Batch; sequence++)
            {
                float[] xs = golden.Floats("x").AsSpan(sequence * length, length).ToArray();
                Expectation expected = golden.Expect(sequence);
                double[] y = expected.Run(GoldenCase.Rows(xs, TModel.InputSize))[^1];
                CheckReference(golden.Doubles("out.y").AsSpan(sequence * TModel.OutputSize, TModel.OutputSize).ToArray(), y, file);

                TState state = Start<TModel, TState>(golden, sequence);
                float[] found = new float[TModel.OutputSize];
                model.Run(ref state, xs, found);
                Verify.Close(y, found, expected.Tolerance(), $"y of sequence {sequence}");
                CheckFinal<TModel, TState>(golden, ref state, expected, "Run");
            }
        });

    /// <summary>One input, then zeros, or the output fed back.</summary>
    private static Check OneToMany<TModel, TState>(string file)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"PyTorch {file}", () =>
        {
            using GoldenCase golden = new(file);
            bool feedsBack = golden.Text("mode") == "autoregressive";
            float[] x = golden.Floats("x");
            double[] right = golden.Doubles("out.y");
            float[][] inputs = [x, .. Enumerable.Range(1, golden.Steps - 1).Select(t => feedsBack ? Row(right, t - 1, x.Length) : new float[x.Length])];
            Expectation expected = golden.Expect();
            double[] ys = [.. expected.Run(inputs).SelectMany(y => y)];
            if (!feedsBack)
                CheckReference(right, ys, file);

            TModel model = TModel.Load(golden.File, GoldenCase.Options);
            TState state = Start<TModel, TState>(golden);
            float[] found = new float[right.Length];
            model.Run(ref state, x, found);
            Verify.Close(right, found, expected.Tolerance() * (feedsBack ? golden.Steps : 1), "y");
            CheckFinal<TModel, TState>(golden, ref state, expected, "Run", feedsBack ? golden.Steps : 1);
        });

    private static float[] Row(double[] values, int row, int size) =>
        Array.ConvertAll(values.AsSpan(row * size, size).ToArray(), value => (float)value);

    private static void StepByStep<TModel, TState>(GoldenCase golden, TModel model, float[] xs, double[] ys, Expectation expected)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        TState state = Start<TModel, TState>(golden);
        int lastHidden = TModel.HiddenCount - 1;
        double[] hidden = golden.Doubles("out.hidden");
        int units = golden.Hidden;
        double hiddenTolerance = expected.Tolerance(golden.Layers.Count(layer => layer is not Dense));
        float[] y = new float[TModel.OutputSize];
        for (int t = 0; t < golden.Steps; t++)
        {
            model.Step(ref state, xs.AsSpan(t * TModel.InputSize, TModel.InputSize), y);
            Verify.Close(ys.AsSpan(t * y.Length, y.Length), y, expected.Tolerance(), $"y of step {t}");
            Verify.Close(hidden.AsSpan(t * units, units), TModel.Hidden(ref state, lastHidden), hiddenTolerance, $"h of step {t}");
        }

        CheckFinal<TModel, TState>(golden, ref state, expected, "Step");
    }

    internal static TState Start<TModel, TState>(GoldenCase golden, int sequence = 0)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        TState state = default;
        for (int index = 0; index < TModel.HiddenCount; index++)
        {
            if (golden.Has("h0"))
                golden.Initial("h0", index, sequence).CopyTo(TModel.Hidden(ref state, index));
            if (golden.Has("c0"))
                golden.Initial("c0", index, sequence).CopyTo(TModel.Cell(ref state, index));
        }

        return state;
    }

    private static void CheckFinal<TModel, TState>(GoldenCase golden, ref TState state, Expectation expected, string what, int factor = 1)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        Verify.Equal(golden.StateCount, TModel.HiddenCount, "number of hidden vectors");
        for (int index = 0; index < TModel.HiddenCount; index++)
        {
            Verify.Close(expected.Exact.Hidden[index], TModel.Hidden(ref state, index), expected.HiddenTolerance(index) * factor, $"final h {index} of {what}");
            if (golden.Has("out.cn"))
                Verify.Close(expected.Exact.Cell[index], TModel.Cell(ref state, index), expected.CellTolerance(index) * factor, $"final c {index} of {what}");
        }
    }

    internal static void CheckReference(double[] golden, double[] reference, string file)
    {
        Verify.Equal(golden.Length, reference.Length, $"{file}: values");
        for (int i = 0; i < golden.Length; i++)
            Verify.That(
                Math.Abs(golden[i] - reference[i]) <= ReferenceTolerance, $"{file}: the scalar reference is {reference[i]} at {i}, PyTorch has {golden[i]}");
    }
}

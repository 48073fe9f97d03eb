using System.Globalization;
using TinyRnn.Benchmarks.Table;

namespace TinyRnn.Benchmarks.Integers;

/// <summary>How fast models are whose weights are integers, beside the same models in float32: step by step, in sequences, and with several streams.</summary>
internal static class IntegerTable
{
    private const int StepsOfARun = Contenders.Steps;
    private const int Streams = Contenders.Streams;

    /// <summary>Measures and prints.</summary>
    public static void Run(Contest contest, TextWriter output)
    {
        TableHeader.Write(output, contest);
        output.WriteLine();
        output.WriteLine($"One input, Dense(1). Nanoseconds a step of a stream; speed: by float32 (1: as fast). {Streams} streams step together by StepMany.");
        output.WriteLine();
        output.WriteLine($"| layer | Step, float32 | Step, int8 | speed | Run of {StepsOfARun}, int8 | speed | {Streams} streams, int8 | speed |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        Row<FloatLstm32, FloatLstm32.State, IntegerLstm32, IntegerLstm32.State>(contest, output, "LSTM(32)");
        Row<FloatLstm48, FloatLstm48.State, IntegerLstm48, IntegerLstm48.State>(contest, output, "LSTM(48)");
        Row<FloatLstm64, FloatLstm64.State, IntegerLstm64, IntegerLstm64.State>(contest, output, "LSTM(64)");
        Row<FloatLstm96, FloatLstm96.State, IntegerLstm96, IntegerLstm96.State>(contest, output, "LSTM(96)");
        Row<FloatLstm128, FloatLstm128.State, IntegerLstm128, IntegerLstm128.State>(contest, output, "LSTM(128)");
        Row<FloatLstm256, FloatLstm256.State, IntegerLstm256, IntegerLstm256.State>(contest, output, "LSTM(256)");
        Row<FloatLstm512, FloatLstm512.State, IntegerLstm512, IntegerLstm512.State>(contest, output, "LSTM(512)");
        Row<FloatGru32, FloatGru32.State, IntegerGru32, IntegerGru32.State>(contest, output, "GRU(32)");
        Row<FloatGru64, FloatGru64.State, IntegerGru64, IntegerGru64.State>(contest, output, "GRU(64)");
        Row<FloatGru128, FloatGru128.State, IntegerGru128, IntegerGru128.State>(contest, output, "GRU(128)");
        Row<FloatGru256, FloatGru256.State, IntegerGru256, IntegerGru256.State>(contest, output, "GRU(256)");
        Row<FloatRnn64, FloatRnn64.State, IntegerRnn64, IntegerRnn64.State>(contest, output, "RNN(64)");
        Row<FloatRnn128, FloatRnn128.State, IntegerRnn128, IntegerRnn128.State>(contest, output, "RNN(128)");
        Row<FloatRnn256, FloatRnn256.State, IntegerRnn256, IntegerRnn256.State>(contest, output, "RNN(256)");
        output.WriteLine();
        output.WriteLine("The other formats.");
        output.WriteLine();
        output.WriteLine("| layer | format | Step, float32 | Step | speed |");
        output.WriteLine("|---|---|---:|---:|---:|");
        Steps<FloatLstm48, FloatLstm48.State, Int8x16Lstm48, Int8x16Lstm48.State>(contest, output, "LSTM(48)", "int8x16");
        Steps<FloatLstm64, FloatLstm64.State, Int8x16Lstm64, Int8x16Lstm64.State>(contest, output, "LSTM(64)", "int8x16");
        Steps<FloatLstm96, FloatLstm96.State, Int8x16Lstm96, Int8x16Lstm96.State>(contest, output, "LSTM(96)", "int8x16");
        Steps<FloatLstm128, FloatLstm128.State, Int8x16Lstm128, Int8x16Lstm128.State>(contest, output, "LSTM(128)", "int8x16");
        Steps<FloatLstm256, FloatLstm256.State, Int8x16Lstm256, Int8x16Lstm256.State>(contest, output, "LSTM(256)", "int8x16");
        Steps<FloatLstm512, FloatLstm512.State, Int8x16Lstm512, Int8x16Lstm512.State>(contest, output, "LSTM(512)", "int8x16");
        Steps<FloatGru64, FloatGru64.State, Int8x16Gru64, Int8x16Gru64.State>(contest, output, "GRU(64)", "int8x16");
        Steps<FloatGru128, FloatGru128.State, Int8x16Gru128, Int8x16Gru128.State>(contest, output, "GRU(128)", "int8x16");
        Steps<FloatGru256, FloatGru256.State, Int8x16Gru256, Int8x16Gru256.State>(contest, output, "GRU(256)", "int8x16");
        Steps<FloatRnn128, FloatRnn128.State, Int8x16Rnn128, Int8x16Rnn128.State>(contest, output, "RNN(128)", "int8x16");
        Steps<FloatRnn256, FloatRnn256.State, Int8x16Rnn256, Int8x16Rnn256.State>(contest, output, "RNN(256)", "int8x16");
        Steps<FloatLstm24, FloatLstm24.State, Int16Lstm24, Int16Lstm24.State>(contest, output, "LSTM(24)", "int16");
        Steps<FloatLstm32, FloatLstm32.State, Int16Lstm32, Int16Lstm32.State>(contest, output, "LSTM(32)", "int16");
        Steps<FloatLstm48, FloatLstm48.State, Int16Lstm48, Int16Lstm48.State>(contest, output, "LSTM(48)", "int16");
        Steps<FloatLstm64, FloatLstm64.State, Int16Lstm64, Int16Lstm64.State>(contest, output, "LSTM(64)", "int16");
        Steps<FloatLstm96, FloatLstm96.State, Int16Lstm96, Int16Lstm96.State>(contest, output, "LSTM(96)", "int16");
        Steps<FloatLstm128, FloatLstm128.State, Int16Lstm128, Int16Lstm128.State>(contest, output, "LSTM(128)", "int16");
        Steps<FloatLstm256, FloatLstm256.State, Int16Lstm256, Int16Lstm256.State>(contest, output, "LSTM(256)", "int16");
        Steps<FloatLstm512, FloatLstm512.State, Int16Lstm512, Int16Lstm512.State>(contest, output, "LSTM(512)", "int16");
        Steps<FloatGru32, FloatGru32.State, Int16Gru32, Int16Gru32.State>(contest, output, "GRU(32)", "int16");
        Steps<FloatGru64, FloatGru64.State, Int16Gru64, Int16Gru64.State>(contest, output, "GRU(64)", "int16");
        Steps<FloatGru128, FloatGru128.State, Int16Gru128, Int16Gru128.State>(contest, output, "GRU(128)", "int16");
        Steps<FloatGru256, FloatGru256.State, Int16Gru256, Int16Gru256.State>(contest, output, "GRU(256)", "int16");
        Steps<FloatRnn64, FloatRnn64.State, Int16Rnn64, Int16Rnn64.State>(contest, output, "RNN(64)", "int16");
        Steps<FloatRnn128, FloatRnn128.State, Int16Rnn128, Int16Rnn128.State>(contest, output, "RNN(128)", "int16");
        Steps<FloatRnn256, FloatRnn256.State, Int16Rnn256, Int16Rnn256.State>(contest, output, "RNN(256)", "int16");
        Runtimes(contest, output);
    }

    /// <summary>Measures and prints other layers than cells, and inputs with a range.</summary>
    public static void RunLayers(Contest contest, TextWriter output)
    {
        TableHeader.Write(output, contest);
        output.WriteLine();
        output.WriteLine($"Nanoseconds a step of a stream; speed: by float32 (1: as fast). {Streams} streams step together by StepMany.");
        output.WriteLine();
        output.WriteLine($"| layer | Step, float32 | Step, int8 | speed | Run of {StepsOfARun}, int8 | speed | {Streams} streams, int8 | speed |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        Row<FloatDense64, FloatDense64.State, IntegerDense64, IntegerDense64.State>(contest, output, "Dense(64) of 64");
        Row<FloatDense256, FloatDense256.State, IntegerDense256, IntegerDense256.State>(contest, output, "Dense(256) of 256");
        Row<FloatConv32, FloatConv32.State, IntegerConv32, IntegerConv32.State>(contest, output, "Conv1D(32, 3) of 32");
        Row<FloatConv64, FloatConv64.State, IntegerConv64, IntegerConv64.State>(contest, output, "Conv1D(64, 3) of 64");
        Row<FloatDilated64, FloatDilated64.State, IntegerDilated64, IntegerDilated64.State>(contest, output, "Conv1D(64, 3, Dilation = 4) of 64");
        Row<FloatConv384, FloatConv384.State, IntegerConv384, IntegerConv384.State>(contest, output, "Conv1D(384, 3) of 128");
        Row<FloatFrames64, FloatFrames64.State, IntegerFrames64, IntegerFrames64.State>(contest, output, "FrameConv1D(64, 3) of 16 x 64");
        Row<FloatWideLstm64, FloatWideLstm64.State, IntegerWideLstm64, IntegerWideLstm64.State>(contest, output, "LSTM(64) of 64");
        Row<FloatProjected128, FloatProjected128.State, IntegerProjected128, IntegerProjected128.State>(contest, output, "LSTM(128, projected to 64) of 1");
        Table<FloatTable64, FloatTable64.State, IntegerTable64, IntegerTable64.State>(contest, output, "Embedding(50,000, 64)", 50_000);
        Table<FloatTable256, FloatTable256.State, IntegerTable256, IntegerTable256.State>(contest, output, "Embedding(50,000, 256)", 50_000);
    }

    /// <summary>Tables of tokens, which are asked for at random.</summary>
    private static void Table<TFloat, TFloatState, TInteger, TIntegerState>(Contest contest, TextWriter output, string what, int vocabulary)
        where TFloat : class, IStreamingModel<TFloat, TFloatState, int>
        where TFloatState : unmanaged
        where TInteger : class, IStreamingModel<TInteger, TIntegerState, int>
        where TIntegerState : unmanaged
    {
        Random random = new(1);
        int[] tokens = [.. Enumerable.Range(0, 1 << 16).Select(_ => random.Next(vocabulary))];
        double[] times = contest.Run([Asked<TFloat, TFloatState>(tokens), Asked<TInteger, TIntegerState>(tokens)]).Nanoseconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {times[0] / tokens.Length:F1} | {times[1] / tokens.Length:F1} | {times[0] / times[1]:F2} | | | | |"));
    }

    private static Contender Asked<TModel, TState>(int[] tokens)
        where TModel : class, IStreamingModel<TModel, TState, int>
        where TState : unmanaged
    {
        TModel model = TModel.Create(1);
        float[] y = new float[TModel.OutputSize];
        TState state = model.Initial;
        return new(typeof(TModel).Name, () =>
        {
            for (int t = 0; t < tokens.Length; t++)
                model.Step(ref state, tokens.AsSpan(t, 1), y);
        });
    }

    /// <summary>Sequences, beside ONNX Runtime's operator for LSTMs of 8-bit weights.</summary>
    private static void Runtimes(Contest contest, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"Run of {StepsOfARun} steps in int8, beside a call of so many steps of ONNX Runtime's DynamicQuantizeLSTM, one thread.");
        output.WriteLine();
        output.WriteLine("| layer | int8 | DynamicQuantizeLSTM | speed |");
        output.WriteLine("|---|---:|---:|---:|");
        Beside<IntegerLstm32, IntegerLstm32.State>(contest, output, 32);
        Beside<IntegerLstm48, IntegerLstm48.State>(contest, output, 48);
        Beside<IntegerLstm64, IntegerLstm64.State>(contest, output, 64);
        Beside<IntegerLstm96, IntegerLstm96.State>(contest, output, 96);
        Beside<IntegerLstm128, IntegerLstm128.State>(contest, output, 128);
        Beside<IntegerLstm256, IntegerLstm256.State>(contest, output, 256);
        Beside<IntegerLstm512, IntegerLstm512.State>(contest, output, 512);
    }

    private static void Beside<TModel, TState>(Contest contest, TextWriter output, int units)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        using OnnxLstm onnx = new(CellWeights.Lstm(units), StepsOfARun, isQuantized: true);
        float[] xs = Signals.Of(1, StepsOfARun);
        float[] ys = new float[StepsOfARun];
        double[] times = contest.Run([Contenders.Sequence<TModel, TState>(), new("DynamicQuantizeLSTM", () => onnx.Run(xs, ys))]).Nanoseconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| LSTM({units}) | {times[0] / StepsOfARun:F1} | {times[1] / StepsOfARun:F1} | {times[1] / times[0]:F2} |"));
    }

    private static void Row<TFloat, TFloatState, TInteger, TIntegerState>(Contest contest, TextWriter output, string what)
        where TFloat : class, IStreamingModel<TFloat, TFloatState, float>
        where TFloatState : unmanaged
        where TInteger : class, IStreamingModel<TInteger, TIntegerState, float>
        where TIntegerState : unmanaged
    {
        double[] times = contest.Run(
        [
            Contenders.Stepped<TFloat, TFloatState>(), Contenders.Stepped<TInteger, TIntegerState>(),
            Contenders.Sequence<TFloat, TFloatState>(), Contenders.Sequence<TInteger, TIntegerState>(),
            Contenders.Together<TFloat, TFloatState>(), Contenders.Together<TInteger, TIntegerState>(),
        ]).Nanoseconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {times[0] / StepsOfARun:F1} | {times[1] / StepsOfARun:F1} | {times[0] / times[1]:F2} | {times[3] / StepsOfARun:F1} | {times[2] / times[3]:F2} | "
            + $"{times[5] / Streams:F1} | {times[4] / times[5]:F2} |"));
    }

    private static void Steps<TFloat, TFloatState, TInteger, TIntegerState>(Contest contest, TextWriter output, string what, string format)
        where TFloat : class, IStreamingModel<TFloat, TFloatState, float>
        where TFloatState : unmanaged
        where TInteger : class, IStreamingModel<TInteger, TIntegerState, float>
        where TIntegerState : unmanaged
    {
        double[] times = contest.Run([Contenders.Stepped<TFloat, TFloatState>(), Contenders.Stepped<TInteger, TIntegerState>()]).Nanoseconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | {format} | {times[0] / StepsOfARun:F1} | {times[1] / StepsOfARun:F1} | {times[0] / times[1]:F2} |"));
    }
}

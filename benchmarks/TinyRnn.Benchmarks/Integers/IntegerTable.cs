using System.Globalization;
using TinyRnn.Benchmarks.Table;

namespace TinyRnn.Benchmarks.Integers;

/// <summary>How fast models are whose weights have 8 bits, beside the same models in float32: step by step, in sequences, and with several streams.</summary>
internal static class IntegerTable
{
    private const int Steps = Contenders.Steps;
    private const int Streams = Contenders.Streams;

    /// <summary>Measures and prints.</summary>
    public static void Run(Contest contest, TextWriter output)
    {
        TableHeader.Write(output, contest);
        output.WriteLine();
        output.WriteLine($"One input, Dense(1). Nanoseconds a step of a stream; speed: by float32 (1: as fast). {Streams} streams step together by StepMany.");
        output.WriteLine();
        output.WriteLine($"| layer | Step, float32 | Step, int8 | speed | Run of {Steps}, int8 | speed | {Streams} streams, int8 | speed |");
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
            $"| {what} | {times[0] / Steps:F1} | {times[1] / Steps:F1} | {times[0] / times[1]:F2} | {times[3] / Steps:F1} | {times[2] / times[3]:F2} | "
            + $"{times[5] / Streams:F1} | {times[4] / times[5]:F2} |"));
    }
}

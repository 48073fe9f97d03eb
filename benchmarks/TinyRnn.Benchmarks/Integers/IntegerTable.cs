using System.Globalization;
using TinyRnn.Benchmarks.Table;

namespace TinyRnn.Benchmarks.Integers;

/// <summary>How fast models are whose weights are integers, beside the same models in float32: step by step, in sequences, and with several streams.</summary>
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
        output.WriteLine();
        output.WriteLine("The other formats: their Step, and its speed by float32.");
        output.WriteLine();
        output.WriteLine("| layer | Step, float32 | Step, int8x16 | speed | Step, int16 | speed |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|");
        Formats<FloatLstm32, FloatLstm32.State, WideLstm32, WideLstm32.State, ShortLstm32, ShortLstm32.State>(contest, output, "LSTM(32)");
        Formats<FloatLstm48, FloatLstm48.State, WideLstm48, WideLstm48.State, ShortLstm48, ShortLstm48.State>(contest, output, "LSTM(48)");
        Formats<FloatLstm64, FloatLstm64.State, WideLstm64, WideLstm64.State, ShortLstm64, ShortLstm64.State>(contest, output, "LSTM(64)");
        Formats<FloatLstm96, FloatLstm96.State, WideLstm96, WideLstm96.State, ShortLstm96, ShortLstm96.State>(contest, output, "LSTM(96)");
        Formats<FloatLstm128, FloatLstm128.State, WideLstm128, WideLstm128.State, ShortLstm128, ShortLstm128.State>(contest, output, "LSTM(128)");
        Formats<FloatLstm256, FloatLstm256.State, WideLstm256, WideLstm256.State, ShortLstm256, ShortLstm256.State>(contest, output, "LSTM(256)");
        Formats<FloatLstm512, FloatLstm512.State, WideLstm512, WideLstm512.State, ShortLstm512, ShortLstm512.State>(contest, output, "LSTM(512)");
        Formats<FloatGru32, FloatGru32.State, WideGru32, WideGru32.State, ShortGru32, ShortGru32.State>(contest, output, "GRU(32)");
        Formats<FloatGru64, FloatGru64.State, WideGru64, WideGru64.State, ShortGru64, ShortGru64.State>(contest, output, "GRU(64)");
        Formats<FloatGru128, FloatGru128.State, WideGru128, WideGru128.State, ShortGru128, ShortGru128.State>(contest, output, "GRU(128)");
        Formats<FloatGru256, FloatGru256.State, WideGru256, WideGru256.State, ShortGru256, ShortGru256.State>(contest, output, "GRU(256)");
        Formats<FloatRnn64, FloatRnn64.State, WideRnn64, WideRnn64.State, ShortRnn64, ShortRnn64.State>(contest, output, "RNN(64)");
        Formats<FloatRnn128, FloatRnn128.State, WideRnn128, WideRnn128.State, ShortRnn128, ShortRnn128.State>(contest, output, "RNN(128)");
        Formats<FloatRnn256, FloatRnn256.State, WideRnn256, WideRnn256.State, ShortRnn256, ShortRnn256.State>(contest, output, "RNN(256)");
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

    private static void Formats<TFloat, TFloatState, TWide, TWideState, TShort, TShortState>(Contest contest, TextWriter output, string what)
        where TFloat : class, IStreamingModel<TFloat, TFloatState, float>
        where TFloatState : unmanaged
        where TWide : class, IStreamingModel<TWide, TWideState, float>
        where TWideState : unmanaged
        where TShort : class, IStreamingModel<TShort, TShortState, float>
        where TShortState : unmanaged
    {
        double[] times = contest.Run(
            [Contenders.Stepped<TFloat, TFloatState>(), Contenders.Stepped<TWide, TWideState>(), Contenders.Stepped<TShort, TShortState>()]).Nanoseconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {times[0] / Steps:F1} | {times[1] / Steps:F1} | {times[0] / times[1]:F2} | {times[2] / Steps:F1} | {times[0] / times[2]:F2} |"));
    }
}

using System.Globalization;
using TinyRnn.Benchmarks.Table;

namespace TinyRnn.Benchmarks.Layers;

/// <summary>
/// What layers cost beside each other: a convolution beside a dense layer of the same multiply-adds, a recurrent layer with a convolution in front beside both
/// alone.
/// </summary>
internal static class LayersTable
{
    private const int Steps = Contenders.Steps;

    /// <summary>Measures and prints.</summary>
    public static void Run(Contest contest, TextWriter output)
    {
        TableHeader.Write(output, contest);
        output.WriteLine();
        output.WriteLine("Nanoseconds a step, and how fast a convolution is by a dense layer of the same multiply-adds (1: as fast).");
        output.WriteLine();
        output.WriteLine("| convolution | multiply-adds | Step | dense | speed | Run of 128 | dense | speed |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        Pair<Conv32, Conv32.State, Dense32, Dense32.State>(contest, output, "32 channels of 16, kernel 3", 32 * 48);
        Pair<Conv64, Conv64.State, Dense64, Dense64.State>(contest, output, "64 channels of 32, kernel 3", 64 * 96);
        Pair<ConvApart64, ConvApart64.State, Dense64, Dense64.State>(contest, output, "64 channels of 32, kernel 3, dilation 4", 64 * 96);
        Pair<Conv128, Conv128.State, Dense128, Dense128.State>(contest, output, "128 channels of 64, kernel 5", 128 * 320);
        output.WriteLine();

        double[] parts = Measure(
            contest,
            [
                Contenders.Sequence<Conv64, Conv64.State>(), Contenders.Sequence<BehindConv64, BehindConv64.State>(),
                Contenders.Sequence<ConvLstm64, ConvLstm64.State>(),
            ]);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"LSTM(64) behind 64 channels of 32, kernel 3, Run of 128: {parts[2] / Steps:F1} ns a step; {parts[0] / Steps:F1} and {parts[1] / Steps:F1} alone: "
            + $"{parts[2] / (parts[0] + parts[1]):F2} of their sum."));
    }

    private static void Pair<TConv, TConvState, TDense, TDenseState>(Contest contest, TextWriter output, string what, int multiplyAdds)
        where TConv : class, IStreamingModel<TConv, TConvState, float>
        where TConvState : unmanaged
        where TDense : class, IStreamingModel<TDense, TDenseState, float>
        where TDenseState : unmanaged
    {
        double[] times = Measure(
            contest,
            [
                Contenders.Stepped<TConv, TConvState>(), Contenders.Stepped<TDense, TDenseState>(),
                Contenders.Sequence<TConv, TConvState>(), Contenders.Sequence<TDense, TDenseState>(),
            ]);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {multiplyAdds:N0} | {times[0] / Steps:F1} | {times[1] / Steps:F1} | {times[1] / times[0]:F2} | {times[2] / Steps:F1} | "
            + $"{times[3] / Steps:F1} | {times[3] / times[2]:F2} |"));
    }

    private static double[] Measure(Contest contest, Contender[] contenders) => contest.Run(contenders).Nanoseconds;
}

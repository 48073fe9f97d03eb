using System.Diagnostics;
using System.Globalization;
using TinyRnn.Weights;

namespace TinyRnn.Benchmarks.Soak;

/// <summary>
/// A tone that decays to silence, which must not slow anything down. Each model plays it with its own weights, whose biases hold the state up, and without
/// biases, but for a gate that keeps the state, so that the state decays as well. Then with an input that is not cut off: it is subnormal for more than
/// a second before it is 0.
/// </summary>
internal static class SilenceRun
{
    /// <summary>What the median of a second may be of a loud stream's in the same second.</summary>
    private const double MostMedian = 1.5;

    /// <summary>
    /// What a single block may be, in the least disturbed of all rounds, of the loud median. Where neither a bias nor a state hides the input, products inside
    /// a tanh are subnormal for the last steps before everything is 0: up to nine times a loud block, once. When states were not cut off, it was 40 times once
    /// and 4 to 300 times for ever.
    /// </summary>
    private const double MostBlock = 16;

    private const int Rounds = 5;
    private const int Seconds = 12;
    private const double HalvingsASecond = 20;

    /// <summary>
    /// 379 dB below full scale: a caller who feeds nothing smaller but 0 never feeds a subnormal number, nor makes one of a product with a weight.
    /// </summary>
    private static readonly float s_cut = MathF.ScaleB(1, -63);

    public static IEnumerable<string> Run(TextWriter output, AudioLstm lstm, AudioGru gru)
    {
        output.WriteLine(
            $"| decay to silence, beside a loud stream; the least of {Rounds} rounds | loud, us a block | slowest second / loud | slowest block / loud |");
        output.WriteLine("|---|---:|---:|---:|");
        List<string> failures =
        [
            .. Decay(output, "LSTM(40)", lstm, s_cut),
            .. Decay(output, "LSTM(40) without biases, forget gate 1", WithoutBiases<AudioLstm, AudioLstm.State>(lstm, "lstm.bias_ih_l0", units: 40), s_cut),
            .. Decay(output, "GRU(64)", gru, s_cut),
            .. Decay(output, "GRU(64) without biases, update gate 1", WithoutBiases<AudioGru, AudioGru.State>(gru, "gru.bias_ih_l0", units: 64), s_cut),
            .. Decay(output, "LSTM(40), down to subnormal input", lstm, cut: 0),
            .. Decay(output, "GRU(64), down to subnormal input", gru, cut: 0),
        ];
        return failures;
    }

    private static List<string> Decay<TModel, TState>(TextWriter output, string name, IRecurrentModel<TModel, TState, float> model, float cut)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        const int aSecond = Audio.SampleRate / Audio.BlockLength;
        long[] loud = new long[Seconds * aSecond];
        long[] decaying = new long[Seconds * aSecond];
        Array.Fill(loud, long.MaxValue);
        Array.Fill(decaying, long.MaxValue);
        for (int round = 0; round < Rounds; round++)
            Play(model, loud, decaying, cut);
        double median = Median(loud);
        double slowestSecond = Enumerable.Range(0, Seconds).Max(second => Median(Second(decaying, second)) / Median(Second(loud, second)));
        double slowestBlock = decaying.Max() / median;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {median * 1e6 / Stopwatch.Frequency:0.0} | {slowestSecond:0.00} | {slowestBlock:0.00} |"));
        List<string> failures = [];
        if (slowestSecond > MostMedian)
            failures.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: a second of the decay took {slowestSecond:0.00} times the loud stream's median; {MostMedian} are allowed"));
        if (slowestBlock > MostBlock)
            failures.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: a block of the decay took {slowestBlock:0.00} times the loud stream's median; {MostBlock} are allowed"));
        return failures;

        static Span<long> Second(long[] ticks, int number) => ticks.AsSpan(number * aSecond, aSecond);
    }

    /// <summary>A block of the loud stream, a block of the decaying one, in turn: what disturbs the machine disturbs both.</summary>
    private static void Play<TModel, TState>(IRecurrentModel<TModel, TState, float> model, long[] loud, long[] decaying, float cut)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        TState loudState = default;
        TState decayingState = default;
        Span<float> block = stackalloc float[Audio.BlockLength];
        Span<float> result = stackalloc float[Audio.BlockLength];
        for (int number = 0; number < loud.Length; number++)
        {
            Audio.Tone(block, number);
            Time(model, ref loudState, block, result, ref loud[number]);

            // A second of the tone, then down to zeros.
            double second = number * Audio.BlockLength / (double)Audio.SampleRate;
            float amplitude = second < 1 ? 1 : (float)Math.Pow(0.5, (second - 1) * HalvingsASecond);
            Audio.Tone(block, number, amplitude >= cut ? amplitude : 0);
            Time(model, ref decayingState, block, result, ref decaying[number]);
        }
    }

    private static void Time<TModel, TState>(
        IRecurrentModel<TModel, TState, float> model, ref TState state, ReadOnlySpan<float> block, Span<float> result, ref long least)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        long start = Stopwatch.GetTimestamp();
        model.Run(ref state, block, result);
        least = Math.Min(least, Stopwatch.GetTimestamp() - start);
    }

    private static double Median(ReadOnlySpan<long> ticks)
    {
        long[] sorted = ticks.ToArray();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    /// <summary>The same weights with biases of 0, but for 1 in the second gate of one vector: an LSTM's forget gate, a GRU's update gate.</summary>
    private static TModel WithoutBiases<TModel, TState>(TModel model, string kept, int units)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        using MemoryStream file = new();
        model.Save(file);
        file.Position = 0;
        using SafetensorsReader reader = new(file);
        SafetensorsWriter writer = new();
        foreach (TensorInfo tensor in reader.Tensors)
        {
            float[] values = new float[tensor.ElementCount];
            reader.Read(tensor, values);
            if (tensor.Name.Contains("bias", StringComparison.Ordinal))
                Array.Clear(values);
            if (tensor.Name == kept)
                values.AsSpan(units, units).Fill(1);
            writer.Add(tensor.Name, [.. tensor.Shape], values);
        }

        using MemoryStream changed = new();
        writer.Write(changed);
        changed.Position = 0;
        return TModel.Load(changed);
    }
}

using System.Numerics.Tensors;
using TinyRnn.Runtime.Files;
using TinyRnn.Weights;

namespace TinyRnn.Demo;

/// <summary>A second of guitar through the amplifier, in blocks as an audio driver asks for them.</summary>
internal static class GuitarShow
{
    public const int SampleRate = 48_000;
    private const int Block = 128;

    public static IReadOnlyList<(string What, string Value)> Run(Action<double> progress)
    {
        float[] input = Signal();
        float[] output = new float[input.Length];
        Amplifier amplifier = Amplifier.Pretrained;
        Measurement measurement = Measurement.Of(() => Play(amplifier, input, output), input.Length, progress);
        double realTime = 1e9 / SampleRate / measurement.NanosecondsPerStep;
        return
        [
            ("model", $"LSTM(16) + Dense(1) + skip, {Amplifier.ParameterCount:N0} parameters"),
            ("signal", $"{input.Length:N0} samples at 48 kHz in blocks of {Block}"),
            ("peak in, out", $"{Peak(input):F3}, {Peak(output):F3}"),
            ("time a step", $"{measurement.NanosecondsPerStep:F0} ns"),
            ("real-time factor", $"{realTime:F0} x (one core could run {realTime:F0} such amplifiers)"),
            ("allocated", Counted.Of(measurement.AllocatedBytes, "byte")),
        ];
    }

    /// <summary>Block after block; the state carries on from one to the next.</summary>
    public static void Play(Amplifier amplifier, ReadOnlySpan<float> input, Span<float> output)
    {
        Amplifier.State state = default;
        for (int at = 0; at < input.Length; at += Block)
        {
            int length = Math.Min(Block, input.Length - at);
            amplifier.Run(ref state, input.Slice(at, length), output.Slice(at, length));
        }
    }

    private static float[] Signal()
    {
        using SafetensorsReader reader = new(WeightFile.OpenResource(typeof(GuitarShow).Assembly, "amp_signal.safetensors"));
        TensorInfo tensor = reader.Get("x");
        float[] samples = new float[tensor.ElementCount];
        reader.Read(tensor, samples);
        return samples;
    }

    private static float Peak(float[] samples) => MathF.Abs(TensorPrimitives.MaxMagnitudeNumber<float>(samples));
}

using TinyRnn.Runtime;
using TinyRnn.Weights;

namespace TinyRnn.Demo;

/// <summary>The gesture classifier on recordings that its training has not seen.</summary>
internal static class GestureShow
{
    private const int Steps = 50;

    /// <summary>The sensor's counts to g.</summary>
    private const float CountsPerG = 2048;

    public static IReadOnlyList<(string What, string Value)> Run(Action<double> progress)
    {
        using SafetensorsReader reader = new(WeightFile.OpenResource(typeof(GestureShow).Assembly, "gestures_test.safetensors"));
        float[] samples = Array.ConvertAll(Integers(reader, "x_test"), counts => counts / CountsPerG);
        long[] classes = Integers(reader, "y_test");
        string[] names = reader.Metadata["classes"].Split(',');

        int[,] confusion = new int[names.Length, names.Length];
        GestureNet net = GestureNet.Pretrained;
        for (int i = 0; i < classes.Length; i++)
            confusion[classes[i], Classify(net, samples, i)]++;
        int correct = Enumerable.Range(0, names.Length).Sum(k => confusion[k, k]);
        Measurement measurement = Measurement.Of(() => ClassifyAll(net, samples, classes.Length), classes.Length * Steps, progress);
        int hardest = Enumerable.Range(0, names.Length).MinBy(k => confusion[k, k]);
        int recordings = Enumerable.Range(0, names.Length).Sum(k => confusion[hardest, k]);
        return
        [
            ("model", $"LSTM(32) + Dense(6), {GestureNet.ParameterCount:N0} parameters"),
            ("recordings", $"{classes.Length} of {Steps} samples, {names.Length} gestures"),
            ("accuracy", $"{100.0 * correct / classes.Length:F1} % ({correct} of {classes.Length})"),
            ("hardest gesture", $"{names[hardest]}: {confusion[hardest, hardest]} of {recordings}"),
            ("time a step", $"{measurement.NanosecondsPerStep:F0} ns"),
            ("time a gesture", $"{measurement.NanosecondsPerStep * Steps / 1000:F1} us"),
            ("allocated", $"{measurement.AllocatedBytes} bytes"),
        ];
    }

    private static void ClassifyAll(GestureNet net, float[] samples, int count)
    {
        for (int i = 0; i < count; i++)
            Classify(net, samples, i);
    }

    private static int Classify(GestureNet net, float[] samples, int recording)
    {
        const int length = Steps * GestureNet.InputSize;
        GestureNet.State state = default;
        Span<float> logits = stackalloc float[GestureNet.OutputSize];
        net.Run(ref state, samples.AsSpan(recording * length, length), logits);
        return TokenSampler.Best(logits);
    }

    private static long[] Integers(SafetensorsReader reader, string name)
    {
        TensorInfo tensor = reader.Get(name);
        long[] values = new long[tensor.ElementCount];
        reader.Read(tensor, values);
        return values;
    }
}

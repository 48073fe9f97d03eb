namespace TinyRnn.Demo;

/// <summary>The gesture classifier on recordings that its training has not seen.</summary>
internal static class GestureShow
{
    public static IReadOnlyList<(string What, string Value)> Run(Action<double> progress)
    {
        GestureData data = GestureData.Test();
        int[] classes = data.Classes;
        string[] names = data.Names;

        int[,] confusion = new int[names.Length, names.Length];
        GestureNet net = GestureNet.Pretrained;
        for (int i = 0; i < classes.Length; i++)
            confusion[classes[i], Classify(net, data, i)]++;
        int correct = Enumerable.Range(0, names.Length).Sum(k => confusion[k, k]);
        Measurement measurement = Measurement.Of(() => ClassifyAll(net, data), classes.Length * GestureData.Length, progress);
        int hardest = Enumerable.Range(0, names.Length).MinBy(k => confusion[k, k]);
        int recordings = Enumerable.Range(0, names.Length).Sum(k => confusion[hardest, k]);
        return
        [
            ("model", $"LSTM(32) + Dense(6), {GestureNet.ParameterCount:N0} parameters"),
            ("recordings", $"{classes.Length} of {Counted.Of(GestureData.Length, "sample")}, {names.Length} gestures"),
            ("accuracy", $"{100.0 * correct / classes.Length:F1} % ({correct} of {classes.Length})"),
            ("hardest gesture", $"{names[hardest]}: {confusion[hardest, hardest]} of {recordings}"),
            ("time a step", $"{measurement.NanosecondsPerStep:F0} ns"),
            ("time a gesture", $"{measurement.NanosecondsPerStep * GestureData.Length / 1000:F1} us"),
            ("allocated", Counted.Of(measurement.AllocatedBytes, "byte")),
        ];
    }

    /// <summary>The class that a recording looks most like.</summary>
    public static int Classify(GestureNet net, GestureData data, int recording)
    {
        GestureNet.State state = default;
        Span<float> logits = stackalloc float[GestureNet.OutputSize];
        net.Run(ref state, data.Gesture(recording), logits);
        return TokenSampler.Best(logits);
    }

    private static void ClassifyAll(GestureNet net, GestureData data)
    {
        for (int i = 0; i < data.Count; i++)
            Classify(net, data, i);
    }
}

using TinyRnn.Conformance.Models;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Silero VAD: five seconds of speech and silence, against what ONNX Runtime recorded of the original file.</summary>
internal static class VoiceChecks
{
    /// <summary>
    /// The recording is float32, too. Behind a transform of 256 samples a magnitude of silence is a small difference of large sums, and ONNX Runtime itself is
    /// up to 1e-5 from a computation in double.
    /// </summary>
    private const double Tolerance = 1e-5;

    private const int Chunk = 512;

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Voice activity: the recorded probabilities, step by step, as a sequence and in streams", Probabilities),
        new("Voice activity: no call allocates", Allocates),
    ];

    private static VoiceActivity Load() => VoiceActivity.Load(TestData.Path(Path.Combine("import", "silero", "silero_vad_16k_op15.class.safetensors")));

    private static void Probabilities()
    {
        VoiceActivity model = Load();
        using SafetensorsReader recorded = TestData.Open(Path.Combine("import", "silero", "silero_vad_16k_op15.expected.safetensors"));
        float[] audio = recorded.Floats("audio");
        double[] expected = recorded.Doubles("probability");
        Verify.That(expected.Max() > 0.9 && expected.Min() < 0.1, "there is speech in it, and silence");
        float[] whole = new float[expected.Length];
        VoiceActivity.State state = default;
        model.Run(ref state, audio, whole);
        Verify.Close(expected, whole, Tolerance, "probabilities of a sequence");

        VoiceActivity.State stepped = default;
        VoiceActivity.State[] streams = new VoiceActivity.State[5];
        float[] step = new float[1];
        float[] many = new float[streams.Length];
        float[] first = new float[expected.Length];
        float[] last = new float[expected.Length];
        for (int t = 0; t < expected.Length; t++)
        {
            float[] chunk = audio[(t * Chunk)..((t + 1) * Chunk)];
            model.Step(ref stepped, chunk, step);
            Verify.SameBits(whole.AsSpan(t, 1), step, $"chunk {t} as a step");
            model.StepMany(streams, [.. Enumerable.Repeat(chunk, streams.Length).SelectMany(values => values)], many);
            (first[t], last[t]) = (many[0], many[^1]);
        }

        Verify.That(stepped == state, "the state");
        Verify.Close(expected, first, Tolerance, "probabilities of the first stream");
        Verify.Close(expected, last, Tolerance, "probabilities of the last stream");
        Verify.Close(recorded.Doubles("final_state").AsSpan(0, 128).ToArray(), state.Lstm1Hidden, Tolerance, "h");
    }

    private static void Allocates()
    {
        VoiceActivity model = Load();
        float[] audio = Signals.Noise(5 * Chunk, 1);
        float[] ys = new float[5];
        VoiceActivity.State[] states = new VoiceActivity.State[5];
        Allocation.IsNone(() =>
        {
            model.Run(ref states[0], audio, ys);
            model.Step(ref states[1], audio.AsSpan(0, Chunk), ys.AsSpan(0, 1));
            model.StepMany(states, audio, ys);
        });
    }
}

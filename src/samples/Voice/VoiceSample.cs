using System.Globalization;
using TinyRnn.Demo;
using TinyRnn.Demo.Voice;
using TinyRnn.Runtime.Files;
using TinyRnn.Weights;

namespace TinyRnn.Samples;

/// <summary>Silero VAD, imported: when somebody speaks in five seconds of a recording. Nothing is trained.</summary>
internal sealed class VoiceSample : Sample
{
    private const string Recording = "silero_vad_16k_op15.expected.safetensors";

    public override string Name => "voice";

    public override string Summary => "Hears when somebody speaks: Silero VAD as tinyrnn import writes it, on five seconds of speech";

    public override void Run(SampleRun run)
    {
        using SafetensorsReader reader = new(WeightFile.OpenResource(typeof(VoiceSample).Assembly, Recording));
        float[] audio = Read(reader, "audio");
        float[] recorded = Read(reader, "probability");
        VoiceReading reading = VoiceReading.Of(VoiceActivity.Pretrained, audio);
        IReadOnlyList<SpeechSegment> segments = SpeechSegment.Of(reading.Probabilities, VoiceReading.ChunkSeconds);
        SampleRun.Table("Speech", ["start, s", "end, s", "mean probability"], segments.Select(segment => (IReadOnlyList<string>)
            [Text(segment.Start, "F2"), Text(segment.End, "F2"), Text(segment.Mean, "F3")]));
        run.Note("model", string.Create(CultureInfo.InvariantCulture, $"Silero VAD, 16 kHz (MIT, Silero Team), {VoiceActivity.ParameterCount:N0} parameters"));
        run.Result("segments", segments.Count, "{0}");
        double seconds = audio.Length / (double)VoiceReading.SampleRate;
        run.Result(
            "seconds of speech",
            segments.Sum(segment => segment.End - segment.Start),
            string.Create(CultureInfo.InvariantCulture, $"{{0:F2}} of {seconds:F2}"));
        run.Result(
            "largest difference from ONNX Runtime",
            reading.Probabilities.Zip(recorded, (a, b) => Math.Abs((double)a - b)).Max(),
            $"{{0:0.0e+00}} in the probabilities of {recorded.Length} chunks");
        run.Result("allocated", reading.AllocatedBytes, $"{{0}} bytes in {reading.Probabilities.Length} chunks");
        run.Note("time a chunk", string.Create(
            CultureInfo.InvariantCulture, $"{reading.MicrosecondsPerChunk:F0} us of {1e6 * VoiceReading.ChunkSeconds:N0}, {InstructionSet.Describe()}"));
        run.Draw("voice.svg", VoiceFigure.Of(audio, reading.Probabilities, segments));
    }

    private static float[] Read(SafetensorsReader reader, string name)
    {
        TensorInfo tensor = reader.Get(name);
        float[] values = new float[tensor.ElementCount];
        reader.Read(tensor, values);
        return values;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

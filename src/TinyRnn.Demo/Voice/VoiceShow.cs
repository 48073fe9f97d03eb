using System.Globalization;
using TinyRnn.Demo.Wav;
using TinyRnn.Samples;

namespace TinyRnn.Demo.Voice;

/// <summary>Where somebody speaks in a WAV file: a table of the segments, and a picture.</summary>
internal static class VoiceShow
{
    private const string Import = "tinyrnn import silero_vad.onnx --set sr=16000 --class VoiceActivity";

    /// <param name="wav">The recording; <see langword="null"/>: a synthetic one.</param>
    /// <param name="weights">Another training of the same network, as tinyrnn import writes it; <see langword="null"/>: the embedded one.</param>
    /// <param name="picture">Where the picture goes.</param>
    public static void Run(string? wav, string? weights, string picture)
    {
        // Now, not after the work.
        string folder = Path.GetDirectoryName(Path.GetFullPath(picture)) ?? picture;
        if (!Directory.Exists(folder))
            throw new WavException(
                $"The folder {folder} does not exist, so {Path.GetFileName(picture)} cannot be written. Create it, or choose another --out.");
        if (Path.GetExtension(picture) is not (".svg" or ".png"))
            throw new WavException($"The picture {Path.GetFileName(picture)} ends in neither .svg nor .png. Choose another --out.");
        VoiceActivity model = weights is null ? VoiceActivity.Pretrained : Load(weights);
        float[] audio = wav is null ? VoiceSignal.Create() : WavReader.Read(wav).Mono(VoiceReading.SampleRate, wav);
        VoiceReading reading = VoiceReading.Of(model, audio);
        IReadOnlyList<SpeechSegment> segments = SpeechSegment.Of(reading.Probabilities, VoiceReading.ChunkSeconds);
        string drawn = Drawing.Draw(VoiceFigure.Of(audio, reading.Probabilities, segments), picture);
        double seconds = audio.Length / (double)VoiceReading.SampleRate;
        Print(segments, seconds);
        Line($"model: Silero VAD, 16 kHz (MIT, Silero Team), {VoiceActivity.ParameterCount:N0} parameters, weights from {weights ?? "the program"}");
        Line($"audio: {wav ?? "synthetic: " + VoiceSignal.Parts}; {seconds:F2} s, {reading.Probabilities.Length:N0} chunks of {VoiceReading.Chunk}");
        Line($"time a chunk: {reading.MicrosecondsPerChunk:F0} us of {1e6 * VoiceReading.ChunkSeconds:N0}, on {InstructionSet.Describe()}");
        Line($"allocated: {Counted.Of(reading.AllocatedBytes, "byte")} in {reading.Probabilities.Length:N0} chunks");
        Line($"picture: {drawn}");
    }

    private static VoiceActivity Load(string path)
    {
        if (Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
            throw new WavException(
                $"{path} is an ONNX file, of which this program has the layers already. Convert its weights with '{Import}' and give --model the "
                + $"voice_activity.safetensors that it writes, or leave --model out for the weights inside the program.");
        return VoiceActivity.Load(path);
    }

    private static void Print(IReadOnlyList<SpeechSegment> segments, double seconds)
    {
        if (segments.Count == 0)
        {
            SampleScreen.Line("No speech: no stretch of a quarter of a second is likely enough.");
            return;
        }

        SampleScreen.Table("Speech", ["start, s", "end, s", "mean probability"], segments.Select(segment => (IReadOnlyList<string>)
            [Number(segment.Start, "F2"), Number(Math.Min(segment.End, seconds), "F2"), Number(segment.Mean, "F3")]));
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A path is not to be broken where a narrow terminal ends.</summary>
    private static void Line(FormattableString line) => Console.Out.WriteLine(FormattableString.Invariant(line));
}

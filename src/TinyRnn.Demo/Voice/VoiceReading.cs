using TinyRnn.Samples;

namespace TinyRnn.Demo.Voice;

/// <summary>What the model says of a recording, chunk after chunk, as a microphone would give them.</summary>
/// <param name="Probabilities">That there is speech in each chunk.</param>
/// <param name="MicrosecondsPerChunk">Median over passes through the beginning.</param>
/// <param name="AllocatedBytes">On this thread, by all chunks.</param>
internal sealed record VoiceReading(float[] Probabilities, double MicrosecondsPerChunk, long AllocatedBytes)
{
    /// <summary>Of the audio, in Hz.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Samples of a chunk.</summary>
    public const int Chunk = VoiceActivity.InputSize;

    /// <summary>How long a chunk lasts.</summary>
    public const double ChunkSeconds = (double)Chunk / SampleRate;

    /// <summary>Three seconds: enough to measure, and no hour has to be heard forty times.</summary>
    private const int TimedChunks = 100;

    /// <param name="model">Says how likely speech is.</param>
    /// <param name="audio">At 16 kHz. A last chunk that is not full is filled with zeros.</param>
    public static VoiceReading Of(VoiceActivity model, ReadOnlySpan<float> audio)
    {
        float[] padded = new float[(audio.Length + Chunk - 1) / Chunk * Chunk];
        audio.CopyTo(padded);
        float[] probabilities = new float[padded.Length / Chunk];

        int head = Math.Min(TimedChunks, probabilities.Length);
        Measurement measurement = Measurement.Of(() => Listen(model, padded, probabilities.AsSpan(0, head)), Math.Max(1, head), _ => { });
        AllocationMeter meter = new();
        Listen(model, padded, probabilities, meter);
        return new VoiceReading(probabilities, measurement.NanosecondsPerStep / 1000, meter.Bytes);
    }

    private static void Listen(VoiceActivity model, ReadOnlySpan<float> audio, Span<float> probabilities, AllocationMeter? meter = null)
    {
        VoiceActivity.State state = default;
        for (int i = 0; i < probabilities.Length; i++)
        {
            meter?.Start();
            model.Step(ref state, audio.Slice(i * Chunk, Chunk), probabilities.Slice(i, 1));
            meter?.Stop();
        }
    }
}

using NAudio.Wave;

namespace TinyRnn.Demo.Wav;

/// <summary>
/// Writes RIFF WAVE through NAudio, in any format that <see cref="WavReader"/> reads. Samples become integers here: NAudio's writer cuts off what
/// <see cref="Write"/> rounds, scales by one less and wraps what is too loud.
/// </summary>
internal static class WavWriter
{
    /// <summary>RIFF, the format, of floats a chunk with their count, and the head of the samples.</summary>
    private const int LongestHeader = 58;

    /// <param name="stream">Can be sought in; it stays open.</param>
    /// <param name="audio">What is written.</param>
    /// <returns>How many samples were outside [-1, 1] and were clipped; floats are never clipped.</returns>
    public static long Write(Stream stream, WavAudio audio)
    {
        WavFormat format = audio.Format;
        int frames = audio.Channels[0].Length;
        int frame = format.BytesPerSample * format.Channels;
        long length = (long)frames * frame;
        if (length > uint.MaxValue - LongestHeader)
            throw new WavException($"The audio has {Counted.Of(length, "byte")}, more than a WAV file can hold. Split it.");
        using WaveFileWriter writer = new(stream, format.ToNAudio());
        byte[] bytes = new byte[frame];
        long clipped = 0;
        for (int i = 0; i < frames; i++)
        {
            for (int channel = 0; channel < format.Channels; channel++)
            {
                float sample = audio.Channels[channel][i];
                if (!format.IsFloat && !(MathF.Abs(sample) <= 1))
                    clipped++;
                WriteSample(bytes.AsSpan(channel * format.BytesPerSample), sample, format);
            }

            writer.Write(bytes);
        }

        return clipped;
    }

    private static void WriteSample(Span<byte> bytes, float sample, WavFormat format)
    {
        // The largest positive integer is one below the scale. NaN, which no integer can say, becomes silence.
        double scale = Math.Pow(2, format.Bits - 1);
        double scaled = float.IsNaN(sample) ? 0 : Math.Clamp(Math.Round(sample * scale), -scale, scale - 1);
        int value = format.IsFloat ? BitConverter.SingleToInt32Bits(sample) : (int)scaled;
        for (int i = 0; i < format.BytesPerSample; i++)
            bytes[i] = (byte)(value >> (8 * i));
    }
}

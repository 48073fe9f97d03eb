using System.Buffers.Binary;
using System.Text;

namespace TinyRnn.Demo.Wav;

/// <summary>Writes RIFF WAVE in any format that <see cref="WavReader"/> reads.</summary>
internal static class WavWriter
{
    private const int HeaderLength = 44;

    /// <returns>How many samples were outside [-1, 1] and were clipped; floats are never clipped.</returns>
    public static long Write(Stream stream, WavAudio audio)
    {
        WavFormat format = audio.Format;
        int frames = audio.Channels[0].Length;
        int frame = format.BytesPerSample * format.Channels;
        long length = (long)frames * frame;
        if (length > uint.MaxValue - HeaderLength)
            throw new WavException($"The audio has {length} bytes, more than a WAV file can hold. Split it.");

        // The chunk is padded to an even length; the padding does not count as its content.
        byte[] bytes = new byte[HeaderLength + length + (length & 1)];
        WriteHeader(bytes, format, (uint)length);
        long clipped = 0;
        for (int i = 0; i < frames; i++)
        {
            for (int channel = 0; channel < format.Channels; channel++)
            {
                float sample = audio.Channels[channel][i];
                if (!format.IsFloat && !(MathF.Abs(sample) <= 1))
                    clipped++;
                WriteSample(bytes.AsSpan(HeaderLength + (i * frame) + (channel * format.BytesPerSample)), sample, format);
            }
        }

        stream.Write(bytes);
        return clipped;
    }

    private static void WriteHeader(Span<byte> bytes, WavFormat format, uint length)
    {
        int frame = format.BytesPerSample * format.Channels;
        Encoding.ASCII.GetBytes("RIFF", bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], (uint)(bytes.Length - 8));
        Encoding.ASCII.GetBytes("WAVEfmt ", bytes[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[20..], (ushort)(format.IsFloat ? 3 : 1));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[22..], (ushort)format.Channels);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[24..], (uint)format.SampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[28..], (uint)(format.SampleRate * frame));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[32..], (ushort)frame);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[34..], (ushort)format.Bits);
        Encoding.ASCII.GetBytes("data", bytes[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[40..], length);
    }

    private static void WriteSample(Span<byte> bytes, float sample, WavFormat format)
    {
        if (format.IsFloat)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, sample);
            return;
        }

        // The largest positive integer is one below the scale. NaN, which no integer can say, becomes silence.
        double scale = Math.Pow(2, format.Bits - 1);
        double scaled = float.IsNaN(sample) ? 0 : Math.Clamp(Math.Round(sample * scale), -scale, scale - 1);
        int value = (int)scaled;
        for (int i = 0; i < format.BytesPerSample; i++)
            bytes[i] = (byte)(value >> (8 * i));
    }
}

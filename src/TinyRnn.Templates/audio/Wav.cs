using System.Buffers.Binary;
using System.Text;

/// <summary>WAV files of 16 bits; of several channels, the first is read.</summary>
internal static class Wav
{
    private const float Full = 32768;

    public static (float[] Samples, int Rate) Read(string path)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
            throw new InvalidDataException($"{path} is no WAV file.");
        int channels = 0, rate = 0;
        for (int at = 12; at + 8 <= file.Length;)
        {
            ReadOnlySpan<byte> name = file.Slice(at, 4);
            int length = BinaryPrimitives.ReadInt32LittleEndian(file[(at + 4)..]);
            ReadOnlySpan<byte> chunk = file.Slice(at + 8, Math.Clamp(length, 0, file.Length - at - 8));
            if (name.SequenceEqual("fmt "u8))
            {
                (channels, rate) = (BinaryPrimitives.ReadInt16LittleEndian(chunk[2..]), BinaryPrimitives.ReadInt32LittleEndian(chunk[4..]));
                if (channels < 1 || BinaryPrimitives.ReadInt16LittleEndian(chunk) != 1 || BinaryPrimitives.ReadInt16LittleEndian(chunk[14..]) != 16)
                    throw new InvalidDataException($"{path} has no samples of 16 bits.");
            }
            else if (name.SequenceEqual("data"u8) && channels > 0)
            {
                float[] samples = new float[chunk.Length / (2 * channels)];
                for (int n = 0; n < samples.Length; n++)
                    samples[n] = BinaryPrimitives.ReadInt16LittleEndian(chunk[(2 * channels * n)..]) / Full;
                return (samples, rate);
            }

            at += 8 + chunk.Length + (chunk.Length & 1);
        }

        throw new InvalidDataException($"{path} has no samples.");
    }

    public static void Write(string path, ReadOnlySpan<float> samples, int rate)
    {
        using BinaryWriter writer = new(File.Create(path), Encoding.ASCII);
        writer.Write("RIFF"u8);
        writer.Write(36 + (2 * samples.Length));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);                     // whole numbers
        writer.Write((short)1);                     // one channel
        writer.Write(rate);
        writer.Write(2 * rate);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(2 * samples.Length);
        foreach (float sample in samples)
            writer.Write((short)Math.Clamp(MathF.Round(sample * Full), short.MinValue, short.MaxValue));
    }
}

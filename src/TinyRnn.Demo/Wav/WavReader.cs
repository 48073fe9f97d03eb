using System.Buffers.Binary;
using System.Text;

namespace TinyRnn.Demo.Wav;

/// <summary>Reads RIFF WAVE: 16, 24 and 32-bit PCM and 32-bit float, mono or stereo.</summary>
internal static class WavReader
{
    private const int Pcm = 1;
    private const int Float = 3;
    private const int Extensible = 0xFFFE;

    /// <summary>What follows the format's number in the extensible header's GUID; any other end is another company's format.</summary>
    private static ReadOnlySpan<byte> StandardGuidEnd => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    public static WavAudio Read(string path) => Read(File.ReadAllBytes(path), path);

    public static WavAudio Read(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length < 12 || !Is(bytes, "RIFF") || !Is(bytes[8..], "WAVE"))
            throw new WavException($"{name} is no WAV file: it does not begin with RIFF and WAVE. Convert it to WAV first.");
        WavFormat? format = null;
        int at = 12;
        while (at + 8 <= bytes.Length)
        {
            ReadOnlySpan<byte> head = bytes[at..];
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (size > bytes.Length - at - 8)
            {
                throw new WavException(
                    $"{name}: the chunk '{Encoding.ASCII.GetString(head[..4])}' announces {size} bytes, but {bytes.Length - at - 8} follow: the file is "
                    + $"truncated. Copy or export it again.");
            }

            ReadOnlySpan<byte> content = head.Slice(8, (int)size);
            if (Is(head, "fmt "))
                format = ReadFormat(content, name);
            else if (Is(head, "data"))
                return ReadSamples(
                    format ?? throw new WavException($"{name}: the samples come before their format. The file is damaged; export it again."), content, name);

            // Chunks begin at even places.
            at += 8 + (int)size + (int)(size & 1);
        }

        throw new WavException($"{name} has no chunk 'data': there are no samples in it. Check that the download or the export was complete.");
    }

    private static WavFormat ReadFormat(ReadOnlySpan<byte> content, string name)
    {
        if (content.Length < 16)
            throw new WavException($"{name}: the chunk 'fmt ' has {content.Length} bytes, at least 16 are needed. The file is damaged; export it again.");
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(content);
        if (tag == Extensible)
            tag = ReadExtension(content, name);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(content[2..]);
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(content[4..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(content[14..]);
        bool known = (tag == Pcm && bits is 16 or 24 or 32) || (tag == Float && bits == 32);
        if (!known)
            throw new WavException(
                $"{name} stores samples as format {tag} with {bits} bits; PCM of 16, 24 or 32 bits and 32-bit float can be read. Convert it to PCM of 16 or "
                + $"24 bits.");
        if (channels is not (1 or 2))
            throw new WavException($"{name} has {channels} channels; 1 or 2 can be read. Mix it down first.");
        if (rate is 0 or > 768_000)
            throw new WavException($"{name} has a sample rate of {rate} Hz; 1 to 768,000 can be read. Resample it, best to 48,000 Hz.");
        return new WavFormat((int)rate, channels, bits, tag == Float);
    }

    private static int ReadExtension(ReadOnlySpan<byte> content, string name)
    {
        if (content.Length < 40)
            throw new WavException($"{name}: the extensible chunk 'fmt ' has {content.Length} bytes, 40 are needed. The file is damaged; export it again.");
        ReadOnlySpan<byte> guid = content.Slice(24, 16);
        if (!guid[2..].SequenceEqual(StandardGuidEnd))
            throw new WavException(
                $"{name} stores samples as the format {new Guid(guid)}, which is neither PCM nor float. Convert it to PCM of 16 or 24 bits.");
        return BinaryPrimitives.ReadUInt16LittleEndian(guid);
    }

    private static WavAudio ReadSamples(WavFormat format, ReadOnlySpan<byte> content, string name)
    {
        int frame = format.BytesPerSample * format.Channels;
        if (content.Length % frame != 0)
            throw new WavException(
                $"{name} has {content.Length} bytes of samples, no whole number of frames of {frame} bytes. The file is damaged; export it again.");
        int frames = content.Length / frame;
        float[][] channels = [.. Enumerable.Range(0, format.Channels).Select(_ => new float[frames])];
        for (int i = 0; i < frames; i++)
        {
            for (int channel = 0; channel < format.Channels; channel++)
                channels[channel][i] = Sample(content[((i * frame) + (channel * format.BytesPerSample))..], format);
        }

        return new WavAudio(format, channels);
    }

    private static float Sample(ReadOnlySpan<byte> bytes, WavFormat format) => format switch
    {
        { IsFloat: true } => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        { Bits: 16 } => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32_768f,
        { Bits: 24 } => (bytes[0] | (bytes[1] << 8) | ((sbyte)bytes[2] << 16)) / 8_388_608f,
        _ => (float)(BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2_147_483_648.0),
    };

    private static bool Is(ReadOnlySpan<byte> bytes, string id) => bytes.Length >= 4 && Encoding.ASCII.GetString(bytes[..4]) == id;
}

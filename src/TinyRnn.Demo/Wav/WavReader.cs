using System.Buffers.Binary;
using NAudio.Wave;

namespace TinyRnn.Demo.Wav;

/// <summary>
/// Reads RIFF WAVE through NAudio: 16, 24 and 32-bit PCM and 32-bit float, mono or stereo. What NAudio would let pass, a file that was cut above all, is looked
/// at here.
/// </summary>
internal static class WavReader
{
    private const int HeaderLength = 12;

    /// <summary>Bytes of an extensible header behind those of a plain one, the last 16 of which are the format's GUID.</summary>
    private const int ExtensionLength = 22;
    private const int GuidLength = 16;

    /// <summary>What follows the format's number in the extensible header's GUID; any other end is another company's format.</summary>
    private static ReadOnlySpan<byte> StandardGuidEnd => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    public static WavAudio Read(string path) => ReadOwned(File.ReadAllBytes(path), path);

    public static WavAudio Read(ReadOnlySpan<byte> bytes, string name) => ReadOwned(bytes.ToArray(), name);

    private static WavAudio ReadOwned(byte[] bytes, string name)
    {
        if (bytes.Length < HeaderLength || !bytes.AsSpan().StartsWith("RIFF"u8) || !bytes.AsSpan(8).StartsWith("WAVE"u8))
            throw new WavException($"{name} is no WAV file: it does not begin with RIFF and WAVE. Convert it to WAV first.");

        // NAudio stops where RIFF's own size says, and programs that stop while they record, or add a chunk, leave a wrong one.
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)bytes.Length - 8);
        try
        {
            using MemoryStream stream = new(bytes);
            using WaveFileReader reader = new(stream);
            WavFormat format = FormatOf(reader.WaveFormat, name);
            reader.Position = 0;
            return Samples(format, Content(bytes, (int)stream.Position, format, name), name);
        }
        catch (FormatException)
        {
            throw new WavException(
                $"{name} has no chunk 'fmt ' or no chunk 'data': there are no samples in it. Check that the download or the export was complete.");
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            throw new WavException($"{name} cannot be read: {exception.Message.TrimEnd('.')}. The file is damaged; export it again.");
        }
    }

    private static WavFormat FormatOf(WaveFormat found, string name)
    {
        int tag = found.Encoding == WaveFormatEncoding.Extensible ? ReadExtension(found, name) : (ushort)found.Encoding;
        int bits = found.BitsPerSample;
        bool isFloat = tag == (int)WaveFormatEncoding.IeeeFloat;
        if (!(tag == (int)WaveFormatEncoding.Pcm && bits is 16 or 24 or 32) && !(isFloat && bits == 32))
            throw new WavException(
                $"{name} stores samples as format {tag} with {bits} bits; PCM of 16, 24 or 32 bits and 32-bit float can be read. Convert it to PCM of 16 or "
                + $"24 bits.");
        if (found.Channels is not (1 or 2))
            throw new WavException($"{name} has {Counted.Of(found.Channels, "channel")}; 1 or 2 can be read. Mix it down first.");
        if (found.SampleRate is <= 0 or > 768_000)
            throw new WavException($"{name} has a sample rate of {(uint)found.SampleRate} Hz; 1 to 768,000 can be read. Resample it, best to 48,000 Hz.");
        return new WavFormat(found.SampleRate, found.Channels, bits, isFloat);
    }

    private static int ReadExtension(WaveFormat found, string name)
    {
        byte[] extension = found is WaveFormatExtraData { ExtraSize: >= ExtensionLength } extra ? extra.ExtraData : [];
        if (extension.Length < ExtensionLength)
        {
            int bytes = found.ExtraSize == 0 ? 16 : 18 + found.ExtraSize;
            throw new WavException($"{name}: the extensible chunk 'fmt ' has {Counted.Of(bytes, "byte")}, 40 are needed. The file is damaged; export it "
                + $"again.");
        }

        ReadOnlySpan<byte> guid = extension.AsSpan(ExtensionLength - GuidLength, GuidLength);
        if (!guid[2..].SequenceEqual(StandardGuidEnd))
            throw new WavException(
                $"{name} stores samples as the format {new Guid(guid)}, which is neither PCM nor float. Convert it to PCM of 16 or 24 bits.");
        return BinaryPrimitives.ReadUInt16LittleEndian(guid);
    }

    /// <summary>
    /// The bytes of the samples. NAudio plays what is there of a truncated file; the length that the chunk announces stands in front of them.
    /// </summary>
    private static ArraySegment<byte> Content(byte[] bytes, int at, WavFormat format, string name)
    {
        uint announced = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at - sizeof(uint)));
        int follow = bytes.Length - at;
        if (announced > follow)
            throw new WavException(
                $"{name}: the chunk 'data' announces {Counted.Of(announced, "byte")}, but {follow} follow: the file is truncated. Copy or export it again.");
        int frame = format.BytesPerSample * format.Channels;
        if (announced % frame != 0)
            throw new WavException(
                $"{name} has {Counted.Of(announced, "byte")} of samples, no whole number of frames of {Counted.Of(frame, "byte")}. The file is damaged; "
                + $"export it again.");
        return new ArraySegment<byte>(bytes, at, (int)announced);
    }

    /// <summary>Sizes go by the format alone: the header's bytes a frame and a second, which some programs write wrongly, are not used.</summary>
    private static WavAudio Samples(WavFormat format, ArraySegment<byte> content, string name)
    {
        using RawSourceWaveStream source = new(content.Array!, content.Offset, content.Count, format.ToNAudio());
        float[] samples = new float[content.Count / format.BytesPerSample];
        ISampleProvider provider = source.ToSampleProvider();
        int read = 0;
        for (int more = -1; more != 0 && read < samples.Length; read += more)
            more = provider.Read(samples.AsSpan(read));
        if (read < samples.Length)
            throw new WavException($"{name}: {read} of {Counted.Of(samples.Length, "sample")} could be read. The file is damaged; export it again.");
        float[][] channels = [.. Enumerable.Range(0, format.Channels).Select(_ => new float[samples.Length / format.Channels])];
        for (int i = 0; i < samples.Length; i++)
            channels[i % format.Channels][i / format.Channels] = samples[i];
        return new WavAudio(format, channels);
    }
}

using System.Buffers.Binary;
using TinyRnn.Demo.Wav;
using Xunit;

namespace TinyRnn.Tests.Demo;

public class WavTests
{
    private static readonly float[] s_left = [0, 0.5f, -0.5f, 0.999f, -1];
    private static readonly float[] s_right = [0.25f, -0.25f, 0.125f, 0, 0.75f];

    [Theory]
    [InlineData(16, false, 1)]
    [InlineData(16, false, 2)]
    [InlineData(24, false, 1)]
    [InlineData(24, false, 2)]
    [InlineData(32, false, 1)]
    [InlineData(32, false, 2)]
    [InlineData(32, true, 1)]
    [InlineData(32, true, 2)]
    public void Every_format_comes_back_within_half_a_step(int bits, bool isFloat, int channels)
    {
        WavFormat format = new(44_100, channels, bits, isFloat);
        WavAudio audio = new(format, channels == 1 ? [s_left] : [s_left, s_right]);
        WavAudio read = WavReader.Read(Bytes(audio, out long clipped), "x.wav");
        Assert.Equal(format, read.Format);
        Assert.Equal(0, clipped);

        // Half a quantisation step, and at the least a float's own rounding.
        double tolerance = isFloat ? 0 : Math.Max(Math.Pow(2, -bits), Math.Pow(2, -24));
        for (int channel = 0; channel < channels; channel++)
        {
            for (int i = 0; i < s_left.Length; i++)
                Assert.InRange(read.Channels[channel][i] - audio.Channels[channel][i], -tolerance, tolerance);
        }
    }

    [Fact]
    public void What_is_too_loud_is_clipped_and_counted()
    {
        WavAudio audio = new(new WavFormat(48_000, 1, 16, false), [[1.5f, -3, 0.5f, float.NaN]]);
        WavAudio read = WavReader.Read(Bytes(audio, out long clipped), "x.wav");
        Assert.Equal(3, clipped);
        Assert.Equal([32_767 / 32_768f, -1, 0.5f, 0], read.Channels[0]);
    }

    [Fact]
    public void Unknown_chunks_of_odd_length_are_passed_over()
    {
        byte[] bytes = Bytes(new WavAudio(new WavFormat(48_000, 1, 16, false), [s_left]), out _);
        byte[] chunk = [.. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0];
        byte[] longer = [.. bytes[..36], .. chunk, .. bytes[36..]];
        Assert.Equal(s_left.Length, WavReader.Read(longer, "x.wav").Channels[0].Length);
    }

    [Fact]
    public void The_extensible_header_names_the_real_format()
    {
        byte[] bytes = Bytes(new WavAudio(new WavFormat(48_000, 1, 32, true), [s_left]), out _);
        byte[] format = new byte[40];
        bytes.AsSpan(20, 16).CopyTo(format);
        BinaryPrimitives.WriteUInt16LittleEndian(format, 0xFFFE);
        new Guid("00000003-0000-0010-8000-00aa00389b71").TryWriteBytes(format.AsSpan(24));
        byte[] data = bytes[bytes.AsSpan().IndexOf("data"u8)..];
        byte[] extensible = [.. bytes[..16], 40, 0, 0, 0, .. format, .. data];
        Assert.Equal(s_left, WavReader.Read(extensible, "x.wav").Channels[0]);

        // Another company's format may begin with the same number.
        extensible[20 + 39] ^= 1;
        Assert.Contains("00000003-0000-0010-8000-00aa00389b70", Error(extensible), StringComparison.Ordinal);
        byte[] cut = [.. bytes[..16], 16, 0, 0, 0, .. format[..16], .. data];
        Assert.Contains("has 16 bytes, 40 are needed", Error(cut), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 'X', "does not begin with RIFF")]
    [InlineData(20, 7, "format 7 with 16 bits")]
    [InlineData(22, 9, "9 channels")]
    [InlineData(34, 20, "20 bits")]
    [InlineData(40, 200, "announces 200 bytes")]
    [InlineData(40, 9, "no whole number of frames")]
    [InlineData(36, 'X', "no chunk 'data'")]
    public void Damage_is_named(int position, int value, string message)
    {
        byte[] bytes = Bytes(new WavAudio(new WavFormat(48_000, 1, 16, false), [s_left]), out _);
        bytes[position] = (byte)value;
        Assert.Contains(message, Error(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] bytes = Bytes(new WavAudio(new WavFormat(48_000, 2, 24, false), [s_left, s_right]), out _);
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<WavException>(() => WavReader.Read(bytes.AsSpan(0, length), "x.wav"));
    }

    [Fact]
    public void Samples_of_odd_length_are_padded_and_the_padding_is_no_sample()
    {
        byte[] bytes = Bytes(new WavAudio(new WavFormat(48_000, 1, 24, false), [s_left]), out _);
        Assert.Equal(44 + 15 + 1, bytes.Length);
        Assert.Equal(s_left.Length, WavReader.Read(bytes, "x.wav").Channels[0].Length);

        // Some programs leave the last padding out.
        Assert.Equal(s_left.Length, WavReader.Read(bytes.AsSpan(0, bytes.Length - 1), "x.wav").Channels[0].Length);
    }

    /// <summary>(0 + 0.25) / 2 and so on: sums and halves of these are exact.</summary>
    [Fact]
    public void Two_channels_are_averaged_and_another_rate_is_refused()
    {
        WavAudio audio = new(new WavFormat(16_000, 2, 16, false), [[0, 0.5f, -0.5f], [0.25f, -0.25f, 0.125f]]);
        Assert.Equal([0.125f, 0.125f, -0.1875f], audio.Mono(16_000, "x.wav"));
        Assert.Equal([1f], new WavAudio(new WavFormat(16_000, 1, 16, false), [[1]]).Mono(16_000, "x.wav"));
        string rate = Assert.Throws<WavException>(() => audio.Mono(8_000, "x.wav")).Message;
        Assert.Contains("16,000 Hz; the model hears 8,000 Hz", rate, StringComparison.Ordinal);
        Assert.Contains("-ar 8000", rate, StringComparison.Ordinal);
        WavAudio empty = new(new WavFormat(16_000, 1, 16, false), [[]]);
        Assert.Contains("0 samples", Assert.Throws<WavException>(() => empty.Mono(16_000, "x.wav")).Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever NAudio makes of it, a user gets samples or a sentence.</summary>
    [Fact]
    public void Damaged_bytes_give_samples_or_a_sentence()
    {
        Random random = new(1);
        byte[] whole = Bytes(new WavAudio(new WavFormat(16_000, 2, 24, false), [s_left, s_right]), out _);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] damaged = [.. whole];
            for (int k = 0; k < 3; k++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                Assert.NotEmpty(WavReader.Read(damaged, "x.wav").Channels);
                read++;
            }
            catch (WavException)
            {
                refused++;
            }
        }

        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused");
    }

    private static string Error(byte[] bytes) => Assert.Throws<WavException>(() => WavReader.Read(bytes, "x.wav")).Message;

    private static byte[] Bytes(WavAudio audio, out long clipped)
    {
        using MemoryStream stream = new();
        clipped = WavWriter.Write(stream, audio);
        return stream.ToArray();
    }
}

using NAudio.Wave;

namespace TinyRnn.Demo.Wav;

/// <summary>How a WAV file stores its samples.</summary>
/// <param name="SampleRate">Frames a second.</param>
/// <param name="Channels">1 or 2.</param>
/// <param name="Bits">16, 24 or 32.</param>
/// <param name="IsFloat">32-bit floats instead of integers.</param>
internal sealed record WavFormat(int SampleRate, int Channels, int Bits, bool IsFloat)
{
    public int BytesPerSample => Bits / 8;

    /// <summary>The same for NAudio.</summary>
    public WaveFormat ToNAudio() => IsFloat ? WaveFormat.CreateIeeeFloatWaveFormat(SampleRate, Channels) : new WaveFormat(SampleRate, Bits, Channels);

    public override string ToString() => $"{SampleRate:N0} Hz, {(Channels == 1 ? "mono" : "stereo")}, {Bits}-bit {(IsFloat ? "float" : "PCM")}";
}

/// <summary>Samples of a WAV file, each channel apart.</summary>
internal sealed record WavAudio(WavFormat Format, float[][] Channels)
{
    /// <summary>For a model that hears one channel of one rate: two channels are averaged, another rate is refused.</summary>
    /// <param name="sampleRate">What the model hears, in Hz.</param>
    /// <param name="name">Of the file, for messages.</param>
    public float[] Mono(int sampleRate, string name)
    {
        if (Format.SampleRate != sampleRate)
            throw new WavException(
                $"{name} has a sample rate of {Format.SampleRate:N0} Hz; the model hears {sampleRate:N0} Hz. Resample it first, for instance with "
                + $"'ffmpeg -i in.wav -ar {sampleRate} out.wav' or 'sox in.wav -r {sampleRate} out.wav'.");
        if (Channels[0].Length == 0)
            throw new WavException($"{name} has 0 samples; at least 1 is needed. Check that the recording or the export was complete.");
        return Channels is [var only] ? only : [.. Channels[0].Zip(Channels[1], (left, right) => (left + right) / 2)];
    }
}

/// <summary>A WAV file that cannot be read; the message says why and what to do.</summary>
internal sealed class WavException(string message) : Exception(message);

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
internal sealed record WavAudio(WavFormat Format, float[][] Channels);

/// <summary>A WAV file that cannot be read; the message says why and what to do.</summary>
internal sealed class WavException(string message) : Exception(message);

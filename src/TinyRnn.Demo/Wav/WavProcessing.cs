using System.Diagnostics;
using System.Globalization;
using TinyRnn.Samples;
using TinyRnn.Weights;

namespace TinyRnn.Demo.Wav;

/// <summary>A WAV file through the amplifier into another WAV file.</summary>
internal static class WavProcessing
{
    /// <summary>A second at a time, so that the progress bar moves.</summary>
    private const int Piece = GuitarShow.SampleRate;

    /// <param name="input">The file read.</param>
    /// <param name="output">The file written, in the input's format.</param>
    /// <param name="weights">Weights of the same network; <see langword="null"/>: the embedded ones.</param>
    public static void Run(string input, string output, string? weights)
    {
        // Now, not after minutes of work.
        string folder = Path.GetDirectoryName(Path.GetFullPath(output)) ?? output;
        if (!Directory.Exists(folder))
            throw new WavException($"The folder {folder} does not exist, so {Path.GetFileName(output)} cannot be written. Create it, or choose another --out.");
        Amplifier amplifier = weights is null ? Amplifier.Pretrained : Amplifier.Load(weights);
        WavAudio audio = WavReader.Read(input);
        if (audio.Format.SampleRate != GuitarShow.SampleRate)
            Warning($"The model was trained at 48 kHz; at {audio.Format.SampleRate:N0} Hz it sounds different.");
        float[][] processed = [.. audio.Channels.Select(channel => new float[channel.Length])];
        TimeSpan elapsed = default;
        Bars.Show([Path.GetFileName(input)], bars =>
        {
            double samples = audio.Channels.Sum(channel => channel.Length);
            double done = 0;
            long start = Stopwatch.GetTimestamp();
            for (int channel = 0; channel < processed.Length; channel++)
            {
                // Each channel is a stream of its own.
                Amplifier.State state = default;
                for (int at = 0; at < processed[channel].Length; at += Piece)
                {
                    int length = Math.Min(Piece, processed[channel].Length - at);
                    amplifier.Run(ref state, audio.Channels[channel].AsSpan(at, length), processed[channel].AsSpan(at, length));
                    done += length;
                    bars[0](done / samples);
                }
            }

            elapsed = Stopwatch.GetElapsedTime(start);
            bars[0](1);
        });

        long clipped = 0;
        AtomicFile.Write(output, stream => clipped = WavWriter.Write(stream, audio with { Channels = processed }));
        double seconds = audio.Channels[0].Length / (double)audio.Format.SampleRate;
        double speed = seconds * processed.Length / Math.Max(elapsed.TotalSeconds, 1e-9);
        SampleScreen.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{output}: {seconds:F1} s, {audio.Format}; processed in {elapsed.TotalSeconds:F2} s ({speed:F0} x real time a channel)"));
        if (clipped > 0)
            Warning($"{(clipped == 1 ? "1 sample was" : $"{clipped:N0} samples were")} louder than the format can hold and clipped.");
    }

    private static void Warning(FormattableString line) => SampleScreen.Warning(FormattableString.Invariant(line));
}

using System.Diagnostics;
using NAudio.Wave;
using TinyRnn;

// Plays a WAV file through a network, in blocks as an audio device would ask for them: dotnet run -c Release -- in.wav out.wav
// Without files it plays a decaying tone.
const int block = 64;
(float[] samples, int rate) = args is [string input, ..] ? Read(input) : (Tone(48_000), 48_000);
string output = args is [_, string path, ..] ? path : "out.wav";

// Random weights make noise. A trained amplifier: dnx TinyRnn.Tool import amp.json --class Amp, and then Amp.Pretrained.
AmpNet net = AmpNet.Create(seed: 1);
AmpNet.State state = default;                       // one for each channel
float[] played = new float[samples.Length];
long start = Stopwatch.GetTimestamp();
for (int at = 0; at < samples.Length; at += block)
{
    int length = Math.Min(block, samples.Length - at);
    net.Run(ref state, samples.AsSpan(at, length), played.AsSpan(at, length));      // allocates nothing
}

double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
Write(output, played, rate);
Console.WriteLine($"{(double)samples.Length / rate:F1} s of audio in {1000 * seconds:F1} ms, {InstructionSet.Describe()}; see {output}");

static float[] Tone(int rate) =>
    [.. Enumerable.Range(0, 2 * rate).Select(n => 0.5f * MathF.Exp(-2f * n / rate) * MathF.Sin(MathF.Tau * 110 * n / rate))];

// Of several channels, the first.
static (float[] Samples, int Rate) Read(string path)
{
    using WaveFileReader reader = new(path);
    ISampleProvider provider = reader.ToSampleProvider();
    int channels = reader.WaveFormat.Channels;
    float[] all = new float[reader.SampleCount * channels];
    int count = 0;
    for (int read = -1; read != 0 && count < all.Length; count += read)
        read = provider.Read(all.AsSpan(count));
    return ([.. Enumerable.Range(0, count / channels).Select(n => all[n * channels])], reader.WaveFormat.SampleRate);
}

static void Write(string path, float[] samples, int rate)
{
    using WaveFileWriter writer = new(path, new WaveFormat(rate, 16, 1));
    foreach (float sample in samples)
        writer.WriteSample(Math.Clamp(sample, -1, 1));
}

[RecurrentModel(inputSize: 1)]
[Lstm(16)]
[Dense(1)]
[Residual(2, Channels = 1)]                         // the network computes what is added to the dry signal
public sealed partial class AmpNet;

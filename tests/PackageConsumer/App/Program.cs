using System.Globalization;
using TinyRnn;

// What somebody writes who has only the package. The script beside it compares the lines between builds; its argument is the time at
// which it started the process.
Span<float> scores = stackalloc float[GestureNet.OutputSize];
GestureNet.State state = default;
for (int step = 0; step < 50; step++)
    GestureNet.Pretrained.Step(ref state, [MathF.Sin(0.3f * step), MathF.Cos(0.2f * step), 1], scores);
TimeSpan sinceEpoch = DateTime.UtcNow - DateTime.UnixEpoch;

foreach (float score in scores)
    Console.WriteLine("output " + score.ToString("R", CultureInfo.InvariantCulture));
if (args is [string started])
    Console.WriteLine(
        "start-up ms "
        + (sinceEpoch.TotalMilliseconds - (1000 * double.Parse(started, CultureInfo.InvariantCulture))).ToString("F1", CultureInfo.InvariantCulture));
foreach (string line in File.ReadAllLines("/proc/self/status"))
{
    if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
        Console.WriteLine("peak RSS " + line[6..].Trim());
}

Console.WriteLine("runs on " + InstructionSet.Describe());

[RecurrentModel(inputSize: 3)]
[Lstm(32, Name = "")]
[Dense(6)]
[PretrainedWeights("gesture.safetensors")]
internal sealed partial class GestureNet;

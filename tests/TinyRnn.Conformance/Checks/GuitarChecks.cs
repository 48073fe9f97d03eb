using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>A second of audio, 48,000 steps: real models, and rounding errors that must not grow with time.</summary>
internal static class GuitarChecks
{
    /// <summary>
    /// A trained amplifier forgets: an error decays instead of adding up, so the bound is that of a few dozen steps, 2^-24 each, times the largest gain
    /// of the head (outputs stay below 4).
    /// </summary>
    private static readonly double s_tolerance = 4 * 32 * Math.Pow(2, -24);

    public static IReadOnlyList<Check> All { get; } =
    [
        new("48,000 steps of an amplifier, in blocks", () => Play<Amp, Amp.State>("synthetic_amp_lstm16", 1)),
        new("48,000 steps of an amplifier with a knob, in blocks", () => Play<AmpWithKnob, AmpWithKnob.State>("synthetic_amp_knob_lstm20", 2)),
    ];

    private static void Play<TModel, TState>(string name, int channels)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        using MemoryStream weights = GuitarFile.AsSafetensors(TestData.Path(Path.Combine("guitar", name + ".json")));
        TModel model = TModel.Load(weights);
        using SafetensorsReader signal = TestData.Open(Path.Combine("guitar", "test_signal_48k.safetensors"));
        using SafetensorsReader expected = TestData.Open(Path.Combine("guitar", name + ".expected.safetensors"));
        float[] samples = signal.Floats("x");
        float[] xs = channels == 1 ? samples : [.. samples.SelectMany(sample => new[] { sample, 0.5f })];
        float[] ys = new float[samples.Length];
        TState state = default;
        for (int at = 0; at < samples.Length; at += 128)
        {
            int block = Math.Min(128, samples.Length - at);
            model.Run(ref state, xs.AsSpan(at * channels, block * channels), ys.AsSpan(at, block));
        }

        Verify.Close(expected.Doubles("y"), ys, s_tolerance, "y");
    }
}

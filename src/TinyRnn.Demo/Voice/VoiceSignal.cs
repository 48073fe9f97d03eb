namespace TinyRnn.Demo.Voice;

/// <summary>Eight seconds for those who have no recording at hand: silence, syllables of vowel-like tones, noise, syllables again, a tone, silence.</summary>
internal static class VoiceSignal
{
    private const int Rate = VoiceReading.SampleRate;

    /// <summary>Resonances of a throat that says a, e, i, o and u, in Hz.</summary>
    private static readonly double[][] s_vowels = [[750, 1200, 2500], [500, 1800, 2500], [300, 2200, 2900], [480, 900, 2400], [330, 800, 2300]];

    /// <summary>Their widths, in Hz.</summary>
    private static readonly double[] s_widths = [80, 110, 160];

    /// <summary>What the parts are, for the reader.</summary>
    public static string Parts => "silence to 1 s, vowel-like syllables to 3 s, noise to 4 s, syllables to 6 s, a tone of 440 Hz to 7 s, silence to 8 s";

    public static float[] Create()
    {
        RandomState random = new(1);
        float[] audio = new float[8 * Rate];
        Syllables(audio.AsSpan(1 * Rate, 2 * Rate), 115, ref random);
        foreach (ref float sample in audio.AsSpan(3 * Rate, Rate))
            sample += 0.05f * (float)random.NextNormal();
        Syllables(audio.AsSpan(4 * Rate, 2 * Rate), 190, ref random);
        for (int i = 0; i < Rate; i++)
            audio[(6 * Rate) + i] += 0.2f * MathF.Sin(2 * MathF.PI * 440 * i / Rate);

        // A room is never quite silent.
        foreach (ref float sample in audio.AsSpan())
            sample += 0.0005f * (float)random.NextNormal();
        return audio;
    }

    /// <summary>Four a second: a hiss, then a vowel whose pitch falls, as in a sentence.</summary>
    private static void Syllables(Span<float> audio, double pitch, ref RandomState random)
    {
        const int length = Rate / 4;
        const int hiss = Rate / 20;
        double phase = 0;
        for (int i = 0; i < audio.Length; i++)
        {
            int place = i % length;
            double[] vowel = s_vowels[i / length % s_vowels.Length];
            double next = pitch * (1.15 - (0.3 * i / audio.Length)) * (1 + (0.02 * Math.Sin(2 * Math.PI * 5 * i / Rate)));
            phase += next / Rate;
            if (place < hiss)
            {
                audio[i] = 0.03f * (float)(random.NextNormal() * Math.Sin(Math.PI * place / hiss));
                continue;
            }

            double envelope = Math.Sin(Math.PI * (place - hiss) / (length - hiss));
            double sum = 0;
            for (int k = 1; k * next < 4000; k++)
                sum += Loudness(k * next, vowel) * Math.Sin(2 * Math.PI * k * phase);
            audio[i] = (float)(0.25 * envelope * sum);
        }
    }

    /// <summary>Of a harmonic: the vocal cords' fall with frequency, raised by the resonances.</summary>
    private static double Loudness(double frequency, double[] vowel)
    {
        double sum = 0.02;
        for (int i = 0; i < vowel.Length; i++)
        {
            double distance = (frequency - vowel[i]) / s_widths[i];
            sum += 1 / (1 + (distance * distance));
        }

        return sum * 300 / (300 + frequency);
    }
}

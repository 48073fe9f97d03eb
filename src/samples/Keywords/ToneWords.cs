namespace TinyRnn.Samples;

/// <summary>Words of tones, and clips with such a word at the end, over the noise of a room.</summary>
internal static class ToneWords
{
    /// <summary>Samples a second.</summary>
    public const int Rate = 8000;

    /// <summary>Samples of a step.</summary>
    public const int Step = 128;

    /// <summary>Steps of a clip: 0.768 s.</summary>
    public const int Steps = 48;

    /// <summary>Samples of a clip.</summary>
    public const int Length = Step * Steps;

    /// <summary>Answers: five words, and that there is none.</summary>
    public const int Classes = 6;

    /// <summary>The answer that there is none; words are below it.</summary>
    public const int Nothing = 5;

    private const int Shortest = Rate / 4;
    private const int Longest = Rate * 2 / 5;

    /// <summary>A word ends at most so long before its clip does: 64 ms.</summary>
    private const int LongestTail = 4 * Step;

    /// <summary>Between two words of a clip: 50 ms.</summary>
    private const int Pause = Rate / 20;

    /// <summary>What they are called.</summary>
    public static IReadOnlyList<string> Names { get; } = ["rising", "falling", "two tones", "up and down", "noise", "nothing"];

    /// <summary>A clip whose last word is the one asked for.</summary>
    /// <param name="word">Which, from 0; <see cref="Nothing"/>: none in its second half.</param>
    /// <param name="follows">The end of another word is at the clip's beginning, as in a stream; otherwise, only noise.</param>
    /// <param name="clip">[Length], which is overwritten.</param>
    /// <param name="random">Pitch, length, loudness, place and noise.</param>
    public static void Fill(int word, bool follows, Span<float> clip, ref RandomState random)
    {
        clip.Clear();
        int start = Length / 2;
        if (word != Nothing)
        {
            int length = Between(Shortest, Longest, ref random);
            start = Length - length - Between(0, LongestTail, ref random);
            Say(word, clip.Slice(start, length), ref random);
        }

        if (follows)
        {
            int before = Between(Shortest, Longest, ref random);
            Span<float> other = stackalloc float[Longest];
            other.Clear();
            Say((int)(random.NextSingle() * Nothing), other[..before], ref random);
            int heard = Math.Min(before, start - Pause);
            other.Slice(before - heard, heard).CopyTo(clip);
        }

        float noise = (float)Exponential(0.0005, 0.004, ref random);
        foreach (ref float sample in clip)
            sample += noise * (float)random.NextNormal();
    }

    private static void Say(int word, Span<float> samples, ref RandomState random)
    {
        double loudness = Exponential(0.05, 0.5, ref random);
        double pitch = Exponential(400, 1000, ref random);
        double ratio = Exponential(1.4, 2.2, ref random);
        double overtone = 0.4 * random.NextDouble();
        bool isUp = random.NextDouble() < 0.5;
        double phase = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double part = (double)i / samples.Length;
            double height = word switch
            {
                0 => part,
                1 => 1 - part,
                2 => part < 0.5 == isUp ? 0 : 1,
                _ => 1 - Math.Abs((2 * part) - 1),
            };
            phase += pitch * Math.Pow(ratio, height) / Rate;
            double sound = word == Nothing - 1
                ? random.NextNormal() / 2
                : Math.Sin(2 * Math.PI * phase) + (overtone * Math.Sin(4 * Math.PI * phase));

            // It swells and fades in a tenth of its length.
            samples[i] = (float)(loudness * Math.Min(1, 10 * Math.Min(part, 1 - part)) * sound);
        }
    }

    private static int Between(int low, int high, ref RandomState random) => low + (int)((high - low) * random.NextDouble());

    /// <summary>Every ratio is as likely as every other.</summary>
    private static double Exponential(double low, double high, ref RandomState random) => low * Math.Pow(high / low, random.NextDouble());
}

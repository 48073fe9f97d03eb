namespace TinyRnn.Tests.Integers;

/// <summary>What an amplifier practises with: in each stream, tones that are struck again and again, at other pitches and levels, and fade.</summary>
internal sealed class PracticeSignal(int streams)
{
    private readonly double[] _phase = new double[streams];
    private readonly double[] _step = new double[streams];
    private readonly double[] _level = new double[streams];
    private RandomState _random = new(5);

    /// <summary>The next samples of all streams, one stream after the other.</summary>
    public void Write(Span<float> samples, int steps)
    {
        for (int stream = 0; stream < streams; stream++)
        {
            for (int t = 0; t < steps; t++)
            {
                if (_level[stream] < 1e-3)
                {
                    _level[stream] = Math.Pow(10, -1.5 * _random.NextSingle());
                    _step[stream] = 2 * Math.PI * 60 * Math.Pow(40, _random.NextSingle()) / 48000;
                }

                _phase[stream] += _step[stream];
                _level[stream] *= 0.9997;
                double tone = Math.Sin(_phase[stream]) + (0.5 * Math.Sin(2 * _phase[stream])) + (0.2 * Math.Sin(5 * _phase[stream]));
                samples[(stream * steps) + t] = (float)(0.6 * _level[stream] * tone);
            }
        }
    }
}

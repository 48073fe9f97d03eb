namespace TinyRnn.Samples;

/// <summary>
/// Another thread that uses the model all the while: it answers one gesture again and again. Every answer must be that of weights which were published as a
/// whole, so both sides note a sum of each new answer's bits, and afterwards the notes are compared.
/// </summary>
internal sealed class ServingThread
{
    /// <summary>Answers between two rests, so that on one core the learner has its turn.</summary>
    private const int AnswersInARow = 50;

    private readonly PersonalNet _net;
    private readonly float[] _gesture;
    private readonly ulong[] _published;
    private readonly ulong[] _served;
    private readonly Thread _thread;
    private readonly AllocationMeter _meter = new();
    private int _publishedCount;
    private int _servedCount;
    private volatile bool _isOver;

    /// <param name="net">The model.</param>
    /// <param name="gesture">What it is asked.</param>
    /// <param name="publications">How often weights will be published.</param>
    public ServingThread(PersonalNet net, ReadOnlySpan<float> gesture, int publications)
    {
        _net = net;
        _gesture = gesture.ToArray();
        _published = new ulong[publications + 1];
        _served = new ulong[publications + 1];
        _thread = new Thread(Serve) { IsBackground = true };
        Published();
        _thread.Start();
    }

    /// <summary>How many times it answered.</summary>
    public long Answers { get; private set; }

    /// <summary>How many different weights it met.</summary>
    public int Versions => _servedCount;

    /// <summary>Bytes that the thread allocated while it served.</summary>
    public long Allocated => _meter.Bytes;

    /// <summary>Notes what weights that have just been published answer.</summary>
    public void Published() => _published[_publishedCount++] = Answer();

    /// <summary>Ends the thread.</summary>
    /// <returns>How many answers belong to no publication.</returns>
    public int Stop()
    {
        _isOver = true;
        _thread.Join();
        HashSet<ulong> whole = [.. _published.AsSpan(0, _publishedCount)];
        return _served.Take(_servedCount).Count(answer => !whole.Contains(answer));
    }

    private void Serve()
    {
        // A thread's first call makes its place among the readers; none after it allocates.
        Answer();
        while (!_isOver)
        {
            _meter.Start();
            ulong answer = Answer();
            _meter.Stop();
            if (++Answers % AnswersInARow == 0)
                Thread.Sleep(1);
            if ((_servedCount == 0 || _served[_servedCount - 1] != answer) && _servedCount < _served.Length)
                _served[_servedCount++] = answer;
        }
    }

    private ulong Answer()
    {
        PersonalNet.State state = default;
        Span<float> scores = stackalloc float[PersonalNet.OutputSize];
        _net.Run(ref state, _gesture, scores);
        ulong sum = 0;
        foreach (float score in scores)
            sum = unchecked((sum * 0x9E3779B97F4A7C15) + BitConverter.SingleToUInt32Bits(score));
        return sum;
    }
}

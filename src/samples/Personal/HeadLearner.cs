using System.Diagnostics;

namespace TinyRnn.Samples;

/// <summary>
/// Learns from one gesture at a time: only the head, 198 weights, so that few gestures suffice and the body stays what it was. Now and then the user's first
/// gestures, whose labels are certain, tell whether what was learnt is better than what was kept; if it is clearly worse, everything since then is forgotten.
/// </summary>
internal sealed class HeadLearner
{
    /// <summary>Gestures between two checks.</summary>
    private const int CheckEvery = 20;

    /// <summary>A single gesture moves the loss up and down; so much more is not chance.</summary>
    private const double Worse = 1.25;

    private readonly UserGestures _user;
    private readonly bool _rollsBack;
    private readonly PersonalNet.Trainer _trainer;
    private readonly long[] _ticks = new long[UserGestures.Stream];
    private readonly AllocationMeter _meter = new();
    private double _keptLoss;
    private int _learnt;

    /// <param name="net">Serves all the while.</param>
    /// <param name="user">Whose gestures they are.</param>
    /// <param name="rollsBack">Whether what makes things worse is forgotten.</param>
    public HeadLearner(PersonalNet net, UserGestures user, bool rollsBack)
    {
        (_user, _rollsBack) = (user, rollsBack);
        _trainer = new PersonalNet.Trainer(net, snapshots: true) { LearningRate = 0.01, Clipping = new() { Norm = 1 } };
        _trainer.SetFrozen(PersonalNet.Trainer.Layers.Lstm1, true);
        Keep(LossOfCertain());
    }

    /// <summary>How often it went back.</summary>
    public int RollBacks { get; private set; }

    /// <summary>Bytes that it allocated while it learnt.</summary>
    public long Allocated => _meter.Bytes;

    /// <summary>Memory of the trainer, taken once.</summary>
    public long Bytes => _trainer.Bytes;

    /// <summary>The median over all gestures: another program's turn on the processor does not count.</summary>
    public double MicrosecondsAGesture => _ticks.Order().ElementAt(_ticks.Length / 2) * 1e6 / Stopwatch.Frequency;

    /// <summary>Learns from a gesture, and lets the model serve what was learnt.</summary>
    /// <returns>The loss before.</returns>
    public float Learn(ReadOnlySpan<float> gesture, ReadOnlySpan<int> label)
    {
        _meter.Start();
        long start = Stopwatch.GetTimestamp();
        float loss = _trainer.TrainBatch(gesture, label);
        if ((_learnt + 1) % CheckEvery == 0 && _rollsBack)
            Check();
        _trainer.Publish();
        _ticks[_learnt++] = Stopwatch.GetTimestamp() - start;
        _meter.Stop();
        return loss;
    }

    private void Check()
    {
        double loss = LossOfCertain();
        if (loss > Worse * _keptLoss)
        {
            _trainer.Restore();
            RollBacks++;
        }
        else if (loss < _keptLoss)
        {
            Keep(loss);
        }
    }

    private void Keep(double loss)
    {
        _trainer.Snapshot();
        _keptLoss = loss;
    }

    private double LossOfCertain()
    {
        double sum = 0;
        for (int i = 0; i < UserGestures.Certain; i++)
            sum += _trainer.Evaluate(_user.Asked.Gesture(i), _user.Asked.Classes.AsSpan(i, 1));
        return sum / UserGestures.Certain;
    }
}

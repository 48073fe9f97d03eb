using System.Diagnostics;
using TinyRnn.Data;
using TinyRnn.Plot;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>One model on the stream of a sensor: it is asked at every step, and may learn at those at which the reference was read.</summary>
internal sealed class DriftStream
{
    /// <summary>Steps that are timed together, because a clock takes as long as some of them.</summary>
    private const int Block = 100;

    private readonly DriftNet _net;
    private readonly FeatureScaler _scaler;
    private readonly OnlineLearner<float, float, DriftNet.State>? _learner;
    private readonly AllocationMeter _meter = new();
    private readonly List<double> _errors = [];
    private readonly List<long> _learning = [];
    private readonly List<long> _keeping = [];

    /// <param name="name">What it is called.</param>
    /// <param name="net">The model.</param>
    /// <param name="scaler">Of the sensor, the thermometer and the pressure.</param>
    /// <param name="prepare">Sets the trainer; <see langword="null"/>: the model does not learn.</param>
    public DriftStream(string name, DriftNet net, FeatureScaler scaler, Action<DriftNet.Trainer>? prepare)
    {
        (Name, _net, _scaler) = (name, net, scaler);
        if (prepare is null)
            return;
        DriftNet.Trainer trainer = new(net) { LearningRate = 0.002, Clipping = new() { Norm = 1 } };
        prepare(trainer);
        _learner = OnlineLearner.Of(trainer, new() { Every = DriftingSensor.ReferenceEvery, Targets = DriftNet.Trainer.MaxSteps });
    }

    public string Name { get; }

    /// <summary>Bytes that learning and serving allocated.</summary>
    public long Allocated => _meter.Bytes;

    public long Updates => _learner?.Updates ?? 0;

    /// <summary>The median of the calls that learnt, and published.</summary>
    public double MicrosecondsOfLearning => Median(_learning) / 1000;

    /// <summary>The median of the calls that only kept a step.</summary>
    public double NanosecondsOfKeeping => Median(_keeping);

    /// <summary>Goes through the stream once, as it comes.</summary>
    public void Go(DriftingSensor sensor)
    {
        DriftNet.State state = default;
        Span<float> x = stackalloc float[DriftingSensor.Inputs];
        Span<float> y = stackalloc float[1];
        Span<float> right = stackalloc float[1];
        for (int t = 0; t < sensor.Steps; t++)
        {
            _meter.Start();
            Scale(sensor, t, x);
            _net.Step(ref state, x, y);
            right[0] = _scaler.Apply(sensor.Pressures[t], feature: 2);
            long start = Stopwatch.GetTimestamp();
            bool isReference = (t + 1) % DriftingSensor.ReferenceEvery == 0;
            bool hasLearnt = _learner is not null && (isReference ? _learner.Observe(x, right) : _learner.Observe(x));
            long ticks = Stopwatch.GetTimestamp() - start;
            _meter.Stop();
            (hasLearnt ? _learning : _keeping).Add(ticks);
            _errors.Add(Math.Abs(_scaler.Invert(y[0], feature: 2) - sensor.Pressures[t]));
        }
    }

    /// <summary>The mean error of some steps, in kPa.</summary>
    public double Error(Range steps)
    {
        (int first, int count) = steps.GetOffsetAndLength(_errors.Count);
        return _errors.Skip(first).Take(count).Average();
    }

    /// <summary>Its errors over the stream.</summary>
    public Line Line(int window)
    {
        double[] means = [.. Enumerable.Range(1, _errors.Count / window).Select(place => Error(((place - 1) * window)..(place * window)))];
        return new Line(Name, [.. means.Select((_, place) => (place + 0.5) * window)], means);
    }

    /// <summary>The median over blocks of the stream.</summary>
    public double NanosecondsOfServing(DriftingSensor sensor)
    {
        float[] xs = new float[sensor.Readings.Length];
        for (int t = 0; t < sensor.Steps; t++)
            Scale(sensor, t, xs.AsSpan(t * DriftingSensor.Inputs, DriftingSensor.Inputs));
        DriftNet.State state = default;
        Span<float> y = stackalloc float[1];
        List<long> blocks = [];
        for (int first = 0; first + Block <= sensor.Steps; first += Block)
        {
            long start = Stopwatch.GetTimestamp();
            for (int t = first; t < first + Block; t++)
                _net.Step(ref state, xs.AsSpan(t * DriftingSensor.Inputs, DriftingSensor.Inputs), y);
            blocks.Add(Stopwatch.GetTimestamp() - start);
        }

        return Median(blocks) / Block;
    }

    private void Scale(DriftingSensor sensor, int step, Span<float> x)
    {
        x[0] = _scaler.Apply(sensor.Readings[step * DriftingSensor.Inputs], feature: 0);
        x[1] = _scaler.Apply(sensor.Readings[(step * DriftingSensor.Inputs) + 1], feature: 1);
    }

    private static double Median(List<long> ticks) => ticks.Order().ElementAt(ticks.Count / 2) * 1e9 / Stopwatch.Frequency;
}

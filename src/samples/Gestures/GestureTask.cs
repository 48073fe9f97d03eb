using System.Globalization;
using System.Text;
using TinyRnn.Data;
using TinyRnn.Demo;
using TinyRnn.Plot;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>Six gestures of an accelerometer: many to one, cross-entropy.</summary>
internal sealed class GestureTask : TrainingTask
{
    private const int Batch = 32;
    private const double SamplesASecond = 50;
    private readonly GestureData _data = GestureData.Training();
    private readonly float[] _inputs = new float[Batch * GestureData.Stride];
    private readonly int[] _targets = new int[Batch];
    private readonly GestureNet _net;
    private readonly GestureNet.Trainer _trainer;

    public GestureTask(ulong seed, string? init)
    {
        _net = init is not null ? GestureNet.Load(init, Weights.Lenient) : GestureNet.Create(seed);
        _trainer = new GestureNet.Trainer(_net);
        Configure(_trainer);
    }

    public override string Title => $"gestures: LSTM(32) + Dense(6), {GestureNet.ParameterCount:N0} parameters, batches of {Batch}";

    public override string LossName => "cross-entropy";

    /// <summary>After 1,200 steps, which the README compares, seeds still differ by thirty points; here all are done.</summary>
    public override int Steps => 3000;

    public override int QuickSteps => 600;

    public override float Train(int step)
    {
        for (int j = 0; j < Batch; j++)
        {
            int index = (int)(((long)step * Batch + j) % _data.Count);
            _data.Gesture(index).CopyTo(_inputs.AsSpan(j * GestureData.Stride));
            _targets[j] = _data.Classes[index];
        }

        return _trainer.TrainBatch(_inputs, _targets);
    }

    public override void Save(string weights)
    {
        _trainer.Publish();
        _net.Save(weights);
    }

    public override void Finish(SampleRun run, string weights)
    {
        GestureNet loaded = GestureNet.Load(weights);
        GestureData test = GestureData.Test();
        SequenceList<float, int> set = new(GestureNet.InputSize, targetSize: 1, hasStepTargets: false);
        for (int i = 0; i < test.Count; i++)
            set.Add(test.Gesture(i).ToArray(), test.Classes.AsMemory(i, 1));
        ClassificationMetrics metrics = new(GestureNet.OutputSize);
        GestureNet.Trainer measured = new(loaded);
        measured.Measure(set, metrics);
        run.Result(
            "test accuracy", metrics.Accuracy, string.Create(CultureInfo.InvariantCulture, $"{{0:P1}} ({metrics.Accuracy * test.Count:F0} of {test.Count})"));
        run.Result("test loss", measured.MeanLoss(set), "{0:F4}");
        run.Note("the first test gesture", $"is {test.Names[test.Classes[0]]}; streamed:\n{Stream(loaded, test, 0)}");
        run.Draw("gestures.svg", new Figure([HowSoon(loaded, test)]));
    }

    /// <summary>What the model thinks while a gesture is under way.</summary>
    private static string Stream(GestureNet net, GestureData data, int index)
    {
        StringBuilder text = new();
        GestureNet.State state = default;
        Span<float> scores = stackalloc float[GestureNet.OutputSize];
        for (int t = 0; t < GestureData.Length; t++)
        {
            net.Step(ref state, data.Gesture(index).Slice(t * GestureNet.InputSize, GestureNet.InputSize), scores);
            if ((t + 1) % 10 == 0)
                text.Append(CultureInfo.InvariantCulture, $"{(t + 1) / SamplesASecond:F1} s: {data.Names[TokenSampler.Best(scores)]}\n");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>
    /// For each class, how many of its gestures would be answered right if they ended after so many samples: the same weights, asked after every step.
    /// </summary>
    private static Panel HowSoon(GestureNet net, GestureData data)
    {
        double[][] right = [.. data.Names.Select(_ => new double[GestureData.Length])];
        Span<float> scores = stackalloc float[GestureNet.OutputSize];
        for (int i = 0; i < data.Count; i++)
        {
            GestureNet.State state = default;
            int label = data.Classes[i];
            double percent = 100.0 / data.Classes.Count(other => other == label);
            for (int t = 0; t < GestureData.Length; t++)
            {
                net.Step(ref state, data.Gesture(i).Slice(t * GestureNet.InputSize, GestureNet.InputSize), scores);
                right[label][t] += TokenSampler.Best(scores) == label ? percent : 0;
            }
        }

        double[] seconds = [.. Enumerable.Range(1, GestureData.Length).Select(t => t / SamplesASecond)];
        return new Panel
        {
            Title = "how soon each of six gestures is recognised",
            X = "seconds of the gesture that were seen",
            Y = "test gestures recognised, %",
            Low = 0,
            High = 100,
            Lines = [.. data.Names.Select((name, label) => new Line(name.Replace('_', ' '), seconds, right[label]))],
        };
    }
}

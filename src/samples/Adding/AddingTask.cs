using System.Globalization;
using TinyRnn.Plot;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>The adding problem: nothing but the two marked numbers matters, and they lie up to T steps back.</summary>
internal sealed class AddingTask : TrainingTask
{
    private const int Batch = 32;
    private const int TestSequences = 500;
    /// <summary>What remains for who always answers with the mean: the variance of the sum of two uniform numbers.</summary>
    private const double Constant = 1.0 / 6;

    private readonly int _length;
    private readonly ulong _seed;
    private readonly bool _isAlone;
    private readonly AddingProblem _problem;
    private readonly float[] _inputs;
    private readonly float[] _targets = new float[Batch];
    private readonly AddingNet _net;
    private readonly AddingNet.Trainer _trainer;

    public AddingTask(ulong seed, string? init, int length)
    {
        // With given weights the way is compared with another program's, which trains the LSTM only.
        (_length, _seed, _isAlone) = (length, seed, init is not null);
        _problem = new AddingProblem(length, AddingProblem.TrainingSeed);
        _inputs = new float[Batch * Stride];
        _net = init is not null ? AddingNet.Load(init, Weights.Lenient) : AddingNet.Create(seed);
        _trainer = new AddingNet.Trainer(_net);
        Configure(_trainer);
    }

    public override string Title => $"adding problem, T = {_length}: LSTM(32) + Dense(1), {AddingNet.ParameterCount:N0} parameters, batches of {Batch}";

    public override string LossName => "mean squared error";

    public override int Steps => 5000;

    public override int QuickSteps => 2000;

    private int Stride => _length * AddingNet.InputSize;

    public override float Train(int step) => Train(_trainer, step);

    public override void Save(string weights)
    {
        _trainer.Publish();
        _net.Save(weights);
    }

    public override void Finish(SampleRun run, string weights)
    {
        AddingNet loaded = AddingNet.Load(weights);
        AddingProblem problem = new(_length, AddingProblem.TestSeed);
        float[] inputs = new float[Stride];
        float[] output = new float[1];
        double error = 0;
        double constant = 0;
        for (int k = 0; k < TestSequences; k++)
        {
            float target = problem.Write(k, inputs);
            AddingNet.State state = default;
            loaded.Run(ref state, inputs, output);
            error += Math.Pow(output[0] - target, 2) / TestSequences;
            constant += Math.Pow(1 - target, 2) / TestSequences;
        }

        run.Result("test error", error, $"{{0:G3}} (mean square over {TestSequences} sequences)");
        run.Result("always answering 1", constant, "{0:F4}");
        run.Note(
            "the last test sequence", string.Create(CultureInfo.InvariantCulture, $"answer {output[0]:F3}, sum {problem.Write(TestSequences - 1, inputs):F3}"));
    }

    /// <summary>Beside a vanilla RNN of as many units that learns from the same batches.</summary>
    public override Figure Picture(SampleRun run, LossLog log)
    {
        List<(string, LossLog)> curves = [("LSTM(32)", log)];
        int steps = log.Losses.Count;
        if (!_isAlone)
        {
            AddingRnn.Trainer rnn = new(AddingRnn.Create(_seed));
            Configure(rnn);
            curves.Add(("RNN(32)", run.Train("the same with an RNN", steps, step => Train(rnn, step))));
            run.Result("test error of the RNN", TestError(rnn), "{0:F4}");
        }

        Panel panel = LossFigure.Compare($"two marked numbers among {_length}, added", LossName, curves, isLogarithmic: true);
        Line constant = new("always answering 1", [0, steps - 1], [Constant, Constant]) { Style = LineStyle.Dashed };
        return new Figure([panel with { Lines = [.. panel.Lines, constant] }]);
    }

    private float Train<TState>(SequenceTrainer<float, float, TState> trainer, int step)
        where TState : unmanaged
    {
        for (int j = 0; j < Batch; j++)
            _targets[j] = _problem.Write(((long)step * Batch) + j, _inputs.AsSpan(j * Stride, Stride));
        return trainer.TrainBatch(_inputs, _targets);
    }

    private double TestError<TState>(SequenceTrainer<float, float, TState> trainer)
        where TState : unmanaged
    {
        AddingProblem problem = new(_length, AddingProblem.TestSeed);
        float[] inputs = new float[Stride];
        double error = 0;
        for (int k = 0; k < TestSequences; k++)
            error += trainer.Evaluate(inputs, [problem.Write(k, inputs)]) / TestSequences;
        return error;
    }
}

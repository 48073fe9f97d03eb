using System.Globalization;
using TinyRnn.Plot;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>The short-term dependency of RNNs, and how LSTMs escape it: nothing is trained, the backward pass alone shows it.</summary>
internal sealed class GradientsSample : Sample
{
    private const int Units = 32;
    private static readonly int[] s_lags = [1, 10, 50, 99];

    /// <summary>Below, a gradient moves no float32 weight.</summary>
    private const double Floor = 1e-18;

    public override string Name => "gradients";

    public override string Summary => "Vanishing gradients: how much an output depends on inputs of 1 to 100 steps ago, for RNN, GRU and LSTM";

    public override void Run(SampleRun run)
    {
        float[] xs = new float[GradientFlow.Steps * GradientFlow.Inputs];
        RandomState random = new(run.Seed);
        foreach (ref float x in xs.AsSpan())
            x = (float)random.NextNormal();

        (string Label, double[] Norms)[] cells =
        [
            ("LSTM, forget bias 3", Norms(new GradientLstm3.Trainer(GradientLstm3.Create(run.Seed)), xs)),
            ("LSTM, forget bias 1", Norms(new GradientLstm1.Trainer(GradientLstm1.Create(run.Seed)), xs)),
            ("LSTM, forget bias 0", Norms(new GradientLstm.Trainer(GradientLstm.Create(run.Seed)), xs)),
            ("GRU", Norms(new GradientGru.Trainer(GradientGru.Create(run.Seed)), xs)),
            ("RNN, orthogonal", Norms(Orthogonal(run.Seed), xs)),
            ("RNN", Norms(new GradientRnn.Trainer(GradientRnn.Create(run.Seed)), xs)),
        ];
        SampleRun.Table(
            "Norm of the gradient of the last step's loss with respect to an input",
            ["cell", "1 step ago", "10 steps ago", "50 steps ago", "99 steps ago", "factor a step"],
            cells.Select(
                cell => (IReadOnlyList<string>)[cell.Label, .. s_lags.Select(lag => Text(cell.Norms[^(lag + 1)])), Text(GradientFlow.Decay(cell.Norms))]));
        foreach ((string label, double[] norms) in cells)
            run.Result($"factor a step, {label}", GradientFlow.Decay(norms), "{0:F3}");
        run.Draw("gradients.svg", Picture(cells));
    }

    private static double[] Norms<TState>(SequenceTrainer<float, float, TState> trainer, float[] xs)
        where TState : unmanaged => GradientFlow.Norms(trainer, xs, target: 1);

    /// <summary>An RNN whose recurrent matrix turns the hidden state without changing its length.</summary>
    private static GradientRnn.Trainer Orthogonal(ulong seed)
    {
        GradientRnn.Trainer trainer = new(GradientRnn.Create(seed));
        float[] parameters = new float[GradientRnn.ParameterCount];
        trainer.CopyParameters(parameters);

        // The second tensor is weight_hh_l0: behind the weights of the input, before the biases.
        RandomState random = new(seed + 1);
        OrthogonalMatrix.Fill(parameters.AsSpan(GradientRnn.Tensors[1].Offset, Units * Units), Units, ref random);
        trainer.Import(parameters);
        return trainer;
    }

    private static Figure Picture(IEnumerable<(string Label, double[] Norms)> cells) => new(
    [
        new Panel
        {
            Title = "how much the output depends on earlier inputs",
            X = "steps ago",
            Y = "norm of the gradient",
            IsLogarithmic = true,
            Low = Floor,
            Lines = [.. cells.Select(cell => Curve(cell.Label, cell.Norms))],
        },
    ]);

    private static Line Curve(string label, double[] norms)
    {
        double[] visible = [.. norms.Reverse().TakeWhile(norm => norm > Floor)];
        return new Line(label, [.. Enumerable.Range(0, visible.Length).Select(lag => (double)lag)], visible);
    }

    private static string Text(double value) => value.ToString(value is > 0.01 and < 100 ? "F3" : "0.0e+00", CultureInfo.InvariantCulture);
}

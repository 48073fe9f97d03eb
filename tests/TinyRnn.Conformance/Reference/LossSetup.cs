using TinyRnn.Training;

namespace TinyRnn.Conformance.Reference;

/// <summary>A loss with its numbers, in double from the formulas (<see cref="Loss"/>), and the trainer that has the same.</summary>
internal sealed record LossSetup(Loss Loss)
{
    public float HuberDelta { get; init; } = 1;

    public int IgnoredLabel { get; init; } = -100;

    public float LabelSmoothing { get; init; }

    public float[] ClassWeights { get; init; } = [];

    public float[] PositiveWeights { get; init; } = [];

    public float[] Quantiles { get; init; } = [];

    public float FocalGamma { get; init; } = 2;

    public float FocalAlpha { get; init; } = 0.25f;

    /// <summary>Values of each of several outputs, and the weights of their losses.</summary>
    public int[] Parts { get; init; } = [];

    public float[] OutputWeights { get; init; } = [];

    public void Configure(ModelTrainer trainer)
    {
        trainer.HuberDelta = HuberDelta;
        trainer.IgnoredLabel = IgnoredLabel;
        trainer.LabelSmoothing = LabelSmoothing;
        trainer.ClassWeights = ClassWeights;
        trainer.PositiveWeights = PositiveWeights;
        trainer.Quantiles = Quantiles;
        trainer.FocalGamma = FocalGamma;
        trainer.FocalAlpha = FocalAlpha;
        trainer.OutputWeights = OutputWeights;
    }

    /// <summary>Values of a target whose step has so many outputs.</summary>
    public int TargetSize(int outputs) => Quantiles.Length > 0 ? outputs / Quantiles.Length : outputs;

    /// <summary>How much a target of a class counts.</summary>
    public double WeightOf(int label) => ClassWeights.Length > 0 ? ClassWeights[label] : 1;

    /// <summary>What a target of a class adds to the sum whose mean over the weights of classes is taken.</summary>
    public double Of(double[] logits, int label)
    {
        double entropy = ScalarLoss.CrossEntropy(logits, label);
        if (Loss == Loss.Focal)
            return WeightOf(label) * Math.Pow(1 - Math.Exp(-entropy), FocalGamma) * entropy;
        double spread = Enumerable.Range(0, logits.Length).Sum(k => WeightOf(k) * ScalarLoss.CrossEntropy(logits, k)) / logits.Length;
        return ((1 - LabelSmoothing) * WeightOf(label) * entropy) + (LabelSmoothing * spread);
    }

    /// <summary>The loss of a step whose target is numbers.</summary>
    public double Of(double[] y, double[] target)
    {
        if (OutputWeights.Length == 0)
            return Enumerable.Range(0, y.Length).Average(i => Element(y, target, i));
        double sum = 0;
        int first = 0;
        for (int part = 0; part < Parts.Length; part++)
        {
            sum += OutputWeights[part] * Enumerable.Range(first, Parts[part]).Average(i => Element(y, target, i));
            first += Parts[part];
        }

        return sum;
    }

    private double Element(double[] y, double[] target, int i)
    {
        switch (Loss)
        {
            case Loss.Quantile:
                double d = y[i] - target[i / Quantiles.Length];
                double q = Quantiles[i % Quantiles.Length];
                return Math.Max((1 - q) * d, -q * d);
            case Loss.BinaryFocal:
                double p = 1 / (1 + Math.Exp(-y[i]));
                double wrong = (p * (1 - target[i])) + ((1 - p) * target[i]);
                double alpha = (FocalAlpha * target[i]) + ((1 - FocalAlpha) * (1 - target[i]));
                return alpha * Math.Pow(wrong, FocalGamma) * ScalarLoss.Of(Loss.BinaryCrossEntropy, [y[i]], [target[i]], HuberDelta);
            case Loss.BinaryCrossEntropy when PositiveWeights.Length > 0:
                return (PositiveWeights[i] * target[i] * Math.Log(1 + Math.Exp(-y[i]))) + ((1 - target[i]) * Math.Log(1 + Math.Exp(y[i])));
            default:
                return ScalarLoss.Of(Loss, [y[i]], [target[i]], HuberDelta);
        }
    }
}

namespace TinyRnn.Conformance.Reference;

/// <summary>Losses of a step, from their formulas (<see cref="Loss"/>).</summary>
internal static class ScalarLoss
{
    public static double Of(Loss loss, double[] y, double[] target, double delta) => loss switch
    {
        Loss.MeanSquaredError => Mean(y, target, (a, b) => (a - b) * (a - b)),
        Loss.MeanAbsoluteError => Mean(y, target, (a, b) => Math.Abs(a - b)),
        Loss.Huber => Mean(y, target, (a, b) => Math.Abs(a - b) <= delta ? (a - b) * (a - b) / 2 : delta * (Math.Abs(a - b) - (delta / 2))),
        Loss.BinaryCrossEntropy => Mean(y, target, (a, b) => (b * Math.Log(1 + Math.Exp(-a))) + ((1 - b) * Math.Log(1 + Math.Exp(a)))),
        _ => throw new InvalidOperationException($"{loss} has class ids for targets"),
    };

    public static double CrossEntropy(double[] logits, int label)
    {
        double most = logits.Max();
        return most + Math.Log(logits.Sum(logit => Math.Exp(logit - most))) - logits[label];
    }

    private static double Mean(double[] y, double[] target, Func<double, double, double> term) => y.Zip(target, term).Average();
}

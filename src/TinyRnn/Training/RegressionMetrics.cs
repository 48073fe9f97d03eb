namespace TinyRnn.Training;

/// <summary>How far numbers are from the right ones: sums that any number of outputs are added to.</summary>
/// <example>
/// <code>
/// RegressionMetrics metrics = new();
/// metrics.Add(outputs: [98, 205], targets: [100, 200]);
/// Console.WriteLine($"{metrics.MeanAbsoluteError} {metrics.RootMeanSquareError:F2} {metrics.MeanAbsolutePercentageError:F2} %");     // 3.5 3.81 2.25 %
/// </code>
/// </example>
public sealed class RegressionMetrics
{
    private double _errors;
    private double _absolute;
    private double _squares;
    private double _relative;
    private double _targets;
    private double _targetSquares;
    private long _relatives;

    /// <summary>How many numbers have been added.</summary>
    public long Count { get; private set; }

    /// <summary>Mean of output - target: above 0 where outputs are too high on average. NaN without numbers, as all means here.</summary>
    public double MeanError => _errors / Count;

    /// <summary>MAE: mean of |output - target|.</summary>
    public double MeanAbsoluteError => _absolute / Count;

    /// <summary>RMSE: root of the mean of (output - target)^2.</summary>
    public double RootMeanSquareError => Math.Sqrt(_squares / Count);

    /// <summary>MAPE: mean of 100 |output - target| / |target|, over the targets that are not 0; NaN if all are.</summary>
    public double MeanAbsolutePercentageError => 100 * _relative / _relatives;

    /// <summary>R^2: 1 - squares of errors by squares of what targets differ from their mean. 0 is as good as their mean; NaN if they are all equal.</summary>
    public double Determination
    {
        get
        {
            double spread = _targetSquares - (_targets * _targets / Count);
            return spread > 0 ? 1 - (_squares / spread) : double.NaN;
        }
    }

    /// <summary>Adds outputs.</summary>
    /// <param name="outputs">What a model gave.</param>
    /// <param name="targets">What is right, as many.</param>
    /// <exception cref="ArgumentException">Other numbers of them.</exception>
    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        if (outputs.Length != targets.Length)
            throw new ArgumentException(
                $"There are {Counted.Of(outputs.Length, "output")} and {Counted.Of(targets.Length, "target")}: pass a target for each.", nameof(targets));
        for (int i = 0; i < outputs.Length; i++)
        {
            double error = (double)outputs[i] - targets[i];
            _errors += error;
            _absolute += Math.Abs(error);
            _squares += error * error;
            _targets += targets[i];
            _targetSquares += (double)targets[i] * targets[i];
            if (targets[i] == 0)
                continue;
            _relative += Math.Abs(error / targets[i]);
            _relatives++;
        }

        Count += outputs.Length;
    }
}

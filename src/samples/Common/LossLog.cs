using System.Globalization;

namespace TinyRnn.Samples;

/// <summary>The loss of each step.</summary>
internal sealed class LossLog
{
    /// <summary>Steps of the moving mean.</summary>
    public const int Window = 50;

    /// <summary>Points of a curve: more than a picture can show would only make the file larger.</summary>
    private const int MostPoints = 300;
    private readonly List<double> _losses = [];

    public IReadOnlyList<double> Losses => _losses;

    /// <summary>The mean of the last steps: one batch says little.</summary>
    public double Recent => _losses.TakeLast(Window).Average();

    public void Add(float loss) => _losses.Add(loss);

    /// <summary>The first losses, to compare with another program's.</summary>
    public string First(int count) => string.Join("  ", _losses.Take(count).Select(loss => loss.ToString("F6", CultureInfo.InvariantCulture)));

    /// <summary>Of the last steps; at the beginning, of those that there are.</summary>
    public double[] MovingMean()
    {
        double[] mean = new double[_losses.Count];
        double sum = 0;
        for (int i = 0; i < mean.Length; i++)
        {
            sum += _losses[i] - (i >= Window ? _losses[i - Window] : 0);
            mean[i] = sum / Math.Min(i + 1, Window);
        }

        return mean;
    }

    /// <summary>Few enough steps for a curve, and their values.</summary>
    public static (double[] Steps, double[] Values) Thinned(IReadOnlyList<double> values)
    {
        int stride = Math.Max(1, (values.Count + MostPoints - 1) / MostPoints);
        int[] steps = [.. Enumerable.Range(0, values.Count).Where(i => i % stride == 0 || i == values.Count - 1)];
        return ([.. steps.Select(step => (double)step)], [.. steps.Select(step => values[step])]);
    }

    /// <summary>A table with a header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Header of the losses.</param>
    public void Save(string path, string name) =>
        File.WriteAllLines(path, [$"step,{name}", .. _losses.Select((loss, step) => string.Create(CultureInfo.InvariantCulture, $"{step},{loss}"))]);
}

using System.Globalization;

namespace TinyRnn.Demo.Training;

/// <summary>The loss of each step.</summary>
internal sealed class LossLog
{
    private const int Window = 50;
    private readonly List<float> _losses = [];

    public int Count => _losses.Count;

    /// <summary>The mean of the last steps: one batch says little.</summary>
    public double Recent => _losses.TakeLast(Window).Average(loss => (double)loss);

    /// <summary>The first losses, to compare with another program's.</summary>
    public string First(int count) => string.Join("  ", _losses.Take(count).Select(loss => loss.ToString("F6", CultureInfo.InvariantCulture)));

    public void Add(float loss) => _losses.Add(loss);

    /// <summary>A table with a header, as the plotting tool reads it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Header of the losses.</param>
    public void Save(string path, string name) =>
        File.WriteAllLines(path, [$"step,{name}", .. _losses.Select((loss, step) => string.Create(CultureInfo.InvariantCulture, $"{step},{loss}"))]);
}

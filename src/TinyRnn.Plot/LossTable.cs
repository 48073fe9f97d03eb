using System.Globalization;

namespace TinyRnn.Plot;

/// <summary>Losses as a training run wrote them.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Steps">Counted from 0.</param>
/// <param name="Losses">One a step.</param>
internal sealed record LossTable(string Name, double[] Steps, double[] Losses)
{
    /// <exception cref="FormatException">Not such a table; the message names the line.</exception>
    public static LossTable Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        if (lines.Length < 2 || lines[0].Split(',') is not ["step", string name])
            throw new FormatException($"{path} does not begin with a line 'step,NAME' and a line of numbers.");
        double[] steps = new double[lines.Length - 1];
        double[] losses = new double[lines.Length - 1];
        for (int i = 0; i < steps.Length; i++)
        {
            if (lines[i + 1].Split(',') is not [string step, string loss] || !Number(step, out steps[i]) || !Number(loss, out losses[i]))
                throw new FormatException($"{path}, line {i + 2}: '{lines[i + 1]}' is not a step and a loss.");
        }

        return new LossTable(name, steps, losses);
    }

    private static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}

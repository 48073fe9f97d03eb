using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>What a step costs after so many others.</summary>
internal static class ForecastCost
{
    private static readonly int[] s_times = [0, 50, 100, 150, 200, 300, 400, 500, 600, 700, 800, 900, 1000];

    /// <summary>Nanoseconds a step. Several sweeps, of which the best counts: in the first ones the compiler is not done yet.</summary>
    public static Panel Panel()
    {
        const int sweeps = 10;
        const int pause = 30;
        IReadOnlyList<Forecaster> forecasters = Forecaster.Create(1, "all of the past");
        double[][] least = [.. forecasters.Select(_ => Enumerable.Repeat(double.MaxValue, s_times.Length).ToArray())];
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            for (int model = 0; model < forecasters.Count; model++)
            {
                for (int i = 0; i < s_times.Length; i++)
                    least[model][i] = Math.Min(least[model][i], forecasters[model].StepCost(s_times[i]));
            }

            Thread.Sleep(pause);
        }

        return new Panel
        {
            Title = "cost of a step",
            X = "steps before",
            Y = "nanoseconds a step",
            Low = 0,
            Lines = [.. forecasters.Select((forecaster, model) => new Line(forecaster.Name, [.. s_times.Select(time => (double)time)], least[model]))],
        };
    }
}

using System.Globalization;
using TinyRnn.Benchmarks.Machine;
using TinyRnn.Benchmarks.Table;

namespace TinyRnn.Benchmarks.Training;

/// <summary>Microseconds of a training step: forward, backward through time, update.</summary>
internal static class TrainingTable
{
    public static void Run(Contest contest, IReadOnlyList<TrainingRow> rows, TextWriter output)
    {
        TableHeader.Write(output, contest);
        MachineProbe probe = new();
        List<Contender> contenders = [.. probe.Contenders];
        foreach (TrainingRow row in rows)
            contenders.AddRange(TrainingTask.All.Select(task => new Contender($"{row.Name}, {task.Name}", row.Create(task))));
        (double[] nanoseconds, double share) = contest.Run(contenders);
        MachineBound bound = probe.Bound(nanoseconds);
        double[][] found =
            [.. rows.Select((_, r) => nanoseconds.Skip(probe.Contenders.Count + (r * TrainingTask.All.Count)).Take(TrainingTask.All.Count).ToArray())];
        double[] arithmetic = [.. TrainingTask.All.Select(task => task.MultiplyAdds / bound.MultiplyAdds)];

        output.WriteLine("### A training step: LSTM(H), many-to-one, Dense(4), cross-entropy");
        output.WriteLine();
        output.WriteLine(bound);
        if (share < 0.95)
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"**Not to be quoted: other processes had the core for {1 - share:0%} of the time.**"));
        output.WriteLine();
        Line("us; I, H, T, B =", TrainingTask.All.Select(task => task.Name));
        output.WriteLine($"|---|{string.Concat(TrainingTask.All.Select(_ => "---:|"))}");
        for (int r = 0; r < rows.Count; r++)
            Line(rows[r].Name, found[r].Select(Microseconds));
        Line("arithmetic bound", arithmetic.Select(Microseconds));
        for (int r = 0; r < rows.Count; r++)
        {
            bool isOurs = rows[r].Name == TrainingRow.Sgd;
            Line(isOurs ? $"bound / {rows[r].Name}" : $"{rows[r].Name} / {TrainingRow.Sgd}",
                (isOurs ? arithmetic : found[r]).Zip(isOurs ? found[r] : found[0], Ratio));
        }

        output.WriteLine();

        void Line(string name, IEnumerable<string> cells) => output.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
    }

    private static string Microseconds(double nanoseconds) =>
        (nanoseconds / 1000).ToString(nanoseconds < 100_000 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    private static string Ratio(double a, double b) => (a / b).ToString("0.00", CultureInfo.InvariantCulture);
}

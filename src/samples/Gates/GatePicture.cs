using System.Globalization;
using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>The sequence above, and below it a heat map for each gate and for the cell, a row a unit.</summary>
internal static class GatePicture
{
    public static Figure Of(GateRecord record, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> outputs)
    {
        int steps = targets.Length;
        double[] time = [.. Enumerable.Range(0, steps).Select(t => (double)t)];
        double[] numbers = new double[steps];
        double[] held = new double[steps];
        double[] answers = new double[steps];
        List<double> marks = [];
        List<double> marked = [];
        for (int t = 0; t < steps; t++)
        {
            numbers[t] = inputs[2 * t];
            held[t] = targets[t];
            answers[t] = outputs[t];
            if (inputs[(2 * t) + 1] > 0)
            {
                marks.Add(t);
                marked.Add(numbers[t]);
            }
        }

        return new Figure(
        [
            new Panel
            {
                Title = "what it reads and answers; marked steps are dotted through all panels",
                X = "step",
                Y = "value",
                IsAligned = true,
                Marks = marks,
                Left = -0.5,
                Right = steps - 0.5,
                Lines =
                [
                    new Line("numbers", time, numbers) { Style = LineStyle.Pale },
                    new Line("answer", time, answers),
                    new Line("to be held", time, held) { Style = LineStyle.Dashed },
                    new Line("marked", marks, marked) { Style = LineStyle.Points },
                ],
            },
            Heat("input gate i: 1 lets the candidate in", record.Gate(GateRecord.Input), isGate: true, marks),
            Heat("forget gate f: 1 keeps the cell, 0 empties it", record.Gate(GateRecord.Forget), isGate: true, marks),
            Heat("candidate g", record.Gate(GateRecord.Candidate), isGate: false, marks),
            Heat("cell c = f c + i g, each unit against its own largest", [.. record.Cells.Select(Relative)], isGate: false, marks),
            Heat("output gate o: 1 shows the cell", record.Gate(GateRecord.Output), isGate: true, marks),
        ])
        {
            PanelWidth = 900,
            PanelHeight = 180,
        };
    }

    private static double[] Relative(double[] values)
    {
        double largest = values.Max(Math.Abs);
        return [.. values.Select(value => value / largest)];
    }

    /// <summary>A gate goes from shut, white, to open, dark; everything else from -1 to 1, with white for 0.</summary>
    private static Panel Heat(string title, double[][] values, bool isGate, IReadOnlyList<double> marks) => new()
    {
        Title = title,
        X = "step",
        Y = "unit",
        IsAligned = true,
        Marks = marks,
        Heat = new HeatMap([.. values.Select(row => (IReadOnlyList<double>)row)], isGate ? 0 : -1, 1)
        {
            IsSequential = isGate,
            Rows = [.. values.Select((_, unit) => (unit + 1).ToString(CultureInfo.InvariantCulture))],
        },
    };
}

using System.Globalization;
using System.Text;

namespace TinyRnn.Generator.Emission;

/// <summary>The table of a model's layers that stands in the files' headers and in the class's documentation.</summary>
internal static class LayerTable
{
    public static IReadOnlyList<string> Print(ModelPlan plan)
    {
        List<string[]> rows = [["layer", "what", "input", "output", "parameters", "at", "bytes", "packed at", "multiply-adds"]];
        foreach (LayerPlan layer in plan.Layers)
        {
            bool hasWeights = layer.Parameters.Length > 0;
            rows.Add(
            [
                layer.Id,
                layer.Description,
                layer.Index == 0 && plan.ReadsTokens ? "token" : Number(layer.InputSize),
                Number(layer.OutputSize),
                hasWeights ? Number(layer.Parameters.Length) : "-",
                hasWeights ? Number(layer.Parameters.Offset) : "-",
                hasWeights ? Number(4L * layer.Parameters.Length) : "-",
                layer.IsPacked ? Number(layer.Packed.Offset / sizeof(float)) : "-",
                Number(layer.MultiplyAdds),
            ]);
        }

        rows.Add(
        [
            "total", plan.Spec.Mode.ToString(), plan.ReadsTokens ? "token" : Number(plan.InputSize), Number(plan.OutputSize), Number(plan.ParameterCount),
            "", Number(4 * plan.ParameterCount), "", Number(plan.MultiplyAdds),
        ]);
        return
        [
            .. Align(rows),
            "",
            $"State: {Number(StateBytes(plan))} bytes a stream. Packed weights: {Number(plan.PackedBytes)} bytes. Offsets count floats; multiply-adds are those of one step{Rate(plan)}.",
            .. plan.Training is not { } training
                ? []
                : new[] { $"Trainer: {Number(training.Memory.Total)} bytes, for at most {Counted.Of(Number(training.Context.MaxSteps), "step")} of "
                + $"{Counted.Of(Number(training.Spec.MaxBatch), "sequence")} at once." },
        ];
    }

    /// <summary>Floats and counters of a stream.</summary>
    public static long StateBytes(ModelPlan plan) => 4 * (plan.StateLength + plan.Layers.Sum(layer => layer.Counters.Count));

    /// <summary>Which step, in models that compute some layers every few steps.</summary>
    private static string Rate(ModelPlan plan) => plan.Stride == 1 ? "" : " that a layer computes, and in total of a step on average";

    private static IEnumerable<string> Align(List<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            StringBuilder line = new();
            for (int column = 0; column < row.Length; column++)
                line.Append(column < 2 ? row[column].PadRight(widths[column]) : row[column].PadLeft(widths[column])).Append("  ");
            yield return line.ToString().TrimEnd();
        }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

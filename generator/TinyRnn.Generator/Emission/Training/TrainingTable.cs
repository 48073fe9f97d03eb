using System.Globalization;
using TinyRnn.Generator.Planning.Training;

namespace TinyRnn.Generator.Emission.Training;

/// <summary>What a trainer takes, in numbers.</summary>
internal static class TrainingTable
{
    public static IEnumerable<string> Print(TrainingPlan plan)
    {
        int batch = plan.Spec.MaxBatch;
        int steps = plan.Context.MaxSteps;
        yield return $"at most {Number(steps)} steps x {Number(batch)} sequences";
        yield return $"weights    {Number(4 * plan.BlockLength)} bytes, as many for gradients{(plan.Moments > 0 ? $", {plan.Moments} x as many for {plan.Spec.Optimizer}" : "")}";
        yield return $"tape       {Number(4 * plan.TapeLength)} bytes";
        yield return $"together   {Number(plan.Bytes)} bytes";
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

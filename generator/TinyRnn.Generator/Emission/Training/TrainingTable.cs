using System.Globalization;

namespace TinyRnn.Generator.Emission.Training;

/// <summary>What a trainer takes, in numbers.</summary>
internal static class TrainingTable
{
    public static IEnumerable<string> Print(TrainingMemory memory)
    {
        if (memory.Networks.Count == 1)
        {
            yield return Limits(memory.Networks[0]);
        }
        else
        {
            yield return $"encoder    {Limits(memory.Networks[0])}";
            yield return $"decoder    {Limits(memory.Networks[1])}";
        }

        yield return $"weights    {Number(memory.Weights)} bytes, as many for gradients{(memory.Moments > 0 ? $", {memory.Moments} x as many for {memory.Optimizer}" : "")}";
        yield return $"tape       {Number(memory.Tapes)} bytes";
        yield return $"lists      {Number(memory.Lists)} bytes of lengths, targets{(memory.Networks.Any(network => network.Model.ReadsTokens) ? ", tokens and the rows that have a gradient" : "")}";
        yield return $"copy       {Number(memory.Copy)} bytes, the weights in the order of files";
        yield return $"together   {Number(memory.Total)} bytes";
    }

    private static string Limits(TrainingPlan plan) => $"at most {Counted.Of(Number(plan.Context.MaxSteps), "step")} x "
        + $"{Counted.Of(Number(plan.Spec.MaxBatch), "sequence")}";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

using TinyRnn.Tool.Proving;
using TinyRnn.Weights;

namespace TinyRnn.Tool.Commands;

/// <summary>One clear line for what goes wrong, and an exit code other than 0.</summary>
internal static class Failures
{
    /// <summary>Exit code of a file that cannot be imported.</summary>
    public const int Refused = 1;

    /// <summary>Runs a command's work.</summary>
    public static int Guard(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is SourceFormatException or ProofFailure or WeightFormatException or IOException
            or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"tinyrnn: {exception.Message}");
            return Refused;
        }
    }

    /// <summary>All problems, a line each.</summary>
    public static int Print(string file, IReadOnlyList<SourceProblem> problems)
    {
        Console.Error.WriteLine(
            $"tinyrnn: {file} cannot be imported, for {Counted.Of(problems.Count, "reason")}; nothing was written:");
        foreach (SourceProblem problem in problems)
            Console.Error.WriteLine($"  {problem}");
        return Refused;
    }
}

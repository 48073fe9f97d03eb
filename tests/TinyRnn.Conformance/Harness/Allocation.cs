namespace TinyRnn.Conformance;

/// <summary>What "0 bytes allocated" means: once warm, calls allocate nothing on their thread.</summary>
public static class Allocation
{
    private const int Rounds = 5;

    /// <summary>
    /// Fails if every one of several rounds of calls allocates. What the code under test allocates, it allocates in each of them; the runtime itself does so now and then on a thread that it
    /// finds at hand (3,768 bytes once in some dozens of runs on a busy machine, when a later tier's code took over), and that is none of our calls'.
    /// </summary>
    /// <param name="action">The calls.</param>
    /// <param name="warmUp">How often they run before: the first calls may compile code and fill the array pool.</param>
    /// <param name="repeats">How often they run in a round.</param>
    public static void IsNone(Action action, int warmUp = 3, int repeats = 20)
    {
        for (int i = 0; i < warmUp; i++)
            action();
        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < repeats; i++)
                action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Verify.Equal(0, least, $"bytes allocated by {repeats} calls, in the best of {Rounds} rounds");
    }
}

namespace TinyRnn.Conformance;

/// <summary>What "0 bytes allocated" means: once warm, calls allocate nothing on their thread.</summary>
public static class Allocation
{
    private const int Rounds = 5;

    /// <summary>
    /// Fails if every one of several rounds of calls allocates. What the code under test allocates, it allocates in each of them. One round may show bytes that nobody allocated: when another
    /// thread's allocations start a collection meanwhile, the unused rest of this thread's allocation buffer, up to 8 kB, is counted as if it were used (a thread that only spins shows it too).
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

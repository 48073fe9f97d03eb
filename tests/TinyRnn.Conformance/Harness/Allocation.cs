using System.Runtime;

namespace TinyRnn.Conformance;

/// <summary>
/// Bytes that calls allocate on their thread. .NET counts more than these when a collection happens meanwhile, started by whatever thread: the unused rest of
/// each thread's allocation buffer, up to 8 kB, is then counted as if it were used (a thread that only spins shows it too). So rounds with a collection say
/// nothing and are repeated.
/// </summary>
public static class Allocation
{
    /// <summary>Rounds without a collection that are compared: what the code under test allocates, it allocates in each of them.</summary>
    private const int Rounds = 5;

    /// <summary>How often a round is tried before one with a collection is taken as it is: tests of other threads allocate too.</summary>
    private const int MostRounds = 200;

    /// <summary>Within the room that the collector reserves for it in a process of any kind.</summary>
    private const long MostWithoutCollection = 32 << 20;

    private static readonly Lock s_oneAtATime = new();

    /// <summary>Fails if calls allocate, once warm.</summary>
    /// <param name="action">The calls.</param>
    /// <param name="warmUp">How often they run before: the first calls may compile code and fill the array pool.</param>
    /// <param name="repeats">How often they run in a round.</param>
    public static void IsNone(Action action, int warmUp = 3, int repeats = 20)
    {
        for (int i = 0; i < warmUp; i++)
            action();
        long least = Least(() =>
        {
            for (int i = 0; i < repeats; i++)
                action();
        });
        Verify.Equal(0, least, $"bytes allocated by {repeats} calls, in the best of several rounds");
    }

    /// <summary>
    /// Bytes that <paramref name="action"/> allocates, with objects large enough to start a collection by themselves: it is put off until they are there. One
    /// measurement at a time in a process.
    /// </summary>
    /// <param name="action">Allocates at most 32 MiB.</param>
    public static long OfLarge(Action action)
    {
        long least = long.MaxValue;
        lock (s_oneAtATime)
        {
            for (int round = 0; round < Rounds; round++)
            {
                bool putOff = GC.TryStartNoGCRegion(MostWithoutCollection);
                least = Math.Min(least, Least(action, rounds: 1));

                // Another thread may have ended it, by allocating as much.
                if (putOff && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
                    GC.EndNoGCRegion();
            }
        }

        return least;
    }

    /// <summary>The fewest bytes of several rounds without a collection.</summary>
    private static long Least(Action action, int rounds = Rounds)
    {
        long least = long.MaxValue;
        for (int round = 0, tries = 0; round < rounds && least > 0; tries++)
        {
            int collections = GC.CollectionCount(0);
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (bytes > 0 && tries < MostRounds && GC.CollectionCount(0) != collections)
                continue;
            least = Math.Min(least, bytes);
            round++;
        }

        return least;
    }
}

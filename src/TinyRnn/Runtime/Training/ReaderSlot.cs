namespace TinyRnn.Runtime;

/// <summary>What a thread reads just now: the set of one model, or those of the two parts of an encoder-decoder. Emitted calls do not nest.</summary>
internal sealed class ReaderSlot
{
    private static readonly Lock s_registering = new();

    // Replaced, never changed: a publisher walks over it without the lock, so that it can wait as long as it must while new threads register.
    private static WeakReference<ReaderSlot>[] s_all = [];

    [ThreadStatic]
    private static ReaderSlot? t_slot;

    /// <summary>Id of the set, or 0.</summary>
    public long Reads;

    /// <summary>Id of the set that is read beside it, or 0.</summary>
    public long ReadsBeside;

    /// <summary>The calling thread's, made on its first reading.</summary>
    public static ReaderSlot OfThisThread => t_slot ?? Register();

    /// <summary>Waits for the calls that read a set which new calls no longer get.</summary>
    /// <remarks>
    /// A thread that is not among the slots which are found here does not read the set. The set was replaced before a barrier in all threads, and the slots are looked up behind it: a thread whose registration
    /// is not seen registered later than the barrier, and reads which set is current later still (a barrier stands in between), so that it finds the new one.
    /// </remarks>
    public static void WaitUntilNobodyReads(long id)
    {
        foreach (WeakReference<ReaderSlot> each in Volatile.Read(ref s_all))
        {
            if (!each.TryGetTarget(out ReaderSlot? slot))
                continue;
            SpinWait wait = default;
            while (Volatile.Read(ref slot.Reads) == id || Volatile.Read(ref slot.ReadsBeside) == id)
                wait.SpinOnce();
        }
    }

    private static ReaderSlot Register()
    {
        ReaderSlot slot = new();
        lock (s_registering)
        {
            // Those of threads that have ended are left out.
            WeakReference<ReaderSlot>[] alive = Array.FindAll(s_all, each => each.TryGetTarget(out _));
            Volatile.Write(ref s_all, [.. alive, new WeakReference<ReaderSlot>(slot)]);
        }

        // Leaving a lock need not be a full barrier on every processor, and what the thread reads next must not be older than its registration.
        Interlocked.MemoryBarrier();
        t_slot = slot;
        return slot;
    }
}

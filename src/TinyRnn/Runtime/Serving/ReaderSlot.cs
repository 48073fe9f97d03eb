using System.Runtime.InteropServices;

namespace TinyRnn.Runtime.Serving;

/// <summary>
/// What a thread reads just now: the set of one model, or those of the two parts of an encoder-decoder. Emitted calls do not nest. A slot belongs to one thread
/// after another: when a thread has ended, a new one takes its slot, so that there are at most twice as many (and <see cref="FewSlots"/>) as
/// there were threads at once.
/// </summary>
internal sealed class ReaderSlot
{
    /// <summary>Threads are not asked whether they have ended before this many have come.</summary>
    internal const int FewSlots = 16;

    private static readonly Lock s_registering = new();

    // Slots are put in front and never taken out: a publisher walks along them without the lock, so that it can wait as long as it must
    // while new threads register.
    private static ReaderSlot? s_first;

    // Under the lock: slots whose thread has ended, all slots, and how many threads may still come before it is looked for ended ones.
    private static ReaderSlot? s_free;
    private static int s_count;
    private static int s_newcomers = FewSlots;

    [ThreadStatic]
    private static ReaderSlot? t_slot;

    /// <summary>What the thread has announced.</summary>
    public Announcement Announced;

    private readonly ReaderSlot? _next;
    private ReaderSlot? _nextFree;
    private Thread? _thread;

    private ReaderSlot(ReaderSlot? next) => _next = next;

    /// <summary>The calling thread's, taken on its first reading.</summary>
    public static ReaderSlot OfThisThread => t_slot ?? Register();

    /// <summary>All slots, for checks.</summary>
    internal static int Count
    {
        get
        {
            lock (s_registering)
                return s_count;
        }
    }

    /// <summary>Waits for the calls that read a set which new calls no longer get.</summary>
    /// <remarks>
    /// A thread whose slot is not found here does not read the set. The set was replaced before a barrier in all threads, and the first slot is looked up after
    /// it: a slot that is not seen was put in front later than the barrier, and its thread reads which set is current later still (a barrier stands in
    /// between), so that it finds the new one. The slots that follow the first are found from it: the link was written before the slot was, and never changes.
    /// Whose a slot is does not matter: its thread wrote 0 when its last call ended, and whoever has it next announces as the first one did.
    /// </remarks>
    public static void WaitUntilNobodyReads(long id)
    {
        for (ReaderSlot? slot = Volatile.Read(ref s_first); slot is not null; slot = slot._next)
        {
            SpinWait wait = default;
            while (Volatile.Read(ref slot.Announced.Reads) == id || Volatile.Read(ref slot.Announced.ReadsBeside) == id)
                wait.SpinOnce();
        }
    }

    private static ReaderSlot Register()
    {
        ReaderSlot? slot;
        lock (s_registering)
        {
            if (s_free is null && s_newcomers <= 0)
                CollectEnded();
            s_newcomers--;
            slot = s_free;
            if (slot is not null)
            {
                s_free = slot._nextFree;
            }
            else
            {
                slot = new ReaderSlot(s_first);
                s_count++;
                Volatile.Write(ref s_first, slot);
            }

            slot._nextFree = null;
            slot._thread = Thread.CurrentThread;
        }

        // Leaving a lock need not be a full barrier on every processor, and what the thread reads next must not be older than its registration.
        Interlocked.MemoryBarrier();
        t_slot = slot;
        return slot;
    }

    /// <summary>
    /// Makes the slots of threads that have ended free. It is done when no slot is free and as many threads have come as were alive the last time: all slots
    /// are then at most twice as many as threads were alive at once, and the walk costs each newcomer three of them at most.
    /// </summary>
    private static void CollectEnded()
    {
        int alive = 0;
        for (ReaderSlot? slot = s_first; slot is not null; slot = slot._next)
        {
            if (slot._thread is { IsAlive: true })
            {
                alive++;
                continue;
            }

            slot._thread = null;
            slot._nextFree = s_free;
            s_free = slot;
        }

        s_newcomers = Math.Max(alive, FewSlots);
    }

    /// <summary>
    /// Longer than a cache line: two slots' never share one, even where the collector has moved them side by side, and a thread that writes its own does
    /// not slow another one down.
    /// </summary>
    [StructLayout(LayoutKind.Sequential, Size = 80)]
    internal struct Announcement
    {
        /// <summary>Id of the set, or 0.</summary>
        public long Reads;

        /// <summary>Id of the set that is read beside it, or 0.</summary>
        public long ReadsBeside;
    }
}

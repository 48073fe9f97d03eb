namespace TinyRnn.Runtime;

/// <summary>What a thread reads just now: the set of one model, or those of the two parts of an encoder-decoder. Emitted calls do not nest.</summary>
internal sealed class ReaderSlot
{
    private static readonly List<WeakReference<ReaderSlot>> s_all = [];

    [ThreadStatic]
    private static ReaderSlot? t_slot;

    /// <summary>Id of the set, or 0.</summary>
    public long Reads;

    /// <summary>Id of the set that is read beside it, or 0.</summary>
    public long ReadsBeside;

    /// <summary>The calling thread's, made on its first reading.</summary>
    public static ReaderSlot OfThisThread => t_slot ?? Register();

    /// <summary>Waits for the calls that read a set which new calls no longer get.</summary>
    public static void WaitUntilNobodyReads(long id)
    {
        lock (s_all)
        {
            foreach (WeakReference<ReaderSlot> each in s_all)
            {
                if (!each.TryGetTarget(out ReaderSlot? slot))
                    continue;
                SpinWait wait = default;
                while (Volatile.Read(ref slot.Reads) == id || Volatile.Read(ref slot.ReadsBeside) == id)
                    wait.SpinOnce();
            }
        }
    }

    private static ReaderSlot Register()
    {
        ReaderSlot slot = new();
        lock (s_all)
        {
            s_all.RemoveAll(each => !each.TryGetTarget(out _));
            s_all.Add(new WeakReference<ReaderSlot>(slot));
        }

        t_slot = slot;
        return slot;
    }
}

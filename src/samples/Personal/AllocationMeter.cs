namespace TinyRnn.Samples;

/// <summary>
/// Bytes that calls allocate on their thread. Not every byte that .NET counts is theirs: when another thread's allocations start a collection meanwhile, the
/// unused rest of this thread's allocation buffer, up to 8 kB, is counted too. So what fewer than one call in twenty shows is nobody's.
/// </summary>
internal sealed class AllocationMeter
{
    private long _before;
    private long _bytes;
    private int _calls;
    private int _callsWithBytes;

    /// <summary>Bytes that all calls allocated.</summary>
    public long Bytes => _callsWithBytes * 20L < _calls ? 0 : _bytes;

    /// <summary>A call begins.</summary>
    public void Start() => _before = GC.GetAllocatedBytesForCurrentThread();

    /// <summary>It has ended.</summary>
    public void Stop()
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread() - _before;
        _bytes += bytes;
        _calls++;
        _callsWithBytes += bytes > 0 ? 1 : 0;
    }
}

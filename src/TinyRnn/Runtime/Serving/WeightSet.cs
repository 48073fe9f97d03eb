using TinyRnn.Runtime.Packing;

namespace TinyRnn.Runtime.Serving;

/// <summary>Parameters, and the same packed.</summary>
internal sealed class WeightSet(ParameterBlock parameters, ParameterBlock packed)
{
    private static long s_last;

    private float[]? _snapshot;

    /// <summary>Unique in the process, never 0.</summary>
    public long Id { get; } = Interlocked.Increment(ref s_last);

    public ParameterBlock Parameters { get; } = parameters;

    public ParameterBlock Packed { get; } = packed;

    /// <summary>
    /// A copy of the parameters, made when it is asked for, by whoever reads the set: its content is what it is until <see cref="ForgetSnapshot"/>.
    /// </summary>
    public float[] Snapshot
    {
        get
        {
            if (Volatile.Read(ref _snapshot) is { } made)
                return made;

            // Of two threads that make one at once, both give the first one's.
            float[] copy = Parameters.Span.ToArray();
            return Interlocked.CompareExchange(ref _snapshot, copy, null) ?? copy;
        }
    }

    /// <summary>For the publisher, before it writes the set, which nobody reads.</summary>
    public void ForgetSnapshot() => Volatile.Write(ref _snapshot, null);
}

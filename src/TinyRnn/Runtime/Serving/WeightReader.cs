using System.ComponentModel;

namespace TinyRnn.Runtime.Serving;

/// <summary>A call that reads weights, which stay as they are until it is disposed of. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct WeightReader
{
    private readonly WeightSet _set;
    private readonly ref long _announced;

    internal WeightReader(WeightSet set, ref long announced)
    {
        _set = set;
        _announced = ref announced;
    }

    /// <summary>The first packed weight.</summary>
    public ref float Packed => ref _set.Packed.GetReference();

    /// <summary>The first parameter.</summary>
    public ref float Parameters => ref _set.Parameters.GetReference();

    /// <summary>All parameters.</summary>
    internal ReadOnlySpan<float> AllParameters => _set.Parameters.Span;

    /// <summary>Whether another call reads the same set.</summary>
    internal bool ReadsWhat(WeightReader other) => _set == other._set;

    /// <summary>A copy of all parameters that stays what it is when the reading has ended.</summary>
    internal float[] Snapshot => _set.Snapshot;

    /// <summary>Ends the reading.</summary>
    public void Dispose() => Volatile.Write(ref _announced, 0);
}

namespace TinyRnn.Runtime;

/// <summary>Parameters, and the same packed.</summary>
internal sealed class WeightSet(ParameterBlock parameters, ParameterBlock packed)
{
    private static long s_last;

    /// <summary>Unique in the process, never 0.</summary>
    public long Id { get; } = Interlocked.Increment(ref s_last);

    public ParameterBlock Parameters { get; } = parameters;

    public ParameterBlock Packed { get; } = packed;
}

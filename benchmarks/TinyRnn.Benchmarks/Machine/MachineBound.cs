using System.Globalization;

namespace TinyRnn.Benchmarks.Machine;

/// <summary>What this core did at best while the table was measured, and the time that a step cannot fall below with it.</summary>
/// <param name="MultiplyAdds">Float32 multiply-adds a nanosecond.</param>
/// <param name="L1">Bytes loaded a nanosecond from a block that fits the first cache.</param>
/// <param name="L2">The same from the second cache.</param>
/// <param name="L3">The same from beyond.</param>
/// <param name="Caches">Sizes of the caches.</param>
internal sealed record MachineBound(double MultiplyAdds, double L1, double L2, double L3, CacheSizes Caches)
{
    /// <summary>
    /// Nanoseconds a step when every weight comes from the level that holds them all: a walk in one direction has dropped the beginning of a block
    /// from a cache that the block does not fit by the time it gets back to it.
    /// </summary>
    public double OneWay(StepCost cost)
    {
        double bandwidth = cost.Bytes <= Caches.L1 ? L1 : cost.Bytes <= Caches.L2 ? L2 : L3;
        return Math.Max(cost.Bytes / bandwidth, Arithmetic(cost));
    }

    /// <summary>
    /// Nanoseconds a step when each cache is full of weights that the step before has left there, as walks to and fro can have it: the first 32 KiB
    /// at the rate of L1, what L2 holds beyond that at its rate, the rest from further out. No walk that reads every weight once a step is faster.
    /// </summary>
    public double ToAndFro(StepCost cost)
    {
        double near = Math.Min(cost.Bytes, Caches.L1);
        double middle = Math.Clamp(cost.Bytes - Caches.L1, 0, Caches.L2 - Caches.L1);
        double far = Math.Max(cost.Bytes - Caches.L2, 0);
        return Math.Max((near / L1) + (middle / L2) + (far / L3), Arithmetic(cost));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        multiply-adds {MultiplyAdds:0.0} /ns; loads {L1:0} B/ns from L1 ({Caches.L1 / 1024} KiB), {L2:0} from L2 ({Caches.L2 / 1024} KiB), {L3:0} beyond
        """);

    /// <summary>Nanoseconds of the multiply-adds alone.</summary>
    public double Arithmetic(StepCost cost) => cost.MultiplyAdds / MultiplyAdds;
}

/// <summary>What one step must read and compute, the head left out.</summary>
/// <param name="Bytes">Packed weights.</param>
/// <param name="MultiplyAdds">On padded lanes too: the vectors do them.</param>
internal sealed record StepCost(double Bytes, double MultiplyAdds)
{
    /// <summary>A recurrent layer in panels: gates x padded units x (inputs + units) and a bias row of at most four vectors.</summary>
    public static StepCost Recurrent(int gates, int inputs, int units)
    {
        // The least that panels cover: the next multiple of 4.
        double padded = (units + 3) / 4 * 4;
        double products = gates * padded * (inputs + units);
        return new StepCost(sizeof(float) * (products + (4 * padded)), products);
    }
}

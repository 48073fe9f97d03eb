using TinyRnn.Benchmarks.Table;
using TinyRnn.Runtime.Packing;

namespace TinyRnn.Benchmarks.Machine;

/// <summary>The probes as contenders of the table's rounds, so that the bound is measured in the same seconds as what it is compared with.</summary>
internal sealed class MachineProbe
{
    private readonly CacheSizes _caches = CacheSizes.Read();
    private readonly long[] _bytes;

    public MachineProbe()
    {
        // Half of the first cache, three eighths of the second: other data must not push the block out. Four times the second for what lies beyond.
        (int Bytes, int Passes)[] blocks = [(_caches.L1 / 2, 16), (_caches.L2 * 3 / 8, 1), (_caches.L2 * 4, 1)];
        _bytes = [.. blocks.Select(block => (long)Aligned(block.Bytes) * block.Passes)];
        Contenders =
        [
            new Contender("multiply-adds", Probes.MultiplyAdd),
            .. blocks.Select(block =>
            {
                ParameterBlock memory = new(Aligned(block.Bytes) / sizeof(float));
                memory.Span.Fill(1);
                return new Contender($"loads from {block.Bytes} bytes", () => Probes.Load(memory, block.Passes));
            }),
        ];
    }

    public IReadOnlyList<Contender> Contenders { get; }

    /// <param name="nanoseconds">Of a call of each contender, in their order.</param>
    public MachineBound Bound(IReadOnlyList<double> nanoseconds) => new(
        Probes.MultiplyAdds / nanoseconds[0],
        _bytes[0] / nanoseconds[1],
        _bytes[1] / nanoseconds[2],
        _bytes[2] / nanoseconds[3],
        _caches);

    /// <summary>Whole rounds of the load loop.</summary>
    private static int Aligned(int bytes) => bytes / 512 * 512;
}

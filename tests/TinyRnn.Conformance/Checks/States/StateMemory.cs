using System.Runtime.InteropServices;

namespace TinyRnn.Conformance;

/// <summary>States whose memory holds anything, between others that nobody may touch.</summary>
internal sealed class StateMemory<TState>
    where TState : unmanaged
{
    private const byte Untouched = 0xA5;

    /// <summary>What an index would be taken for that is none, and floats of every kind.</summary>
    private static readonly int[] s_words =
        [-1, int.MinValue, int.MaxValue, 1_000_000_000, -100_000_000, 0, 1, 2, 3, 9, 12, 13, 0x7f800000, 0x7fc00001, 1 << 31];

    private readonly TState[] _all;

    /// <param name="count">States.</param>
    public StateMemory(int count)
    {
        _all = new TState[count + 2];
        MemoryMarshal.AsBytes(_all.AsSpan()).Fill(Untouched);
    }

    public Span<TState> States => _all.AsSpan(1, _all.Length - 2);

    /// <summary>Ways to fill a state.</summary>
    public static int Ways => 8;

    /// <summary>
    /// Fills the states in one of <see cref="Ways"/>: by random bytes, by words of the worst kind, and by usual floats with such words at the
    /// end, where counters are.
    /// </summary>
    public void Fill(int way, Random random)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(States);
        if (way == 0)
        {
            random.NextBytes(bytes);
            return;
        }

        Span<int> words = MemoryMarshal.Cast<byte, int>(bytes);
        if (way == 1)
        {
            random.GetItems(s_words, words);
            return;
        }

        words.Fill(BitConverter.SingleToInt32Bits(0.25f));
        int size = words.Length / States.Length;
        for (int state = 0; state < States.Length && size > 0; state++)
            random.GetItems(s_words, words.Slice(state * size, size)[^Math.Min(size, way - 1)..]);
    }

    /// <summary>The neighbours are as they were.</summary>
    public void AssertNeighbours(string what)
    {
        Verify.That(!MemoryMarshal.AsBytes(_all.AsSpan(0, 1)).ContainsAnyExcept(Untouched), $"{what}: written in front of the states");
        Verify.That(!MemoryMarshal.AsBytes(_all.AsSpan(_all.Length - 1)).ContainsAnyExcept(Untouched), $"{what}: written behind the states");
    }
}

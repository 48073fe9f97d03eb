using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.GuardPages;

/// <summary>The guarded memory of one thread, and what calls have left in states.</summary>
internal sealed class Rooms
{
    private const int Count = 24;
    private const int Bytes = 48 << 10;

    private readonly Mapping[] _all = [.. Enumerable.Range(0, Count).Select(_ => new Mapping(Bytes))];
    private readonly Dictionary<Type, byte[]> _states = [];
    private byte[] _written = [];
    private int _next;

    /// <summary>A new case knows nothing of the last one.</summary>
    /// <param name="bytes">What a fresh state writes.</param>
    public void Begin(byte[] bytes)
    {
        _states.Clear();
        _written = bytes;
        _next = 0;
    }

    public Mapping Next() => _all[_next++ % Count];

    /// <summary>A call is over: its memory may be used by the next one, and its states go on.</summary>
    public void Keep(IEnumerable<Argument> memory, Func<Argument, Type?> stateOf)
    {
        _next = 0;
        foreach (Argument each in memory)
        {
            if (stateOf(each) is { } state && each.Length > 0)
                _states[state] = each.Content[^(each.Bytes / each.Length)..].ToArray();
            else if (each.IsWritable && each.Bytes == each.Length)
                _written = each.Content.ToArray();
        }
    }

    /// <summary>Fresh, as the last call left it, of random bits, or with some of them turned.</summary>
    public void FillState(Type state, Span<byte> to, Dice dice, bool randomStates)
    {
        to.Clear();
        int kind = dice.Below(randomStates ? 8 : 4);
        if (kind is 2 or 3 or 4 or 5 && _states.TryGetValue(state, out byte[]? last))
            last.CopyTo(to);
        if (kind is 5 or 6)
            Turn(to, dice);
        else if (kind == 7)
            dice.Fill(to);
    }

    /// <summary>What a state has written, whole or not, or noise.</summary>
    public void FillBytes(Span<byte> to, Dice dice, bool isRight)
    {
        dice.Fill(to);
        if (!isRight && dice.OneIn(4))
            return;
        _written.AsSpan(0, Math.Min(_written.Length, to.Length)).CopyTo(to);
        if (!isRight && dice.OneIn(4))
            Turn(to, dice);
    }

    /// <summary>Four bytes somewhere, more often among the last, where counters are.</summary>
    private static void Turn(Span<byte> bytes, Dice dice)
    {
        if (bytes.Length < 4)
            return;
        int place = dice.OneIn(2) ? bytes.Length - 4 - (4 * dice.Below(Math.Min(bytes.Length / 4, 4))) : dice.Below(bytes.Length - 3);
        BitConverter.TryWriteBytes(bytes.Slice(place, 4), dice.Pick(-1, 1, int.MinValue, int.MaxValue, 1_000_000_000, -100_000_000,
            (int)dice.Next(), 0x7fc00000));
    }
}

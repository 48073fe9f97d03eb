using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.GuardPages;

/// <summary>Another thread that writes to a call's arguments while it runs.</summary>
internal sealed unsafe class Disturber : IDisposable
{
    private static readonly int[] s_wild = [1_500_000_000, -1, int.MinValue, 0, 1, 100_000_000, -100_000_000];

    private readonly ManualResetEventSlim _begin = new();
    private readonly ManualResetEventSlim _ended = new();
    private byte* _memory;
    private int _count;
    private int _place;
    private volatile bool _stop;
    private volatile bool _isOver;

    public Disturber() => new Thread(Work) { IsBackground = true }.Start();

    /// <summary>Does something while four bytes of the memory change to and fro.</summary>
    public void While(Argument argument, Dice dice, Action action)
    {
        if (argument.Bytes < sizeof(int))
        {
            action();
            return;
        }

        _memory = argument.Pointer;
        _count = argument.Bytes / sizeof(int);
        _place = dice.OneIn(2) ? _count - 1 - dice.Below(Math.Min(_count, 4)) : dice.Below(_count);
        _stop = false;
        _ended.Reset();
        _begin.Set();
        try
        {
            action();
        }
        finally
        {
            _stop = true;
            _ended.Wait();
        }
    }

    public void Dispose()
    {
        _isOver = true;
        _begin.Set();
    }

    private void Work()
    {
        while (true)
        {
            _begin.Wait();
            _begin.Reset();
            if (_isOver)
                return;
            int* place = (int*)_memory + _place;
            int usual = *place;
            for (int turn = 0; !_stop; turn++)
            {
                Volatile.Write(ref *place, s_wild[turn % s_wild.Length]);
                Thread.SpinWait(20);
                Volatile.Write(ref *place, usual);
                Thread.SpinWait(turn % 300);
            }

            _ended.Set();
        }
    }
}

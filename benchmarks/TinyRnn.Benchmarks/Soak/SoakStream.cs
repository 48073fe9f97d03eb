using System.Diagnostics;

namespace TinyRnn.Benchmarks.Soak;

/// <summary>One stream of audio with a state of its own, on a model that others may use at the same time.</summary>
internal sealed class SoakStream<TModel, TState>(string name, IRecurrentModel<TModel, TState, float> model, int blocks) : ISoakStream
    where TModel : class, IRecurrentModel<TModel, TState, float>
    where TState : unmanaged
{
    /// <summary>Blocks before the measurement: the just-in-time compiler's last tier comes after some calls.</summary>
    private const int WarmUp = 2000;

    private readonly BlockTimes _warmUp = new(WarmUp);
    private readonly BlockTimes _times = new(blocks);

    public string Name => name;

    /// <summary>Bytes that the thread allocated from the first measured block to the last.</summary>
    public long Allocated { get; private set; }

    public void WarmUpBlocks()
    {
        TState state = default;
        Play(ref state, _warmUp, WarmUp);
    }

    public void PlayBlocks()
    {
        TState state = default;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Play(ref state, _times, blocks);
        Allocated = GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public string Row() => $"| {name} | {_times.Distribution()} | {Allocated} |";

    private void Play(ref TState state, BlockTimes times, int count)
    {
        Span<float> block = stackalloc float[Audio.BlockLength];
        Span<float> result = stackalloc float[Audio.BlockLength];
        for (int number = 0; number < count; number++)
        {
            Audio.Tone(block, number);
            long start = Stopwatch.GetTimestamp();
            model.Run(ref state, block, result);
            times.Add(Stopwatch.GetTimestamp() - start);
        }
    }
}

/// <summary>A stream of any model.</summary>
internal interface ISoakStream
{
    string Name { get; }

    long Allocated { get; }

    void WarmUpBlocks();

    void PlayBlocks();

    string Row();
}

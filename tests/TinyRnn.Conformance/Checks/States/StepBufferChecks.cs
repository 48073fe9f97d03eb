using System.Runtime.InteropServices;
using TinyRnn.Runtime.States;

namespace TinyRnn.Conformance;

/// <summary>Windows and histories by themselves, with counters that are none, and with counters that another thread changes during the call.</summary>
internal static class StepBufferChecks
{
    private const int Steps = 12;
    private const int Size = 2;
    private const float Outside = 77;

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Step buffers: counters that are none stay inside", AnyCounter),
        new("Step buffers: a counter that another thread changes is read once", ChangedMeanwhile),
        new("Step buffers: a ring gives what is seen, newest first, wherever it begins", Ring),
    ];

    private static void AnyCounter()
    {
        float[] x = [1, 2];
        foreach (int counter in new[] { -1, int.MinValue, int.MaxValue, Steps, Steps + 1, 1_000_000_000, -100_000_000 })
        {
            float[] memory = Memory();
            for (int lag = 0; lag < Steps; lag++)
            {
                Span<float> entry = StepBuffers.HistoryEntry(ref memory[Size], counter, lag, Steps, Size);
                Verify.That(entry.IsEmpty || counter == Steps, $"{entry.Length} floats of a history of {counter} inputs");
                Verify.That(
                    !StepBuffers.WindowEntry(ref memory[Size], counter, lag, Steps, Size).Contains(Outside),
                    $"position {counter}: the entry of lag {lag} is outside");
            }

            Verify.Equal(counter == Steps ? 0 : -1, StepBuffers.HistoryRoom(counter, Steps), $"room behind {counter} inputs");
            int position = counter;
            _ = ref StepBuffers.PushWindow(ref memory[Size], ref position, ref x[0], Steps, Size);
            Verify.Equal(Steps - 1, position, $"position behind {counter}");
            position = counter;
            _ = ref StepBuffers.PushRing(ref memory[Size], ref position, ref x[0], Steps, Steps, Size);
            Verify.Equal(Steps - 1, position, $"position of a ring behind {counter}");
            int steps = counter;
            Verify.Throws<InvalidOperationException>(
                () => StepBuffers.PushHistory(ref memory[Size], ref steps, ref x[0], Steps, Size, out _), $"holds {counter}");
            Verify.Equal(counter, steps, "a refused push changed the number of inputs");
            Verify.That(
                memory.AsSpan(0, Size).IndexOfAnyExcept(Outside) < 0
                && memory.AsSpan(^Size).IndexOfAnyExcept(Outside) < 0, $"counter {counter}: written outside");
        }
    }

    private static void Ring()
    {
        for (int past = 0; past < Steps; past++)
        {
            int length = (Steps + past) * Size;
            float[] memory = new float[Size + length + Size];
            memory.AsSpan().Fill(Outside);
            memory.AsSpan(Size, length).Clear();
            int position = 0;
            for (int t = 1; t <= 3 * Steps; t++)
            {
                float[] x = [t, -t];
                Span<float> seen = MemoryMarshal.CreateSpan(
                    ref StepBuffers.PushRing(ref memory[Size], ref position, ref x[0], Steps, past, Size), (1 + past) * Size);
                for (int lag = 0; lag <= past; lag++)
                {
                    int expected = Math.Max(0, t - lag);
                    Verify.That(
                        seen[lag * Size] == expected && seen[(lag * Size) + 1] == -expected,
                        $"{past} seen before step {t}: {seen[lag * Size]} {lag} steps ago");
                    Span<float> entry = StepBuffers.WindowEntry(ref memory[Size], position, lag, Steps, Size);
                    Verify.That(entry.SequenceEqual(seen.Slice(lag * Size, Size)), $"{past} seen before step {t}: another entry {lag} steps ago");
                }
            }

            Verify.That(
                memory.AsSpan(0, Size).IndexOfAnyExcept(Outside) < 0 && memory.AsSpan(^Size).IndexOfAnyExcept(Outside) < 0,
                $"{past} seen before: written outside");
        }
    }

    /// <summary>Numbers before and behind the ring.</summary>
    private static float[] Memory()
    {
        float[] memory = new float[Size + (2 * Steps * Size) + Size];
        memory.AsSpan(0, Size).Fill(Outside);
        memory.AsSpan(^Size).Fill(Outside);
        return memory;
    }

    private static void ChangedMeanwhile()
    {
        // Half a second: long enough for both threads to run at once on a busy machine.
        int[] counter = new int[1];
        long end = Environment.TickCount64 + 500;
        Thread other = new(() =>
        {
            while (Environment.TickCount64 < end)
            {
                for (int n = 0; n < 1000; n++)
                {
                    Volatile.Write(ref counter[0], 1_000_000_000);
                    Thread.SpinWait(1);
                    Volatile.Write(ref counter[0], 3);
                    Thread.SpinWait(1);
                }
            }
        });
        other.Start();
        float[] memory = Memory();
        float[] x = [1, 2];
        while (Environment.TickCount64 < end)
        {
            for (int n = 0; n < 1000; n++)
            {
                _ = ref StepBuffers.PushWindow(ref memory[Size], ref counter[0], ref x[0], Steps, Size);
                _ = ref StepBuffers.PushRing(ref memory[Size], ref counter[0], ref x[0], Steps, Steps, Size);
                try
                {
                    // An exception takes longer than all else: most of those that would come are avoided.
                    if (Volatile.Read(ref counter[0]) < Steps)
                    {
                        _ = ref StepBuffers.PushHistory(ref memory[Size], ref counter[0], ref x[0], Steps, Size, out int length);
                        Verify.That(length is > 0 and <= Steps * Size, $"{length} floats of a history");
                    }
                }
                catch (InvalidOperationException)
                {
                }
            }
        }

        other.Join();
    }
}

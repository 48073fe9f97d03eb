using System.Reflection;
using TinyRnn.Runtime.Packing;
using TinyRnn.Runtime.Serving;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>
/// A thread that reads a model has a slot in a list that publishers walk along: the list must not grow with the number of threads that ever were.
/// </summary>
public class ReaderSlotTests
{
    private static readonly PropertyInfo s_count =
        typeof(PublishedWeights)
            .Assembly.GetType("TinyRnn.Runtime.Serving.ReaderSlot", throwOnError: true)!.GetProperty("Count", BindingFlags.Static | BindingFlags.NonPublic)!;

    private static int Count => (int)s_count.GetValue(null)!;

    [Fact]
    public void Threads_that_end_leave_their_slots_to_new_ones()
    {
        const int threads = 2000;
        PublishedWeights weights = new(new ParameterBlock(4), 4, (parameters, packed) => parameters.CopyTo(packed));
        for (int i = 0; i < threads; i++)
        {
            Thread thread = new(() => weights.Read().Dispose());
            thread.Start();
            thread.Join();
        }

        // Twice as many as were alive at once: this one, and those of the tests that run beside it.
        Assert.InRange(Count, 1, threads / 4);
    }

    [Fact]
    public void Threads_that_live_keep_their_slots()
    {
        const int threads = 100;
        PublishedWeights weights = new(new ParameterBlock(4), 4, (parameters, packed) => parameters.CopyTo(packed));
        using Barrier reading = new(threads + 1);
        using ManualResetEventSlim end = new();
        Thread[] all = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            WeightReader reader = weights.Read();
            reading.SignalAndWait(TestContext.Current.CancellationToken);
            end.Wait(TestContext.Current.CancellationToken);
            reader.Dispose();
        }))];
        foreach (Thread thread in all)
            thread.Start();
        reading.SignalAndWait(TestContext.Current.CancellationToken);
        Assert.True(Count >= threads);

        // Each of them reads the first set: the second publication, which would write it, waits until all have ended.
        Thread publisher = new(() =>
        {
            weights.Publish([1, 2, 3, 4]);
            weights.Publish([5, 6, 7, 8]);
        });
        publisher.Start();
        Assert.False(publisher.Join(200));
        end.Set();
        Assert.True(publisher.Join(TimeSpan.FromMinutes(2)));
        foreach (Thread thread in all)
            thread.Join();
    }
}

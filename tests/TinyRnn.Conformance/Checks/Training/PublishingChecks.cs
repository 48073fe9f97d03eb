using System.Runtime.CompilerServices;
using TinyRnn.Conformance.Models;
using TinyRnn.Runtime.Serving;

namespace TinyRnn.Conformance;

/// <summary>Whom a publication waits for, and whom it does not keep waiting.</summary>
internal static class PublishingChecks
{
    /// <summary>Nothing here takes long; whatever takes this long is stuck.</summary>
    private static readonly TimeSpan s_stuck = TimeSpan.FromMinutes(2);

    public static IReadOnlyList<Check> All { get; } = [new("A publication that waits for a call does not keep other threads and models from theirs", Waiting)];

    private static void Waiting()
    {
        TrainedStack model = TrainedStack.Create(1);
        TrainedStack.Trainer trainer = new(model);
        TrainedReluRnn other = TrainedReluRnn.Create(1);

        // Made before this thread reads: a trainer's constructor reads as well, and a thread announces one reading at a time.
        TrainedReluRnn.Trainer beside = new(other);
        TrainedStack.Trainer alike = new(TrainedStack.Create(2));
        int published = 0;
        Thread publisher = new(() =>
        {
            for (int i = 0; i < 2; i++)
            {
                trainer.Publish();
                Interlocked.Increment(ref published);
            }
        });

        // A call of this thread that has not ended: the first publication takes the set that nobody reads, the second wants the one that is read here.
        WeightReader reader = WeightsOf(model).Read();
        try
        {
            publisher.Start();
            Until(() => Volatile.Read(ref published) == 1 && publisher.ThreadState.HasFlag(ThreadState.WaitSleepJoin), "the second publication does not wait");

            // First calls of new threads, which register, of another model and of this one.
            Finish(new Thread(() => Call(other)), "a call of another model waits for the publication");
            Finish(new Thread(() => Call(model)), "a call waits for the publication");
            beside.Publish();

            // Publications of another model, of the same class too, whose packing is the same method.
            Finish(
                new Thread(() =>
                {
                    alike.Publish();
                    alike.Publish();
                }),
                "a publication of another model of the class waits for it");
            Verify.Equal(1, Volatile.Read(ref published), "publications while a call reads");
        }
        finally
        {
            reader.Dispose();
        }

        Verify.That(publisher.Join(s_stuck), "the publication still waits when the call has ended");
        Verify.Equal(2, published, "publications");
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_weights")]
    private static extern ref PublishedWeights WeightsOf(TrainedStack model);

    private static void Finish(Thread thread, string message)
    {
        thread.IsBackground = true;
        thread.Start();
        Verify.That(thread.Join(s_stuck), message);
    }

    private static void Until(Func<bool> condition, string message)
    {
        long start = Environment.TickCount64;
        while (!condition())
        {
            Verify.That(Environment.TickCount64 - start < s_stuck.TotalMilliseconds, message);
            Thread.Sleep(1);
        }
    }

    private static void Call(TrainedStack model)
    {
        TrainedStack.State state = default;
        model.Step(ref state, [1, 2, 3], new float[2]);
    }

    private static void Call(TrainedReluRnn model)
    {
        TrainedReluRnn.State state = default;
        model.Step(ref state, [1, 2, 3], new float[2]);
    }
}

using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>Threads that come, call a model once or twice, and end: what each costs, and that publications see all of them.</summary>
internal static class ReaderThreadChecks
{
    /// <summary>
    /// A slot, the thread's object and statics, and what the runtime makes on a first wait for a lock: the same few hundred bytes for the
    /// first thread and the last.
    /// </summary>
    private const long MostBytes = 600;

    private static readonly float[] s_x = [1, 2, 3];

    public static IReadOnlyList<Check> All { get; } =
    [
        new("A thread's first call takes the same few bytes, however many threads there were", Bytes),
        new("A model of two sets of weights serves threads that start and end while others are published", Storm),
    ];

    private static void Bytes()
    {
        TrainedStack model = TrainedStack.Create(1);
        float[] y = new float[2];
        Call(model, y);
        for (int number = 0; number < 600; number++)
        {
            // A collection in the middle is counted as bytes of the thread; then another thread tells.
            long least = long.MaxValue;
            for (int attempt = 0; attempt < 5 && least > MostBytes; attempt++)
            {
                Join(() =>
                {
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    Call(model, y);
                    least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
                });
            }

            Verify.That(least <= MostBytes, $"the first call of thread {number} allocates {least} bytes, at most {MostBytes} are allowed");
        }
    }

    private static void Storm()
    {
        TrainedStack model = TrainedStack.Create(1);
        TrainedStack.Trainer trainer = new(model);
        float[][] sets = [model.Parameters.ToArray(), TrainedStack.Create(2).Parameters.ToArray()];
        float[][] right = [.. sets.Select(set => Output(TrainedStack.FromParameters(set)))];
        int mixtures = 0;
        int calls = 0;
        int starting = 800;
        Thread[] starters = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            while (Interlocked.Decrement(ref starting) >= 0)
                Join(Serve);
        }))];
        foreach (Thread starter in starters)
            starter.Start();
        for (int n = 0; Array.Exists(starters, starter => starter.IsAlive); n++)
        {
            trainer.Import(sets[n % 2]);
            trainer.Publish();
        }

        foreach (Thread starter in starters)
            starter.Join();
        Verify.Equal(0, mixtures, $"mixtures in {calls} calls");

        void Serve()
        {
            for (int i = 0; i < 20; i++)
            {
                float[] y = Output(model);
                Interlocked.Increment(ref calls);
                if (!Array.Exists(right, each => each.AsSpan().SequenceEqual(y)))
                    Interlocked.Increment(ref mixtures);
            }
        }
    }

    private static float[] Output(TrainedStack model)
    {
        float[] y = new float[2];
        Call(model, y);
        return y;
    }

    private static void Call(TrainedStack model, float[] y)
    {
        TrainedStack.State state = default;
        model.Step(ref state, s_x, y);
    }

    private static void Join(Action action)
    {
        Thread thread = new(() => action());
        thread.Start();
        thread.Join();
    }
}

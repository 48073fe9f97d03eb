using System.Globalization;
using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.Publish;

/// <summary>
/// Threads that read in every way while others publish, and threads that begin and end meanwhile. Every answer belongs to one set, nobody
/// waits for ever, and a thread costs little. What two
/// threads do at the same time cannot be repeated: here a seed is only where the threads begin.
/// </summary>
internal sealed class PublishCampaign : Campaign
{
    private const int Readers = 2;
    private const int Publishers = 2;
    private const int Batch = 16;

    /// <summary>
    /// What a thread's first call may allocate: its slot, and its place among the others' slots. The runtime counts by stretches of 8 KiB, and now and then one
    /// whole where 104 bytes of it were used; so another thread has to allocate as much before it is a finding.
    /// </summary>
    private const long MostBytesOfThread = 8 << 10;

    /// <summary>Threads that have to allocate too much, one after another.</summary>
    private const int ThreadsOfFinding = 3;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    public override string Name => "publish";

    public override string Description => "threads that read, begin and end while others publish: no answer of two sets";

    public override void Run(CampaignRun run)
    {
        foreach (ServedThing thing in ServedThing.All())
        {
            if (!new Storm(run, thing).Blow(Share(run)))
                return;
        }
    }

    /// <summary>Each model has a third of the run.</summary>
    private static Func<TimeSpan, long, bool> Share(CampaignRun run)
    {
        TimeSpan? duration = run.Options.Duration / 3;
        long? cases = run.Options.Cases / 3;
        return (elapsed, count) => elapsed >= duration || count >= cases;
    }

    private sealed class Storm(CampaignRun run, ServedThing thing)
    {
        private readonly System.Diagnostics.Stopwatch _watch = System.Diagnostics.Stopwatch.StartNew();
        private long _reads;
        private long _published;
        private long _threads;
        private volatile bool _isOver;

        /// <returns>False if threads wait for each other for ever: then nothing more can be done in this process.</returns>
        public bool Blow(Func<TimeSpan, long, bool> isOver)
        {
            List<Thread> threads = [new Thread(BeginAndEnd)];
            for (int index = 0; index < Publishers; index++)
                threads.Add(Started(index, Publish));
            for (int index = 0; index < Readers; index++)
                threads.Add(Started(index, Read));
            foreach (Thread thread in threads)
            {
                thread.IsBackground = true;
                thread.Start();
            }

            bool moved = Wait(isOver) & threads.TrueForAll(thread => thread.Join(s_longestWait));
            if (!moved)
                run.Fail(new Finding($"{thing.Name}: threads wait for ever", -1,
                    $"{_reads} readings, {_published} publications and {_threads} threads, then nothing for {s_longestWait.TotalSeconds} s."));
            run.Count($"{thing.Name}: readings", Interlocked.Read(ref _reads));
            run.Count($"{thing.Name}: publications", Interlocked.Read(ref _published));
            run.Count($"{thing.Name}: short threads", Interlocked.Read(ref _threads));
            return moved;
        }

        private static Thread Started(int index, Action<int> work) => new(() => work(index));

        private bool Wait(Func<TimeSpan, long, bool> isOver)
        {
            long seen = -1;
            TimeSpan since = _watch.Elapsed;
            while (!isOver(_watch.Elapsed, Interlocked.Read(ref _reads)))
            {
                Thread.Sleep(20);
                long sum = Math.Min(Interlocked.Read(ref _reads), Interlocked.Read(ref _published));
                if (sum != seen)
                    (seen, since) = (sum, _watch.Elapsed);
                else if (_watch.Elapsed - since > s_longestWait)
                    return false;
            }

            _isOver = true;
            return true;
        }

        private void Publish(int index)
        {
            Dice dice = Dice.Of(run.Options.Seed, index);
            TinyRnn.Training.ModelTrainer trainer = thing.CreateTrainer();
            float[][] sets = [.. Enumerable.Range(0, Answers.Sets).Select(set => Answers.Parameters(set, thing.Parameters))];
            while (!_isOver)
            {
                trainer.Import(dice.Pick(sets));
                trainer.Publish();
                Interlocked.Increment(ref _published);
                if (dice.OneIn(16))
                    Thread.Yield();
            }
        }

        private void Read(int index)
        {
            Dice dice = Dice.Of(run.Options.Seed, 100 + index);
            IReadOnlyList<Reading> readings = thing.CreateReadings();
            while (!_isOver)
            {
                for (int left = Batch; left > 0; left--)
                    Check(dice.Pick(readings));
            }
        }

        /// <summary>Threads that live for a few readings.</summary>
        private void BeginAndEnd()
        {
            Reading[] free = [.. thing.CreateReadings().Where(reading => reading.IsFree)];
            Dice dice = Dice.Of(run.Options.Seed, 200);
            foreach (Reading each in free)
                each.Read();
            while (!_isOver)
            {
                Reading reading = dice.Pick(free);
                List<long> allocated = [];
                do
                    allocated.Add(BytesOfThread(reading));
                while (allocated[^1] > MostBytesOfThread && allocated.Count < ThreadsOfFinding);
                if (allocated.Min() > MostBytesOfThread)
                    run.Fail(new Finding("a thread's first call allocates much", -1, string.Create(CultureInfo.InvariantCulture,
                        $"{reading.Name}: {string.Join(", ", allocated)} bytes in threads up to {_threads}, at most {MostBytesOfThread} are allowed.")));
            }
        }

        /// <summary>A thread that lives for two readings.</summary>
        /// <returns>What it allocated in the first.</returns>
        private long BytesOfThread(Reading reading)
        {
            long bytes = 0;
            Thread thread = new(() =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                Check(reading);
                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                Check(reading);
            });
            thread.Start();
            thread.Join();
            Interlocked.Increment(ref _threads);
            return bytes;
        }

        private void Check(Reading reading)
        {
            Interlocked.Increment(ref _reads);
            if (reading.Read() is { } fault)
                run.Fail(new Finding($"{reading.Name}: of two sets", -1, fault));
            else
                run.Pass();
        }
    }
}

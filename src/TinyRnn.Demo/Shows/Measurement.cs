using System.Diagnostics;

namespace TinyRnn.Demo;

/// <summary>Time and memory of repeated passes over the same work.</summary>
/// <param name="NanosecondsPerStep">Median over the passes.</param>
/// <param name="AllocatedBytes">On this thread, all measured passes together.</param>
internal sealed record Measurement(double NanosecondsPerStep, long AllocatedBytes)
{
    /// <param name="pass">The work.</param>
    /// <param name="stepsPerPass">Time steps in it.</param>
    /// <param name="progress">Told the finished part, 0 to 1.</param>
    public static Measurement Of(Action pass, int stepsPerPass, Action<double> progress)
    {
        const int warmUp = 20;
        const int passes = 41;
        double[] times = new double[passes];
        for (int i = 0; i < warmUp; i++)
        {
            pass();
            progress(i / (double)(warmUp + passes));

            // The just-in-time compiler replaces the quick first version in the background.
            Thread.Sleep(10);
        }

        long allocated = 0;
        for (int i = 0; i < passes; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            pass();
            times[i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            progress((warmUp + i + 1) / (double)(warmUp + passes));
        }

        Array.Sort(times);
        return new Measurement(times[passes / 2] / stepsPerPass, allocated);
    }
}

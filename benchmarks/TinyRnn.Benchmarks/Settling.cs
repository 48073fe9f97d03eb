using System.Diagnostics;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace TinyRnn.Benchmarks;

/// <summary>
/// Runs code until the just-in-time compiler has finished with it. The runtime replaces methods by optimised ones in the background, some calls
/// and a delay after the last new method, in several stages. A fixed warm-up can end before that and then times code that nobody ships:
/// TensorPrimitives, whose vector code is the worst before it is optimised, came out twenty times too slow.
/// </summary>
internal static class Settling
{
    private const int QuietRounds = 4;

    // Longer than the runtime's delay, which the project file sets to 10 ms, 100 ms on a single core: what a round has made hot is compiled
    // before the round ends, or seen to be at it.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(130);
    private static readonly TimeSpan s_idle = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    /// <param name="work">What is to be timed. It must be safe to call any number of times.</param>
    /// <exception cref="TimeoutException">The compiler was still busy after 30 seconds: no figure is better than a wrong one.</exception>
    public static void Wait(Action work)
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled)
        {
            // NativeAOT has nothing to compile: caches and branch predictors only.
            for (int call = 0; call < 10; call++)
                work();
            return;
        }

        long start = Stopwatch.GetTimestamp();
        int quiet = 0;
        while (quiet < QuietRounds)
        {
            if (Stopwatch.GetElapsedTime(start) > s_limit)
                throw new TimeoutException("The just-in-time compiler did not come to rest: the machine is too busy to time anything.");
            quiet = IsQuiet(work) ? quiet + 1 : 0;
        }
    }

    /// <summary>Quiet is a round after which nothing new was compiled and, as one method can take longer than a round, nothing is being compiled.</summary>
    private static bool IsQuiet(Action work)
    {
        long methods = JitInfo.GetCompiledMethodCount();

        // The runtime counts 30 calls before it calls a method hot.
        for (int call = 0; call < 40; call++)
            work();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Thread.Sleep(s_pause);
        return Environment.CpuUsage.TotalTime - before < s_idle && JitInfo.GetCompiledMethodCount() == methods;
    }
}

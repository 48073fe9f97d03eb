using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TinyRnn.Samples;

/// <summary>What a time step costs.</summary>
internal static class StepCost
{
    private const int Steps = 20_000;
    private const int Rounds = 30;

    /// <summary>Code that is not compiled well yet takes more than four times as long.</summary>
    private const int Slow = 4;

    /// <summary>
    /// The compiler's second tier begins a tenth of a second after the last new method, on a thread of its own, twice: that has to get a core.
    /// </summary>
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(150);

    /// <summary>
    /// Nanoseconds a step, over random tokens: the worst case, since real text has words that come often. Of many rounds the best counts: the
    /// machine does other things too.
    /// </summary>
    /// <param name="model">Reads tokens.</param>
    /// <param name="vocabulary">How many there are.</param>
    /// <param name="patience">How often the compiler is waited for at most.</param>
    public static double Of<TModel, TState>(TModel model, int vocabulary, int patience)
        where TModel : class, IStreamingModel<TModel, TState, int>
        where TState : unmanaged
    {
        RandomState random = new(1);
        int[] tokens = new int[Steps];
        foreach (ref int token in tokens.AsSpan())
            token = (int)(random.NextSingle() * vocabulary);
        if (RuntimeFeature.IsDynamicCodeCompiled)
            AwaitCompiler(() => Measure<TModel, TState>(model, tokens), patience);
        double best = double.PositiveInfinity;
        for (int i = 0; i < Rounds; i++)
            best = Math.Min(best, Measure<TModel, TState>(model, tokens));
        return best;
    }

    private static void AwaitCompiler(Func<double> measure, int patience)
    {
        double first = measure();
        for (int i = 0; i < patience && measure() > first / Slow; i++)
            Thread.Sleep(s_wait);
        for (int i = 0; i < 2; i++)
        {
            measure();
            Thread.Sleep(s_wait);
        }
    }

    private static double Measure<TModel, TState>(TModel model, int[] tokens)
        where TModel : class, IStreamingModel<TModel, TState, int>
        where TState : unmanaged
    {
        Span<float> output = stackalloc float[TModel.OutputSize];
        TState state = default;
        long start = Stopwatch.GetTimestamp();
        for (int t = 0; t < tokens.Length; t++)
            model.Step(ref state, tokens.AsSpan(t, 1), output);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / tokens.Length;
    }
}

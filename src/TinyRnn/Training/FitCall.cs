using System.Globalization;
using System.Runtime.InteropServices;
using TinyRnn.Data;
using TinyRnn.Weights;

namespace TinyRnn.Training;

/// <summary>
/// What a call of <see cref="TrainerFit.Fit"/> was given, in words: two calls that agree in all of them do the same. It is taken before anything is learnt.
/// </summary>
internal sealed class FitCall
{
    // So many rates tell one schedule from another.
    private const int Rates = 256;

    private readonly List<(string Key, string Name, string Text)> _facts = [];

    private FitCall()
    {
    }

    /// <summary>Key in the metadata, name in messages, and the fact itself.</summary>
    public IReadOnlyList<(string Key, string Name, string Text)> Facts => _facts;

    public static FitCall Of<TInput, TTarget, TState>(
        SequenceTrainer<TInput, TTarget, TState> trainer,
        SequenceSet<TInput, TTarget> training,
        SequenceSet<TInput, TTarget>? validation,
        FitOptions options,
        int batch)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged
    {
        FitCall call = new();
        call.Add("training", "Training set", TextOf(training));
        call.Add("validation", "Validation set", validation is null ? "none" : TextOf(validation));
        call.Add("epochs", "Epochs", $"{options.Epochs}");
        call.Add("batch", "Batch", $"{batch}");
        call.Add("shuffles", "Shuffles", $"{options.Shuffles}");
        call.Add("seed", "Seed", $"{options.Seed}");
        call.Add("schedule", "Schedule", TextOf(options, trainer.ScheduleStep, training.Count, batch));
        call.Add("patience", "Patience", $"{options.Patience}");
        call.Add("least_improvement", "LeastImprovement", options.LeastImprovement.ToString(CultureInfo.InvariantCulture));
        call.Add("keeps_best", "KeepsBest", $"{options.KeepsBest}");
        call.Add("settings", "The trainer's settings", trainer.SettingsText);
        call.Add("start", "What training began with (weights, the optimizer's memory, counts, random state)", $"checksum {trainer.SumOfState()}");
        return call;
    }

    private void Add(string key, string name, string text) => _facts.Add((key, name, text));

    /// <summary>Its sizes, and a checksum of all that it holds.</summary>
    private static string TextOf<TInput, TTarget>(SequenceSet<TInput, TTarget> set)
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        int longest = set.Longest();
        TInput[] inputs = new TInput[longest * set.InputSize];
        TTarget[] targets = new TTarget[set.TargetsOf(longest)];
        Checksum sum = default;
        long steps = 0;
        for (int index = 0; index < set.Count; index++)
        {
            int length = set.StepsOf(index);
            Span<TInput> x = inputs.AsSpan(0, length * set.InputSize);
            Span<TTarget> y = targets.AsSpan(0, set.TargetsOf(length));
            set.Copy(index, x, y);
            sum.Add(length);
            sum.Add(MemoryMarshal.AsBytes(x));
            sum.Add(MemoryMarshal.AsBytes(y));
            steps += length;
        }

        return $"{Counted.Of(set.Count, "sequence")} of {Counted.Of(steps, "step")}, checksum {sum}";
    }

    /// <summary>Schedules have no names that say what they are made of: their rates do.</summary>
    private static string TextOf(FitOptions options, long first, int sequences, int batch)
    {
        if (options.Schedule is not { } schedule)
            return "none";
        long updates = options.Epochs * (long)((sequences + batch - 1) / batch);
        Checksum sum = default;
        for (int i = 0; i < Rates; i++)
        {
            float rate = schedule.At(first + (long)((UInt128)updates * (uint)i / Rates));
            sum.Add(BitConverter.SingleToInt32Bits(rate));
        }

        return $"rates of {Counted.Of(updates, "update")} from step {first}, checksum {sum}";
    }
}

using System.Diagnostics;
using System.Globalization;
using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.GuardPages;

/// <summary>
/// The process in which the calls happen, because a wrong one ends it. It notes each call before it makes it, and prints what it finds.
/// </summary>
internal static class MemoryChild
{
    /// <summary>Name on the command line, not listed.</summary>
    public const string Command = "memory-child";

    /// <param name="arguments">Seed, first case, distance of cases, end of cases, milliseconds, file for notes, whether states may have
    /// random bits.</param>
    public static void Run(IReadOnlyList<string> arguments)
    {
        ulong seed = ulong.Parse(arguments[0], CultureInfo.InvariantCulture);
        long stride = Number(2);
        long end = Number(3);
        TimeSpan duration = TimeSpan.FromMilliseconds(Number(4));
        using LastCall last = LastCall.Write(arguments[5]);
        bool randomStates = bool.Parse(arguments[6]);
        long current = 0;
        Stopwatch watch = Stopwatch.StartNew();
        using GuardedCase attack = new(text => last.Note(current, text));
        long number = Number(1);
        long count = 0;
        for (; number < end && watch.Elapsed < duration; number += stride, count++)
        {
            current = number;
            last.Note(number, "");
            foreach (Finding finding in attack.Run(seed, number, randomStates))
                Console.WriteLine($"finding\t{finding.Case}\t{Line(finding.Kind)}\t{Line(finding.Text)}");
        }

        foreach ((string name, (long accepted, long refused)) in attack.Counts)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"calls\t{name}\t{accepted}\t{refused}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cases\t{count}"));

        long Number(int index) => long.Parse(arguments[index], CultureInfo.InvariantCulture);
    }

    private static string Line(string text) => text.ReplaceLineEndings(" | ").Replace('\t', ' ');
}

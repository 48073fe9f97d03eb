using System.CommandLine;
using System.Globalization;
using TinyRnn.Weights;

namespace TinyRnn.Samples;

/// <summary>All samples, each a command.</summary>
internal static class Gallery
{
    /// <summary>In the order in which one would look at them.</summary>
    public static IReadOnlyList<Sample> Samples { get; } =
    [
        new SeriesSample(),
        new ForecastSample(),
        new PathsSample(),
        new GradientsSample(),
        new AddingSample(),
        new GatesSample(),
        new ShapesSample(),
        new CaptionSample(),
        new SentimentSample(),
        new TaggingSample(),
        new TranslationSample(),
        new TextSample(),
        new GestureSample(),
        new PersonalSample(),
        new DriftSample(),
        new KeywordSample(),
        new VoiceSample(),
    ];

    /// <returns>The exit code.</returns>
    public static int Invoke(string[] args)
    {
        RootCommand root = new("TinyRnn's samples: small programs of one idea each. Without a name they are listed.");
        foreach (Sample sample in Samples)
            root.Add(SampleCommand.Create(sample, Guarded));
        Command all = new("all", "Every sample, one after the other.") { SampleCommand.Quick, SampleCommand.Seed, SampleCommand.Out };
        all.SetAction(parsed =>
        {
            string[] options =
            [
                .. parsed.GetValue(SampleCommand.Quick) ? [SampleCommand.Quick.Name] : (string[])[],
                SampleCommand.Seed.Name, parsed.GetValue(SampleCommand.Seed).ToString(CultureInfo.InvariantCulture),
                SampleCommand.Out.Name, parsed.GetRequiredValue(SampleCommand.Out).ToString(),
            ];
            List<string> failed = [];
            foreach (Sample sample in Samples)
            {
                int code = root.Parse([sample.Name, .. options]).Invoke();
                if (code == SampleInterruptedException.ExitCode)
                    return code;
                if (code != 0)
                    failed.Add(sample.Name);
            }

            foreach (string name in failed)
                Console.Out.WriteLine($"FAILED: {name}");
            Console.Out.WriteLine($"{Samples.Count - failed.Count} passed, {failed.Count} failed, 0 skipped");
            return failed.Count == 0 ? 0 : 1;
        });
        root.Add(all);
        root.SetAction(_ => List());
        return root.Parse(args).Invoke();
    }

    /// <summary>For tests: runs a sample and gives back what it found.</summary>
    public static SampleRun Run(string name, params string[] args)
    {
        Sample sample = Samples.Single(sample => sample.Name == name);
        return SampleCommand.Run(sample, SampleCommand.Create(sample, Guarded).Parse(args));
    }

    private static int List()
    {
        SampleScreen.Table("Samples", ["name", "what it shows"], Samples.Select(sample => (string[])[sample.Name, sample.Summary]));
        SampleScreen.Line("Run one with its name; --quick takes seconds, and all runs every one.");
        return 0;
    }

    /// <summary>What users can mend is said in a sentence; anything else is a bug and keeps its stack trace.</summary>
    private static int Guarded(Action action)
    {
        try
        {
            action();
            return 0;
        }
        catch (SampleInterruptedException stop)
        {
            SampleScreen.Error(stop.Message);
            return SampleInterruptedException.ExitCode;
        }
        catch (Exception exception) when (exception is SampleException or WeightFormatException or WeightMismatchException or IOException
            or UnauthorizedAccessException)
        {
            SampleScreen.Error(exception.Message);
            return 1;
        }
    }
}

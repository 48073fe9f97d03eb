using System.Globalization;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>Reads the parts of a German number word.</summary>
[RecurrentModel]
[Embedding(32, 16)]
[Lstm(64, ForgetBias = 1)]
[Trainable(MaxSteps = 12, MaxBatch = 64)]
internal sealed partial class GermanReader;

/// <summary>Writes English words, and an end behind them.</summary>
[RecurrentModel]
[Embedding(32, 16)]
[Lstm(64, ForgetBias = 1)]
[Dense(32)]
[Trainable(MaxSteps = 12, MaxBatch = 64, Loss = Loss.CrossEntropy)]
internal sealed partial class EnglishWriter;

/// <summary>The reader's last state is where the writer begins: all that is known of the number is in it.</summary>
[EncoderDecoder<GermanReader, EnglishWriter>]
[Trainable(Optimizer = Optimizer.Adam)]
internal sealed partial class NumberTranslator;

/// <summary>Sequence to sequence: numbers from German into English words.</summary>
internal sealed class TranslationSample : Sample
{
    /// <summary>The curve ends here: afterwards nearly everything is right.</summary>
    private const int CurveSteps = 1200;
    private const int CurveEvery = 25;

    public override string Name => "translation";

    public override string Summary => "Encoder-decoder: numbers from German into English words";

    public override void Run(SampleRun run)
    {
        NumberTranslator net = NumberTranslator.Create(run.Seed);
        TranslationCurve curve = new();
        Learn(run, net, curve);

        TranslationTest test = new(net);
        RandomState random = new(run.Seed);
        Report(run, test, ref random);
        SampleRun.Table(
            "Numbers that were never trained", ["German", "best word each time", "drawn at temperature 2"],
            [.. Examples.Select(number => Row(test, number, ref random))]);
        run.Keep("translation", net.Save);
        run.Draw("translation.png", curve.Figure());
    }

    private static void Learn(SampleRun run, NumberTranslator net, TranslationCurve curve)
    {
        int steps = run.Quick ? 800 : 6000;
        NumberTranslator.Trainer trainer = new(net) { Clipping = new GradientClipping { Norm = 1 } };
        CosineDecay schedule = new(5e-3f, 1e-4f, steps);
        TranslationBatch batch = new(run.Seed);
        run.Train("German to English", steps, step =>
        {
            if (step <= CurveSteps && step % CurveEvery == 0)
            {
                trainer.Publish();
                curve.Add(step, net);
            }

            trainer.Follow(schedule);
            return batch.Next().Train(trainer);
        }, keep: _ =>
        {
            trainer.Publish();
            run.Keep("translation", net.Save);
        });
        trainer.Publish();
    }

    /// <summary>Two of each of the longer lengths.</summary>
    private static IEnumerable<int> Examples => TranslationTest.Unseen.Skip(3).SelectMany(numbers => numbers.Take(2));

    private static void Report(SampleRun run, TranslationTest test, ref RandomState random)
    {
        List<string[]> rows = [];
        double greedy = 0;
        double drawn = 0;
        int count = 0;
        foreach ((int index, int[] numbers) in TranslationTest.Unseen.Index())
        {
            double greedyHere = test.Accuracy(numbers, Sampling.Greedy, ref random);
            double drawnHere = test.Accuracy(numbers, new Sampling(1), ref random);
            run.Record($"exactly right, {index + 1} digits", greedyHere);
            rows.Add([Text(index + 1), Text(numbers.Length), Percent(greedyHere), Percent(drawnHere)]);
            greedy += numbers.Length * greedyHere;
            drawn += numbers.Length * drawnHere;
            count += numbers.Length;
        }

        rows.Add(["all", Text(count), Percent(greedy / count), Percent(drawn / count)]);
        run.Record("exactly right", greedy / count);
        run.Record("exactly right, drawn", drawn / count);
        SampleRun.Table(
            "Exactly right, of different numbers that were never trained", ["digits", "numbers", "best word each time", "drawn at temperature 1"], rows);
    }

    private static string Percent(double value) => value.ToString("P2", CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string[] Row(TranslationTest test, int number, ref RandomState random) =>
    [
        string.Concat(NumberWords.German(number)),
        test.Translate(number, Sampling.Greedy, ref random),
        test.Translate(number, new Sampling(2), ref random),
    ];
}

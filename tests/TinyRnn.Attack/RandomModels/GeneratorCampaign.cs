using System.Text;
using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.RandomModels;

/// <summary>Random attributes on random classes: each ends in an error of the generator, or compiles without a warning.</summary>
internal sealed class GeneratorCampaign : Campaign
{
    /// <summary>Every so often the generator runs twice, and must say the same.</summary>
    private const int RepeatEvery = 8;

    public override string Name => "generator";

    public override string Description => "random attributes: an error of the generator, or code that compiles without a warning";

    public override void Run(CampaignRun run) => run.ForEachCase(() => new Compiler(), (compiler, number) =>
        Attack(run, compiler, number));

    private static void Attack(CampaignRun run, Compiler compiler, long number)
    {
        RandomSource source = RandomDeclarations.Next(Dice.Of(run.Options.Seed, number));
        Compiler.Result result = compiler.Compile(source);
        (string Kind, string Text)? fault = Verdict.Of(source, result) ?? (number % RepeatEvery == 0 ? Repeat(compiler, source, result)
            : null);
        if (fault is not { } found)
        {
            run.Pass();
            run.Count(Verdict.IsSkipped(result) ? "no C#" : Verdict.HasModel(result) ? "compiled" : "refused");
            return;
        }

        if (run.Knows(found.Kind))
        {
            run.Fail(new Finding(found.Kind, number, found.Text));
            return;
        }

        List<(int, int)> attributes = Shrink.Items(source.Attributes, fewer => Fault(compiler, source.With(fewer))?.Kind == found.Kind);
        RandomSource smallest = source.With(attributes);
        string text = (Fault(compiler, smallest) ?? found).Text;
        run.Fail(new Finding(found.Kind, number, $"{text}\n{smallest}", Encoding.UTF8.GetBytes(smallest.ToString()), "cs"));
    }

    private static (string Kind, string Text)? Fault(Compiler compiler, RandomSource source) =>
        Verdict.Of(source, compiler.Compile(source));

    private static (string Kind, string Text)? Repeat(Compiler compiler, RandomSource source, Compiler.Result first)
    {
        Compiler.Result second = compiler.Compile(source);
        bool isSame = first.Files.Count == second.Files.Count
            && first.Files.All(file => second.Files.TryGetValue(file.Key, out string? text) && text == file.Value)
            && first.Reported.Select(diagnostic => diagnostic.ToString()).SequenceEqual(second.Reported.Select(diagnostic =>
                diagnostic.ToString()));
        return isSame ? null : ("another output for the same source", "The generator ran twice.");
    }
}

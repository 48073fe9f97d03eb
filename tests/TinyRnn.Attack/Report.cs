using System.Globalization;
using Spectre.Console;
using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack;

/// <summary>Runs campaigns and prints what came of them; the last line is the sum.</summary>
internal static class Report
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(1);

    /// <returns>The exit code: 0 if nothing was found.</returns>
    public static int Run(IReadOnlyList<Campaign> campaigns, CampaignOptions options)
    {
        long passed = 0;
        long failed = 0;
        long skipped = 0;
        foreach (Campaign campaign in campaigns)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{campaign.Name}: {campaign.Description}; seed {options.Seed}, {InstructionSet.Describe()}"));
            CampaignRun run = new(campaign.Name, options);
            Watch(campaign, run);
            Print(run);
            passed += run.Passed;
            failed += run.Failed;
            skipped += run.Skipped;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed, {skipped} skipped"));
        return failed == 0 && passed > 0 ? 0 : 1;
    }

    /// <summary>On a terminal a line says how far it is.</summary>
    private static void Watch(Campaign campaign, CampaignRun run)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
        {
            campaign.Run(run);
            return;
        }

        AnsiConsole.Status().Start(campaign.Name, status =>
        {
            using Timer timer = new(_ => status.Status(Markup.Escape(Sum(run))), null, s_beat, s_beat);
            campaign.Run(run);
        });
    }

    private static string Sum(CampaignRun run) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{run.Elapsed:hh\\:mm\\:ss}  {run.Passed:N0} passed, {run.Failed:N0} failed, {run.Skipped:N0} skipped");

    private static void Print(CampaignRun run)
    {
        Table table = new Table().AddColumn("found").AddColumn("times").AddColumn("first case").AddColumn("again");
        foreach ((Finding first, int count) in run.Findings)
        {
            table.AddRow(
                Markup.Escape(first.Kind), count.ToString(CultureInfo.InvariantCulture), Markup.Escape(first.Text),
                    Markup.Escape(run.Command(first.Case)));
        }

        if (run.Findings.Count > 0 && !Console.IsOutputRedirected)
            AnsiConsole.Write(table);
        else
            WritePlainly(run);
        foreach (string note in run.Notes)
            Console.WriteLine(note);
        Console.WriteLine(Sum(run));
    }

    private static void WritePlainly(CampaignRun run)
    {
        foreach ((Finding first, int count) in run.Findings)
            Console.WriteLine($"FOUND {count} times: {first.Kind}\n  {first.Text.ReplaceLineEndings("\n  ")}\n  {run.Command(first.Case)}");
    }
}

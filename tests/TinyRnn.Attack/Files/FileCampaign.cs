using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.Files;

/// <summary>
/// Weight files and checkpoints, damaged by what a fault of a disk, a hurried tool or an attacker does, one to four things at a time.
/// </summary>
internal sealed class FileCampaign : Campaign
{
    private const int MostBends = 4;

    public override string Name => "files";

    public override string Description => "damaged weight files and checkpoints: refused, or read as they were saved";

    public override void Run(CampaignRun run)
    {
        CheckThatWholeFilesLoad(run);
        run.ForEachCase(() => new FileSubjects(), (subjects, number) => Attack(run, subjects, number), subjects => subjects.Dispose());
    }

    /// <summary>Otherwise everything would be refused, and nothing found.</summary>
    private static void CheckThatWholeFilesLoad(CampaignRun run)
    {
        using FileSubjects subjects = new();
        foreach (FileSubject subject in subjects.All)
        {
            if (subject.Try(subject.Original, 0) is { } fault)
                run.Fail(new Finding($"whole: {fault.Kind}", -1, $"{subject.Name}, not damaged at all: {fault.Text}", subject.Original,
                    "safetensors"));
        }
    }

    private static void Attack(CampaignRun run, FileSubjects subjects, long number)
    {
        Dice dice = Dice.Of(run.Options.Seed, number);
        FileSubject subject = dice.Pick(subjects.All);
        List<(Bend Bend, ulong Seed)> bends = [];
        for (int left = dice.OneIn(2) ? 1 : dice.Between(1, MostBends); left > 0; left--)
            bends.Add((dice.Pick(Bend.All), dice.Next()));
        if (Try(run, subject, bends) is not { } fault)
        {
            run.Pass();
            return;
        }

        string kind = $"{(subject is CheckpointSubject ? "checkpoint" : "model file")}: {fault.Kind}";
        if (run.Knows(kind))
        {
            run.Fail(new Finding(kind, number, fault.Text));
            return;
        }

        bends = Shrink.Items(bends, fewer => Try(run, subject, fewer)?.Kind == fault.Kind);
        string text = $"{Try(run, subject, bends)?.Text ?? fault.Text} Damage: {string.Join("; ", bends.Select(bend => bend.Bend.Name))}.";
        run.Fail(new Finding(kind, number, text, Bent(run, subject, bends).ToBytes(), "safetensors"));
    }

    private static FileSubject.Fault? Try(CampaignRun run, FileSubject subject, List<(Bend Bend, ulong Seed)> bends)
    {
        BentFile file = Bent(run, subject, bends);
        return subject.Try(file.ToBytes(), file.SparseTail);
    }

    private static BentFile Bent(CampaignRun run, FileSubject subject, List<(Bend Bend, ulong Seed)> bends)
    {
        BentFile file = new(subject.Original, run.Options.LargestInput);
        foreach ((Bend bend, ulong seed) in bends)
        {
            // What damage to the header has left may be no object any more.
            if (file.Header.Members is not null || ByteBends.All.Contains(bend))
                bend.Apply(file, new Dice(seed));
        }

        return file;
    }
}

namespace TinyRnn.Attack.Harness;

/// <summary>A kind of attack.</summary>
internal abstract class Campaign
{
    /// <summary>As it is called on the command line.</summary>
    public abstract string Name { get; }

    public abstract string Description { get; }

    /// <summary>Attacks until the run ends, and tells it of each case.</summary>
    public abstract void Run(CampaignRun run);

    public static IReadOnlyList<Campaign> All { get; } =
    [
        new Files.FileCampaign(),
        new GuardPages.MemoryCampaign(),
        new Kills.KillCampaign(),
        new RandomModels.GeneratorCampaign(),
        new Publish.PublishCampaign(),
    ];
}

using System.CommandLine;
using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack;

/// <summary><c>files|memory|kills|generator|publish|all [--minutes 60] [--seed N] [--out folder] ...</c></summary>
internal static class CommandLine
{
    public static int Invoke(string[] arguments)
    {
        RootCommand root = new(
            "Attacks TinyRnn: each campaign runs as long as it is told to, and writes what it finds with the command that repeats it.");
        foreach (Campaign campaign in Campaign.All)
            root.Add(Command(campaign.Name, campaign.Description, [campaign]));
        root.Add(Command("all", "all of them, one after another", Campaign.All));
        return root.Parse(arguments).Invoke();
    }

    private static Command Command(string name, string description, IReadOnlyList<Campaign> campaigns)
    {
        Option<double> minutes = new("--minutes") { Description = "How long each campaign runs.", DefaultValueFactory = _ => 1 };
        Option<ulong?> seed = new("--seed") { Description = "What all random numbers follow from; without it: the time." };
        Option<string> to = new("--out") { Description = "Folder for what is found.", DefaultValueFactory = _ => "found" };
        Option<long?> single = new("--case") { Description = "Only this case, of the given seed." };
        Option<long?> cases = new("--cases") { Description = "Ends after so many cases." };
        Option<int> threads = new("--threads")
        {
            Description = "Cases at the same time.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        Option<int> largest = new("--largest")
        {
            Description = "Bytes of the largest input, where inputs are made large.",
            DefaultValueFactory = _ => new CampaignOptions().LargestInput,
        };
        Option<bool> noRandomStates = new("--no-random-states") { Description = "States come from calls alone (memory)." };
        Option<bool> jit = new("--jit") { Description = "The killed process is not compiled natively (kills)." };
        Command command = new(name, description) { minutes, seed, to, single, cases, threads, largest, noRandomStates, jit };
        command.SetAction(result =>
        {
            CampaignOptions options = new()
            {
                Seed = result.GetValue(seed) ?? (ulong)DateTime.UtcNow.Ticks / TimeSpan.TicksPerSecond,
                Duration = TimeSpan.FromMinutes(result.GetValue(minutes)),
                Out = Path.GetFullPath(result.GetValue(to)!),
                Case = result.GetValue(single),
                Cases = result.GetValue(cases),
                Threads = result.GetValue(threads),
                LargestInput = result.GetValue(largest),
                RandomStates = !result.GetValue(noRandomStates),
                NativeChild = !result.GetValue(jit),
            };
            return Report.Run(campaigns, options);
        });
        return command;
    }
}

using TinyRnn.Attack;
using TinyRnn.Attack.GuardPages;

// The process that may die is started by the campaign, not by people.
if (args is [MemoryChild.Command, .. string[] rest])
{
    MemoryChild.Run(rest);
    return 0;
}

return CommandLine.Invoke(args);

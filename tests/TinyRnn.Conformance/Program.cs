using TinyRnn;
using TinyRnn.Conformance;

// Runs every check and prints a line for each that fails or cannot run, then the sum. An argument selects checks by a part of their name.
int passed = 0;
int failed = 0;
int skipped = 0;
string filter = args.Length > 0 ? args[0] : "";
Console.WriteLine(InstructionSet.Describe());
foreach (Check check in Check.All.Where(check => check.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
{
    try
    {
        check.Run();
        passed++;
    }
    catch (CheckSkippedException skip)
    {
        Console.WriteLine($"skipped: {check.Name}: {skip.Message}");
        skipped++;
    }
    catch (Exception exception)
    {
        Console.WriteLine($"FAILED: {check.Name}: {(exception is CheckFailedException ? exception.Message : exception)}");
        failed++;
    }
}

Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
return failed == 0 && passed > 0 ? 0 : 1;

namespace TinyRnn.Arm64Report;

/// <summary>Finds where a function multiplies and adds.</summary>
internal static class RegionFinder
{
    /// <summary>Fewer multiply-adds than this in a straight line are a polynomial or a remainder, not a product.</summary>
    private const int FewestProducts = 4;

    /// <summary>Innermost loops of products, then products in straight lines outside of them, by address.</summary>
    public static IEnumerable<Region> Find(Function function)
    {
        List<Region> regions = [];
        HashSet<ulong> taken = [];
        foreach (List<Instruction> body in InnermostLoops(function.Instructions))
        {
            // A loop that also contains the activations is a loop over units whose products were unrolled: those are found below.
            if (body.Any(instruction => instruction.IsActivation) || !HasProducts(body))
                continue;
            regions.Add(new Region(function, true, body));
            taken.UnionWith(body.Select(instruction => instruction.Address));
        }

        foreach (List<Instruction> run in StraightLines(function.Instructions, taken))
        {
            List<Instruction> trimmed = Trim(run);
            if (trimmed.Count(instruction => instruction.Kind == Kind.MultiplyAdd) >= FewestProducts && HasProducts(trimmed))
                regions.Add(new Region(function, false, trimmed));
        }

        return regions.OrderBy(region => region.Start);
    }

    private static IEnumerable<List<Instruction>> InnermostLoops(IReadOnlyList<Instruction> instructions)
    {
        ulong first = instructions[0].Address;
        List<(ulong From, ulong To)> loops =
        [
            .. instructions
                .Where(instruction => instruction.IsBranch && instruction.Target >= first && instruction.Target <= instruction.Address)
                .Select(instruction => (instruction.Target!.Value, instruction.Address)),
        ];
        return loops
            .Where(loop => !loops.Any(other => other != loop && other.From >= loop.From && other.To <= loop.To))
            .Select(loop => instructions.Where(instruction => instruction.Address >= loop.From && instruction.Address <= loop.To).ToList());
    }

    /// <summary>Stretches without branches, branch targets and anything that products do not have.</summary>
    private static IEnumerable<List<Instruction>> StraightLines(IReadOnlyList<Instruction> instructions, HashSet<ulong> taken)
    {
        HashSet<ulong> targets =
            [.. instructions.Where(instruction => instruction.IsBranch && instruction.Target is not null).Select(instruction => instruction.Target!.Value)];
        List<Instruction> run = [];
        foreach (Instruction instruction in instructions)
        {
            bool outside = taken.Contains(instruction.Address) || instruction.EndsBlock || instruction.Kind is Kind.Other or Kind.Constant;
            if (outside || targets.Contains(instruction.Address))
            {
                yield return run;
                run = [];
            }

            if (!outside)
                run.Add(instruction);
        }

        yield return run;
    }

    /// <summary>Without the loads of the sums' start in front, and without what follows the last multiply-add.</summary>
    private static List<Instruction> Trim(List<Instruction> run)
    {
        int end = run.FindLastIndex(instruction => instruction.Kind == Kind.MultiplyAdd) + 1;
        int start = 0;
        while (start < end && !Feeds(run, start, end))
            start++;
        return run[start..end];
    }

    /// <summary>What the instruction writes becomes a factor, or is broadcast.</summary>
    private static bool Feeds(List<Instruction> run, int index, int end)
    {
        if (run[index].Kind is Kind.ScalarLoad or Kind.Broadcast or Kind.MultiplyAdd)
            return true;
        if (run[index].Kind != Kind.VectorLoad)
            return false;
        foreach (string register in run[index].Written)
        {
            Instruction? use =
                run[(index + 1)..end].Find(later => later.Kind == Kind.MultiplyAdd && (later.Factors.Contains(register) || later.Written.Contains(register)));
            if (use is not null && use.Factors.Contains(register))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Some multiply-add has a factor that was loaded as a vector from memory, and none has a sum as its factor: that is a polynomial, whose
    /// coefficients may be loaded, too.
    /// </summary>
    private static bool HasProducts(List<Instruction> instructions)
    {
        HashSet<string> loaded = [.. instructions.Where(instruction => instruction.Kind == Kind.VectorLoad).SelectMany(instruction => instruction.Written)];
        return instructions.Any(instruction => instruction.Kind == Kind.MultiplyAdd && instruction.Factors.Any(loaded.Contains))
            && !MultipliesSums(instructions);
    }

    private static bool MultipliesSums(List<Instruction> instructions)
    {
        HashSet<string> sums = [];
        foreach (Instruction instruction in instructions)
        {
            if (instruction.Kind != Kind.MultiplyAdd)
                sums.ExceptWith(instruction.Written);
            else if (instruction.Factors.Any(sums.Contains))
                return true;
            else
                sums.UnionWith(instruction.Written);
        }

        return false;
    }
}

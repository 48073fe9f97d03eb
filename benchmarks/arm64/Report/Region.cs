namespace TinyRnn.Arm64Report;

/// <summary>Instructions that belong together: the body of an innermost loop, or products in a straight line.</summary>
internal sealed record Region(Function Function, bool IsLoop, IReadOnlyList<Instruction> Instructions)
{
    /// <summary>Registers that only count on in the region: counters and pointers.</summary>
    private readonly HashSet<string> _inductions =
    [
        .. Instructions
            .SelectMany(instruction => instruction.Written.Select(register => (register, instruction.IsIncrement)))
            .GroupBy(write => write.register)
            .Where(writes => writes.All(write => write.IsIncrement))
            .Select(writes => writes.Key),
    ];

    public ulong Start => Instructions[0].Address - Function.Instructions[0].Address;

    public string Name => $"{(IsLoop ? "loop" : "run")} +0x{Start:x}";

    public int MultiplyAdds => Count(Kind.MultiplyAdd);

    public int ByElement => Instructions.Count(instruction => instruction.IsByElement);

    public int LaneProducts => Instructions.Where(instruction => instruction.Kind == Kind.MultiplyAdd).Sum(instruction => instruction.Lanes);

    public int LoadPairs => Instructions.Count(instruction => instruction.Kind == Kind.VectorLoad && instruction.LoadedVectors == 2);

    public int SingleLoads => Count(Kind.VectorLoad) - LoadPairs;

    public int Vectors => (2 * LoadPairs) + SingleLoads;

    /// <summary>Loop control: branches, comparisons, counters and pointers that go on.</summary>
    public int Controls => Instructions.Count(IsControl);

    /// <summary>Integer instructions that no loop needs: addresses computed anew.</summary>
    public int Integers => Instructions.Count(instruction => instruction.Kind == Kind.Integer && !IsControl(instruction));

    public int Count(Kind kind) => Instructions.Count(instruction => instruction.Kind == kind);

    /// <summary>What neither loads, multiplies, broadcasts nor controls the loop.</summary>
    public IEnumerable<Instruction> Surplus => Instructions.Where(
        instruction => !IsControl(instruction)
            && (instruction.Kind is Kind.Spill or Kind.Constant or Kind.Other || (instruction.Kind == Kind.Integer && !HasRowsOfIntegers)));

    /// <summary>
    /// Products of integers, with a few instructions for addresses: an index that counts floats where bytes are loaded, and the rows that two loads in one
    /// instruction would not reach.
    /// </summary>
    private bool HasRowsOfIntegers => Instructions.Any(instruction => instruction.IsIntegerProduct) && Integers * ProductsOfAnAddress <= MultiplyAdds;

    private const int ProductsOfAnAddress = 8;

    public bool IsClean => !Surplus.Any();

    private bool IsControl(Instruction instruction) =>
        instruction.Kind == Kind.Control || (instruction.IsIncrement && _inductions.Contains(instruction.Parts[0]));
}

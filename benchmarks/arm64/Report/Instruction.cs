using System.Globalization;
using System.Text.RegularExpressions;

namespace TinyRnn.Arm64Report;

/// <summary>What an instruction does in a loop of products.</summary>
internal enum Kind
{
    /// <summary>Multiply-add of vectors or scalars, or the first product of a sum.</summary>
    MultiplyAdd,

    /// <summary><c>sadalp</c>: sums of 16 bits go to those of 32.</summary>
    Widening,

    /// <summary>Load of vectors, <c>ldr q</c> or <c>ldp q, q</c>, or of their halves, <c>d</c>.</summary>
    VectorLoad,

    /// <summary>Load of one float, or into all lanes at once.</summary>
    ScalarLoad,

    /// <summary><c>dup</c>, <c>ins</c>: one lane to all lanes.</summary>
    Broadcast,

    /// <summary>Load or store of the stack frame.</summary>
    Spill,

    /// <summary>Load of a constant that lies behind the code.</summary>
    Constant,

    /// <summary>Branches and comparisons; counters and pointers that go on are found by <see cref="Region"/>.</summary>
    Control,

    /// <summary>Arithmetic of integers and addresses.</summary>
    Integer,

    /// <summary>Anything else: stores, other arithmetic of floats, moves.</summary>
    Other,
}

/// <summary>One line of objdump.</summary>
internal sealed partial record Instruction(ulong Address, string Mnemonic, string Operands, ulong? Target)
{
    private static readonly HashSet<string> s_integerProducts = ["sdot", "smull", "smull2", "smlal", "smlal2"];
    private static readonly HashSet<string> s_multiplyAdds = ["fmla", "fmadd", "fmls", .. s_integerProducts];
    private static readonly HashSet<string> s_controls = ["cmp", "cmn", "tst", "subs", "cbz", "cbnz", "tbz", "tbnz"];
    private static readonly HashSet<string> s_integers =
        ["add", "sub", "mov", "movz", "movn", "movk", "lsl", "lsr", "asr", "and", "orr", "madd", "mul", "adrp", "adr", "sxtw", "uxtw", "ubfiz", "sbfiz"];

    /// <summary>Operands, those in brackets in one piece.</summary>
    public string[] Parts { get; } = [.. Separator().Split(Operands).Where(part => part.Length > 0)];

    public bool IsBranch => Mnemonic is "b" or "cbz" or "cbnz" or "tbz" or "tbnz" || Mnemonic.StartsWith("b.", StringComparison.Ordinal);

    /// <summary>Nothing after it follows it.</summary>
    public bool EndsBlock => IsBranch || Mnemonic is "ret" or "bl" or "br" or "blr" or "brk";

    private bool IsLoad => Mnemonic is "ldr" or "ldur" or "ldp" or "ld1r" or "ld1" or "ldnp";

    private bool IsStore => Mnemonic is "str" or "stur" or "stp" or "stnp" or "st1";

    public bool OnStack => (IsLoad || IsStore) && StackBase().IsMatch(Operands);

    /// <summary>A vector that had no register. The callee's registers are saved as <c>d</c>, which is not counted.</summary>
    public bool IsVectorSpill => OnStack && Parts[0][0] == 'q';

    /// <summary><c>x17</c> takes offsets in the frame that are too far for an instruction.</summary>
    public bool IsFrameOffset => Mnemonic == "mov" && Parts[0] == "x17" && Parts[1].StartsWith('#');

    public Kind Kind =>
        s_multiplyAdds.Contains(Mnemonic) ? Kind.MultiplyAdd
        : Mnemonic == "sadalp" ? Kind.Widening
        : s_controls.Contains(Mnemonic) || IsBranch ? Kind.Control
        : OnStack && (IsStore || Parts[0][0] is 'q' or 'x') ? Kind.Spill
        : IsLoad && Target is not null ? Kind.Constant
        : IsLoad && Parts[0][0] is 'q' or 'd' ? Kind.VectorLoad
        : IsLoad && (Mnemonic is "ld1r" or "ld1" || Parts[0][0] == 's') ? Kind.ScalarLoad
        : Mnemonic is "dup" or "ins" || (Mnemonic == "mov" && Parts[0].Contains(".s[", StringComparison.Ordinal)) ? Kind.Broadcast
        : (s_integers.Contains(Mnemonic) && Parts[0][0] is 'x' or 'w') || (IsLoad && Parts[0][0] is 'x' or 'w') ? Kind.Integer
        : Kind.Other;

    /// <summary>Arithmetic that products do not have: an activation.</summary>
    public bool IsActivation =>
        Mnemonic is "fdiv" or "fmul" or "fsub" or "fmax" or "fmin" or "fmaxnm" or "fminnm" or "frecpe" or "shl" or "bif" or "bit" or "bsl";

    /// <summary>Its products are of integers.</summary>
    public bool IsIntegerProduct => s_integerProducts.Contains(Mnemonic);

    /// <summary>Products that a multiply-add computes.</summary>
    public int Lanes =>
        Mnemonic == "sdot" ? 16
        : Parts[0].EndsWith(".8h", StringComparison.Ordinal) ? 8
        : Parts[0].EndsWith(".4s", StringComparison.Ordinal) ? 4
        : Parts[0].EndsWith(".2s", StringComparison.Ordinal) ? 2
        : 1;

    public bool IsByElement => Kind == Kind.MultiplyAdd && Parts[^1].Contains('[', StringComparison.Ordinal);

    /// <summary>Vectors that a load brings.</summary>
    public int LoadedVectors => Mnemonic is "ldp" or "ldnp" ? 2 : 1;

    /// <summary>The registers it writes, vectors as numbers with a <c>v</c>, whatever the width.</summary>
    public IEnumerable<string> Written =>
        IsStore || Kind == Kind.Control && Mnemonic != "subs" ? []
        : Mnemonic is "ldp" or "ldnp" ? [Register(Parts[0]), Register(Parts[1])]
        : [Register(Parts[0])];

    /// <summary>The factors of a multiply-add.</summary>
    public IEnumerable<string> Factors => [Register(Parts[1]), Register(Parts[2])];

    /// <summary><c>add x, x, #4</c>: a counter or a pointer goes on.</summary>
    public bool IsIncrement => Mnemonic is "add" or "sub" or "subs" && Parts.Length == 3 && Parts[0] == Parts[1] && Parts[2].StartsWith('#');

    public override string ToString() => $"{Mnemonic} {Operands}";

    public static string Register(string operand)
    {
        Match match = VectorRegister().Match(operand);
        return match.Success ? "v" + match.Groups[1].Value : operand;
    }

    /// <summary>A line such as <c>  b3694:	cbnz	x4, b3650 &lt;Name+0x70&gt;</c>; <see langword="null"/> for any other.</summary>
    public static Instruction? Parse(string line)
    {
        string[] columns = line.Split('\t');
        if (columns.Length < 2 || !columns[0].EndsWith(':') || !TryHex(columns[0].Trim().TrimEnd(':'), out ulong address))
            return null;
        string operands = columns.Length > 2 ? Comment().Replace(columns[2], "").Trim() : "";
        Match target = BranchTarget().Match(operands);
        ulong? aim = target.Success && TryHex(target.Groups[1].Value, out ulong value) ? value : null;
        return new Instruction(address, columns[1].Trim(), target.Success ? operands[..target.Index] + target.Groups[1].Value : operands, aim);
    }

    private static bool TryHex(string text, out ulong value) => ulong.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out value);

    [GeneratedRegex(@",\s*(?![^\[]*\])")]
    private static partial Regex Separator();

    [GeneratedRegex(@"\[(sp|x29)[,\]]")]
    private static partial Regex StackBase();

    [GeneratedRegex(@"^[vqds](\d+)")]
    private static partial Regex VectorRegister();

    [GeneratedRegex(@"\s*//.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b([0-9a-f]+) <[^>]*(>.*)?$")]
    private static partial Regex BranchTarget();
}

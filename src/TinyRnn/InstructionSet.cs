using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace TinyRnn;

/// <summary>
/// Which instructions the generated models run with in this process. The just-in-time compiler takes what the processor has; NativeAOT fixes it at build time,
/// and for x64 its default is <c>SSE4.2</c>, several times slower than what almost every processor has. Log <see cref="Describe"/> at start
/// and nobody has to guess.
/// </summary>
/// <example>
/// <code>
/// Console.WriteLine(InstructionSet.Describe());     // for instance: AVX2 + FMA (256 bits, FMA), NativeAOT
/// if (InstructionSet.IsNarrowerThanProcessor)
///     Console.WriteLine("Set TinyRnnInstructionSet in the project: this processor can do more.");
/// </code>
/// </example>
public static class InstructionSet
{
    /// <summary>Width of the vectors that the kernels use: 512, 256 or 128 bits, or 0 without hardware vectors.</summary>
    public static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>Whether a product and a sum are one instruction. It also decides the last bits of results.</summary>
    public static bool HasFma => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>
    /// Whether this process was compiled ahead of time by NativeAOT. A program in WebAssembly was not, whether it is interpreted or compiled.
    /// </summary>
    public static bool IsNativeAot => CodeKind == RuntimeCode.NativeAot;

    /// <summary>
    /// The path's name: <c>AVX-512</c>, <c>AVX2 + FMA</c>, <c>AVX2</c>, <c>SSE</c>, <c>AdvSimd (NEON)</c>, <c>128-bit vectors</c> or <c>scalar</c>.
    /// </summary>
    public static string Name => VectorBits switch
    {
        512 => "AVX-512",
        256 => HasFma ? "AVX2 + FMA" : "AVX2",
        128 => AdvSimd.IsSupported ? "AdvSimd (NEON)" : X86Base.IsSupported ? "SSE" : "128-bit vectors",
        _ => "scalar",
    };

    /// <summary>
    /// The widest vectors that the kernels could use on this processor, in bits. Where the processor cannot be asked (anything but x86 and x64) it is
    /// <see cref="VectorBits"/>.
    /// </summary>
    /// <remarks>
    /// Read from CPUID: AVX2 with FMA for 256 bits, AVX-512 F, BW, CD, DQ and VL for 512. The register that says which vector registers the operating system
    /// saves (XGETBV) cannot be read from C#; one that has set OSXSAVE is assumed to save all that the processor has.
    /// </remarks>
    public static int ProcessorVectorBits { get; } = Math.Max(VectorBits, ReadProcessorVectorBits());

    /// <summary>
    /// Whether this process runs with narrower vectors than the processor has: typical of NativeAOT without
    /// <c>IlcInstructionSet</c>, or of a <c>DOTNET_Enable...=0</c> setting. False where the runtime has the wide instructions and prefers narrower ones, as on
    /// processors that lower their clock for 512 bits.
    /// </summary>
    public static bool IsNarrowerThanProcessor =>
        ProcessorVectorBits > VectorBits && !(ProcessorVectorBits == 512 ? Avx512F.IsSupported : Avx2.IsSupported);

    /// <summary>One line for a log, such as <c>SSE (128 bits, no FMA), NativeAOT; the processor has 512 bits</c>.</summary>
    public static string Describe() =>
        $"{Name} ({VectorBits} bits, {(HasFma ? "FMA" : "no FMA")}), {CodeKind}"
        + (IsNarrowerThanProcessor ? $"; the processor has {ProcessorVectorBits} bits" : "");

    private static string CodeKind =>
        RuntimeCode.Kind(OperatingSystem.IsBrowser() || OperatingSystem.IsWasi(), System.Runtime.JitInfo.GetCompiledMethodCount());

    private static int ReadProcessorVectorBits()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < 7)
            return 0;

        const int fma = 1 << 12, osXSave = 1 << 27, avx = 1 << 28;
        const int avx2 = 1 << 5, avx512 = (1 << 16) | (1 << 17) | (1 << 28) | (1 << 30) | (1 << 31);
        int features = X86Base.CpuId(1, 0).Ecx;
        int extended = X86Base.CpuId(7, 0).Ebx;
        if (!Has(features, fma | osXSave | avx) || !Has(extended, avx2))
            return 128;
        return Has(extended, avx512) ? 512 : 256;

        static bool Has(int register, int bits) => (register & bits) == bits;
    }
}

namespace TinyRnn;

/// <summary>What the process runs: the words of <see cref="InstructionSet.Describe"/>.</summary>
internal static class RuntimeCode
{
    public const string Jit = "JIT";
    public const string NativeAot = "NativeAOT";
    public const string WebAssembly = "WebAssembly";

    /// <summary>
    /// NativeAOT is told by a just-in-time compiler that has compiled nothing. In WebAssembly there is none either: the runtime interprets, or runs what Mono
    /// compiled.
    /// </summary>
    /// <param name="isWebAssembly">Whether the process runs in a browser or another host of WebAssembly.</param>
    /// <param name="compiledMethods">Methods that a just-in-time compiler has compiled in this process.</param>
    public static string Kind(bool isWebAssembly, long compiledMethods) => isWebAssembly ? WebAssembly : compiledMethods == 0 ? NativeAot : Jit;
}

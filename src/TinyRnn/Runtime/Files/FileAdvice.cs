using System.Diagnostics.CodeAnalysis;

namespace TinyRnn.Runtime.Files;

/// <summary>
/// Whether a program keeps the advice about weight files that do not fit: which prefix, which other name, which layer. It is 66 kB of a native program, which
/// leaves it out where it leaves out .NET's own texts (<c>UseSystemResourceKeys</c>; the package's targets); the differences themselves are told in any case.
/// </summary>
internal static class FileAdvice
{
    [FeatureSwitchDefinition("TinyRnn.FileAdvice")]
    internal static bool IsKept => !AppContext.TryGetSwitch("TinyRnn.FileAdvice", out bool isKept) || isKept;
}

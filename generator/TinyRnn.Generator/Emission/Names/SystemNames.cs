namespace TinyRnn.Generator.Emission.Names;

/// <summary>
/// The types of .NET that emitted code names without their namespace, so that it reads well. A type of the user's in the same place may have such a name;
/// a test compares the list with what emitted files use.
/// </summary>
internal static class SystemNames
{
    /// <summary>The namespace of each name, with <c>global::</c>; attributes without their suffix.</summary>
    public static readonly IReadOnlyDictionary<string, string> Namespaces = Join(
        ("global::System",
            ["ArgumentException", "ArgumentNullException", "ArgumentOutOfRangeException", "InvalidOperationException", "Math", "ReadOnlySpan", "Span"]),
        ("global::System.Runtime.CompilerServices", ["InlineArray", "MethodImpl", "MethodImplOptions", "Unsafe", "UnsafeAccessor", "UnsafeAccessorKind"]),
        ("global::System.Runtime.InteropServices", ["LayoutKind", "MemoryMarshal", "StructLayout"]),
        ("global::System.Runtime.Intrinsics", ["Vector64", "Vector128", "Vector256", "Vector512"]),
        ("global::System.Runtime.Intrinsics.Arm", ["AdvSimd", "Dp"]),
        ("global::System.Runtime.Intrinsics.X86", ["Avx2", "Avx512BW", "AvxVnni"]));

    /// <summary>
    /// What is no type of a namespace: a word that is only a keyword where no type has its name, an operator that a method can take the place of, and the
    /// alias of TinyRnn's namespace.
    /// </summary>
    public static readonly IReadOnlyList<string> Special = [NativeInteger, SignedInteger, NameOf, TypeText.Alias];

    public const string NativeInteger = "nuint";
    public const string SignedInteger = "nint";
    public const string NameOf = "nameof";

    private static Dictionary<string, string> Join(params (string Namespace, string[] Names)[] groups) =>
        groups.SelectMany(group => group.Names.Select(name => (name, group.Namespace))).ToDictionary(pair => pair.name, pair => pair.Namespace);
}

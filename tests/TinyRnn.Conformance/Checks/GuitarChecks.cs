namespace TinyRnn.Conformance;
internal static class GuitarChecks { public static IReadOnlyList<Check> All { get; } = []; }

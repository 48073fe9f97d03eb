namespace TinyRnn.Conformance;
internal static class ModeChecks { public static IReadOnlyList<Check> All { get; } = []; }

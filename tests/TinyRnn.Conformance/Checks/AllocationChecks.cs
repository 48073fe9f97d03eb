namespace TinyRnn.Conformance;
internal static class AllocationChecks { public static IReadOnlyList<Check> All { get; } = []; }

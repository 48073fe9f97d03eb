namespace TinyRnn.Conformance;
internal static class WeightChecks { public static IReadOnlyList<Check> All { get; } = []; }

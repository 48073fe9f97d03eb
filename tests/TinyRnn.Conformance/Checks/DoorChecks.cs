namespace TinyRnn.Conformance;
internal static class DoorChecks { public static IReadOnlyList<Check> All { get; } = []; }

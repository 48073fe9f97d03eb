using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.Files;

/// <summary>One way to damage a file.</summary>
/// <param name="Name">In words.</param>
/// <param name="Apply">Does it, with random numbers of its own, so that the others stay what they are when this one is left out.</param>
internal sealed record Bend(string Name, Action<BentFile, Dice> Apply)
{
    public static IReadOnlyList<Bend> All { get; } = [.. TensorBends.All, .. TextBends.All, .. ByteBends.All, .. LargeBends.All];
}

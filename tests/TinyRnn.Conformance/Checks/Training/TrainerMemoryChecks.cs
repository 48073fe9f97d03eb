using TinyRnn.Conformance.Models;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>The bytes that trainers say they take are those that their constructors allocate.</summary>
internal static class TrainerMemoryChecks
{
    /// <summary>
    /// What is not counted: headers of some thirty arrays and objects, the shift of each block to a cache line, and the few bytes that are kept for each layer.
    /// The smallest of the kinds that are counted is larger: a weight for each of 1,280 targets.
    /// </summary>
    private const long Slack = 4608;

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Trainer memory is what is said: tokens", () =>
        {
            LargeTokens model = LargeTokens.Create(1);
            Taken(snapshots => new LargeTokens.Trainer(model, snapshots), LargeTokens.Trainer.MemoryBytes);
        }),
        new("Trainer memory is what is said: vectors", () =>
        {
            LargeVectors model = LargeVectors.Create(1);
            Taken(snapshots => new LargeVectors.Trainer(model, snapshots), LargeVectors.Trainer.MemoryBytes);
        }),
        new("Trainer memory is what is said: norms", () =>
        {
            LargeNorms model = LargeNorms.Create(1);
            Taken(snapshots => new LargeNorms.Trainer(model, snapshots), LargeNorms.Trainer.MemoryBytes);
        }),
        new("Trainer memory is what is said: encoder-decoder", () =>
        {
            LargePair model = LargePair.Create(1);
            Taken(snapshots => new LargePair.Trainer(model, snapshots), LargePair.Trainer.MemoryBytes);
        }),
    ];

    private static void Taken(Func<bool, ModelTrainer> create, long said)
    {
        Taken(create, snapshots: true);
        Verify.Equal(said, Taken(create, snapshots: false), "Bytes, which MemoryBytes gives");
    }

    private static long Taken(Func<bool, ModelTrainer> create, bool snapshots)
    {
        // The first constructor also fills tables that all trainers of the model share.
        long bytes = create(snapshots).Bytes;
        long allocated = Allocation.OfLarge(() => GC.KeepAlive(create(snapshots)));
        Verify.That(
            allocated >= bytes
            && allocated <= bytes + Slack, $"the constructor allocates {allocated} bytes, but Bytes is {bytes}{(snapshots ? " with snapshots" : "")}");
        return bytes;
    }
}

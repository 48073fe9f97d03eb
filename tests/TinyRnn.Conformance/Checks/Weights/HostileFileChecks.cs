using TinyRnn.Runtime.Files;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Valid files, damaged at random: whatever is in them, a file loads or is refused in one of two ways, and takes little memory.</summary>
internal static class HostileFileChecks
{
    private const int Seed = 20261123;
    private const long MostMemory = 1 << 20;

    // At first use: without the folder of data the checks are skipped, and the list of all checks must still be there.
    private static readonly Lazy<(byte[] File, WeightLoadOptions? Options)[]> s_files = new(
        () => [.. WeightData.GoodFiles.Select(name => (File.ReadAllBytes(WeightData.Path(name)), WeightData.OptionsFor(name)))]);

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Hostile files: damaged at random, they load or are refused and take little memory", () => DamagedAtRandom(Seed, 2000)),
        new("Hostile files: every truncation is refused", EveryTruncation),
    ];

    /// <summary>Damages files and loads them; the same files for the same seed.</summary>
    /// <param name="seed">What the damage is drawn from.</param>
    /// <param name="cases">Files.</param>
    /// <param name="isKnown">
    /// The seed is always the same, so that what it leads to can be asked for: one that is drawn may be short of the rarest outcome.
    /// </param>
    public static void DamagedAtRandom(int seed, int cases, bool isKnown = true)
    {
        Random random = new(seed);
        byte[][] files = [.. s_files.Value.Select(each => each.File)];
        Dictionary<string, int> outcomes = [];
        for (int i = 0; i < cases; i++)
        {
            int chosen = random.Next(files.Length);
            FileDamage[] damages = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => FileDamage.Draw(random))];
            try
            {
                string outcome = Load(damages.Aggregate(files[chosen], (file, damage) => damage.Apply(file, files)), s_files.Value[chosen].Options);
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            }
            catch (Exception exception)
            {
                throw new CheckFailedException(
                    $"case {i} of seed {seed}, {WeightData.GoodFiles[chosen]} with "
                    + $"{string.Join(", ", damages.Select(damage => damage.ToString()))}:\n{exception}");
            }
        }

        if (!isKnown)
            return;

        // Damage that is always found by the same check would test little.
        foreach (string outcome in (string[])["loaded", nameof(WeightFormatException), nameof(WeightMismatchException)])
            Verify.That(outcomes.GetValueOrDefault(outcome) >= cases / 100, string.Join(", ", outcomes));
    }

    private static void EveryTruncation()
    {
        foreach ((byte[] file, WeightLoadOptions? options) in s_files.Value)
        {
            for (int length = 0; length < file.Length; length++)
            {
                Verify.Throws<WeightFormatException>(
                    () => WeightFile.Load(new MemoryStream(file, 0, length), "TestNet", WeightData.Bindings, WeightData.ParameterCount, options));
            }
        }
    }

    private static string Load(byte[] file, WeightLoadOptions? options)
    {
        string outcome = "loaded";
        using MemoryStream stream = new(file);
        Verify.Allocates(MostMemory, () =>
        {
            try
            {
                float[] block = WeightFile.Load(stream, "TestNet", WeightData.Bindings, WeightData.ParameterCount, options);
                Verify.That(block.All(float.IsFinite), "a value that is not finite was loaded");
            }
            catch (Exception exception) when (exception is WeightFormatException or WeightMismatchException)
            {
                outcome = exception.GetType().Name;
            }
        });
        return outcome;
    }
}

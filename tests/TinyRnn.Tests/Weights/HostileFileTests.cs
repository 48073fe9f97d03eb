using TinyRnn.Conformance;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>More damaged files than the conformance check has time for where processors are emulated.</summary>
public class HostileFileTests
{
    [Fact]
    public void Damaged_files_load_or_are_refused_and_take_little_memory() => HostileFileChecks.DamagedAtRandom(1, 20_000);

    /// <summary>A failure names the seed.</summary>
    [Fact]
    public void So_do_files_that_no_run_has_tried_before() => HostileFileChecks.DamagedAtRandom(Random.Shared.Next(), 1000, isKnown: false);
}

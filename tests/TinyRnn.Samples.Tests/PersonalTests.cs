using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>Learning on the device: what it gains, what wrong labels cost, and what rolling back saves.</summary>
public sealed class PersonalTests : SampleFolder
{
    [Fact]
    public void A_new_user_is_learnt_and_mistakes_are_rolled_back()
    {
        SampleRun run = Quick("personal");

        // On the other wrist two of six classes take each other's place: of 93.5 % two thirds remain, less what noise and tilt cost.
        // Seeds 1 to 3: 53.7 to 55.4 %.
        Assert.InRange(run.Results["the new user, as shipped"], 45, 65);

        // Seeds 1 to 3: 87.0 to 87.4 %. The body knew its own users with 93.5 %; a head that does not learn stays at 54 %.
        Assert.InRange(run.Results["after 300 gestures"], 80, 100);

        // A hundred wrong labels are most of what Adam remembers: 8 to 15 %. Restored, the model is one of before: 86 to 88 %.
        Assert.InRange(run.Results["after 100 wrong labels, without"], 0, 45);
        Assert.InRange(run.Results["after 100 wrong labels, with roll back"], 75, 100);
        Assert.InRange(run.Results["roll backs, with roll back"], 1, 10);
        Assert.InRange(run.Results["in the end, with roll back"], 80, 100);
        IsDrawn("personal.svg");
    }

    [Fact]
    public void The_model_serves_whole_weights_and_nothing_allocates()
    {
        SampleRun run = Quick("personal");
        foreach (string what in new[] { "with roll back", "without" })
        {
            Assert.Equal(0, run.Results[$"answers of half-written weights, {what}"]);
            Assert.InRange(run.Results[$"answers, {what}"], 1, double.MaxValue);
            Assert.Equal(0, run.Results[$"allocated while learning and serving, {what}"]);
        }
    }
}

using TinyRnn.Training;
using Xunit;

namespace TinyRnn.Tests.Training;

public class ScheduleTests
{
    [Fact]
    public void A_constant_rate_is_constant()
    {
        ConstantRate schedule = new(0.25f);
        Assert.Equal(0.25f, schedule.At(0));
        Assert.Equal(0.25f, schedule.At(long.MaxValue));
    }

    [Fact]
    public void Steps_go_down()
    {
        StepDecay schedule = new(1, 0.5f, 10);
        Assert.Equal(1, schedule.At(9));
        Assert.Equal(0.5f, schedule.At(10));
        Assert.Equal(0.125f, schedule.At(39));
        Assert.Equal(0, schedule.At(long.MaxValue));
    }

    [Fact]
    public void A_cosine_goes_from_one_rate_to_the_other()
    {
        CosineDecay schedule = new(1, 0.2f, 100);
        Assert.Equal(1, schedule.At(0));
        Assert.Equal(0.2 + (0.8 * 0.75), schedule.At(33), 0.01);
        Assert.Equal(0.2 + (0.8 * (1 + Math.Cos(Math.PI * 0.33)) / 2), schedule.At(33), 1e-7);
        Assert.Equal(0.6, schedule.At(50), 1e-7);
        Assert.Equal(0.2f, schedule.At(100));
        Assert.Equal(0.2f, schedule.At(long.MaxValue));
    }

    [Fact]
    public void A_warm_up_reaches_the_other_schedule()
    {
        WarmUp<StepDecay> schedule = new(new StepDecay(1, 0.5f, 10), 4);
        Assert.Equal([0.25f, 0.5f, 0.75f, 1, 1], Enumerable.Range(0, 5).Select(step => schedule.At(step)));
        Assert.Equal(0.5f, schedule.At(10));
        Assert.Equal(0, schedule.At(long.MaxValue));
    }

    [Fact]
    public void A_default_has_no_rate()
    {
        Check("new ConstantRate(rate)", default(ConstantRate));
        Check("new StepDecay(initial, factor, every)", new StepDecay());
        Check("new CosineDecay(initial, final, steps)", default(CosineDecay));
        Check("new WarmUp<StepDecay>(inner, steps)", default(WarmUp<StepDecay>));
        Check("new StepDecay(initial, factor, every)", new WarmUp<StepDecay>(default, 3));
        Assert.Equal(0, new ConstantRate(0).At(5));
        Assert.Equal(new ConstantRate(0), new ConstantRate(-0f));

        static void Check<TSchedule>(string remedy, TSchedule schedule)
            where TSchedule : struct, ILearningRateSchedule =>
            Assert.Contains(remedy, Assert.Throws<InvalidOperationException>(() => schedule.At(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Check("rate", () => new ConstantRate(-1));
        Check("rate", () => new ConstantRate(float.NaN));
        Check("initial", () => new StepDecay(float.PositiveInfinity, 0.5f, 1));
        Check("factor", () => new StepDecay(1, 1.5f, 1));
        Check("factor", () => new StepDecay(1, 0, 1));
        Check("every", () => new StepDecay(1, 0.5f, 0));
        Check("initial", () => new CosineDecay(-1, 0, 1));
        Check("final", () => new CosineDecay(1, -1, 1));
        Check("steps", () => new CosineDecay(1, 0, 0));
        Check("steps", () => new WarmUp<ConstantRate>(new ConstantRate(1), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantRate(1).At(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepDecay(1, 1, 1).At(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineDecay(1, 1, 1).At(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WarmUp<ConstantRate>(new ConstantRate(1), 1).At(-1));

        static void Check(string name, Func<object> create) =>
            Assert.Contains(name + " is ", Assert.Throws<ArgumentOutOfRangeException>(create).Message, StringComparison.Ordinal);
    }
}

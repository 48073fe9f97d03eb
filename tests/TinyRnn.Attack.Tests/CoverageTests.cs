using System.Reflection;
using TinyRnn.Attack.GuardPages;
using TinyRnn.Attack.Harness;
using Xunit;

namespace TinyRnn.Attack.Tests;

/// <summary>Nothing public is left out of the calls at forbidden pages.</summary>
public class CoverageTests
{
    /// <summary>Equality with anything, and an update by rates out of a schedule, take no memory; they are here so that a new exception needs a reason.</summary>
    [Fact]
    public void Every_public_method_has_arguments()
    {
        string[] without = [.. Subject.All.SelectMany(subject => subject.Methods.Except(subject.Calls.Select(call => call.Method)).Select(subject.Title))];
        Assert.Empty(without);
    }

    [Fact]
    public void Every_method_that_takes_a_span_is_among_them()
    {
        foreach (Subject subject in Subject.All.Where(subject => subject.Trainer is not null))
        {
            Type model = subject.Trainer!.DeclaringType!;
            IEnumerable<MethodInfo> spans = model.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
                .Concat(subject.Trainer.GetMethods(BindingFlags.Public | BindingFlags.Instance))
                .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike));
            Assert.Empty(spans.Select(method => method.ToString()).Except(subject.Calls.Select(call => call.Method.ToString())));
        }
    }

    /// <summary>A campaign whose calls are all refused at the door would find nothing.</summary>
    [Fact]
    public void Every_method_is_accepted_now_and_then()
    {
        if (Mapping.Missing is { } reason)
            Assert.Skip(reason);
        GuardedCase cases = new(_ => { });
        for (long number = 0; number < 20_000; number++)
            cases.Run(7, number, randomStates: false);
        string[] refused = [.. cases.Counts.Where(count => count.Value.Accepted == 0).Select(count => count.Key)];
        string[] never = [.. Subject.All.SelectMany(subject => subject.Calls.Select(call => subject.Title(call.Method))).Except(cases.Counts.Keys)];
        Assert.Empty(refused);
        Assert.Empty(never);
    }
}

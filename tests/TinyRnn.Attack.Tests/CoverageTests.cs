using System.Reflection;
using TinyRnn.Attack.GuardPages;
using Xunit;

namespace TinyRnn.Attack.Tests;

/// <summary>Nothing public is left out of the calls at forbidden pages.</summary>
public class CoverageTests
{
    [Fact]
    public void Every_public_method_has_arguments()
    {
        string[] without = [.. Subject.All.SelectMany(subject =>
            subject.Methods.Except(subject.Calls.Select(call => call.Method)).Select(subject.Title))];
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
                .Where(method => !Subject.Elsewhere.Contains(method.Name))
                .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike));
            Assert.Empty(spans.Select(method => method.ToString()).Except(subject.Calls.Select(call => call.Method.ToString())));
        }
    }
}

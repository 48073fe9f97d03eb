using System.Reflection;
using System.Runtime.CompilerServices;
using TinyRnn.Conformance;
using Xunit;

namespace TinyRnn.Tests;

/// <summary>
/// The walk that calls public methods wrongly knows all of them: one that is added is called wrongly as well, or named as one that takes whatever it is given.
/// </summary>
public class DoorCoverageTests
{
    public static TheoryData<string> Names => [.. DoorSubjects.All.Select(subject => subject.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_public_member_is_called_wrongly(string name)
    {
        DoorSubject subject = DoorSubjects.All.First(each => each.Name == name).Create();
        string[] covered = [.. subject.Calls.Select(bad => bad.Member).Concat(subject.Harmless).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal([.. Members(subject.Type).Distinct().Order(StringComparer.Ordinal)], covered);
    }

    [Fact]
    public void An_unknown_member_would_be_noticed() =>
        Assert.Equal([".ctor(size)", "Change(by, twice)", "Limit", "Make(size)"], Members(typeof(Sample)).Order(StringComparer.Ordinal));

    /// <summary>Methods by name and parameters, properties that can be set by name: those of base classes too, up to the first that is not TinyRnn's.</summary>
    private static IEnumerable<string> Members(Type type)
    {
        foreach (ConstructorInfo constructor in type.GetConstructors())
            yield return Named(constructor);
        HashSet<string> overridden = [];
        for (Type? each = type; each is not null && each != typeof(object) && each != typeof(ValueType); each = each.BaseType)
        {
            const BindingFlags declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            foreach (MethodInfo method in each.GetMethods(declared))
            {
                if (!method.IsSpecialName && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && overridden.Add(Named(method)))
                    yield return Named(method);
            }

            foreach (PropertyInfo property in each.GetProperties(declared))
            {
                if (property.SetMethod is { IsPublic: true })
                    yield return property.Name;
            }
        }
    }

    private static string Named(MethodBase method) => $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.Name))})";

    private class Base
    {
        public int Limit { get; set; }

        public int Fixed => Limit;
    }

    private sealed class Sample(int size) : Base
    {
        public static Sample Make(int size) => new(size);

        public int Change(int by, bool twice) => Limit += twice ? 2 * by : by + size;
    }
}

using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using TinyRnn.Model.Planning;
using TinyRnn.Model.Spec;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>
/// Specs and plans are a library of values: whoever plans a model needs neither the compiler nor the generator, and finds no code in what it gets.
/// </summary>
public partial class ModelLibraryTests
{
    private static readonly Assembly s_library = typeof(ModelPlan).Assembly;

    [Fact]
    public void The_library_of_specs_and_plans_needs_neither_the_compiler_nor_the_generator() =>
        Assert.Equal(["netstandard"], s_library.GetReferencedAssemblies().Select(assembly => assembly.Name));

    [Fact]
    public void No_spec_and_no_plan_holds_a_delegate()
    {
        Type[] types =
            [.. s_library.GetTypes()
                .Where(type => type.Namespace?.StartsWith("TinyRnn.Model", StringComparison.Ordinal) == true
                    && !type.Name.Contains('<', StringComparison.Ordinal))];
        Assert.True(types.Length > 60, $"{types.Length} types");
        FieldInfo[] fields =
            [.. types.SelectMany(
                type => type.GetFields(
                    BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))];
        Assert.DoesNotContain(fields, field => Mentions(field.FieldType, typeof(Delegate)));
        Assert.DoesNotContain(fields, field => field.FieldType == typeof(object));
    }

    [Fact]
    public void No_plan_holds_code()
    {
        Assert.InRange(ManyModels.Plans.Count, 40, 100);
        Assert.Contains(ManyModels.Plans, plan => plan.Training is not null);
        List<(string Path, string Text)> texts = [];
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        foreach (ModelPlan plan in ManyModels.Plans)
            Collect(plan, plan.Type.Name, seen, texts);
        Assert.Contains(texts, text => text.Text.StartsWith("LSTM(", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => Code().IsMatch(text.Text));
    }

    private static bool Mentions(Type type, Type sought) =>
        type.IsSubclassOf(sought) || type.GetGenericArguments().Any(argument => Mentions(argument, sought))
            || (type.HasElementType && Mentions(type.GetElementType()!, sought));

    /// <summary>All strings that are reached through the fields and properties of <paramref name="value"/>.</summary>
    private static void Collect(object? value, string path, HashSet<object> seen, List<(string Path, string Text)> texts)
    {
        switch (value)
        {
            case null or TypeSpec:
                // The class that the user has declared is known by its declaration.
                return;
            case string text:
                texts.Add((path, text));
                return;
            case IEnumerable items:
                foreach (object? item in items)
                    Collect(item, path + "[]", seen, texts);
                return;
        }

        Type type = value.GetType();
        if (type.IsPrimitive || type.IsEnum || !seen.Add(value))
            return;
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(property => property.GetIndexParameters().Length == 0))
        {
            if (property.PropertyType != typeof(Type))
                Collect(property.GetValue(value), $"{path}.{property.Name}", seen, texts);
        }

        for (Type? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (FieldInfo field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Collect(field.GetValue(value), $"{path}.{field.Name}", seen, texts);
        }
    }

    /// <summary>What names, shapes and signatures never contain, and expressions and statements nearly always.</summary>
    [GeneratedRegex(@"\bref |;|=>|::|\w\(ref|\[\w+\]|[+*/] ?\(|\bnew\b")]
    private static partial Regex Code();
}

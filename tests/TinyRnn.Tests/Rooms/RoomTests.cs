using System.ComponentModel;
using System.Reflection;
using TinyRnn.Runtime.Cells;
using Xunit;

namespace TinyRnn.Tests.Rooms;

/// <summary>The rooms of the library: one direction of use, and a quiet door.</summary>
public class RoomTests
{
    private const string Runtime = "TinyRnn.Runtime";
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Assembly s_library = typeof(CellMath).Assembly;

    [Fact]
    public void No_room_uses_another_that_uses_it() => Assert.Empty(new RoomGraph(s_library.GetTypes()).Circle());

    [Fact]
    public void A_circle_is_found() =>
        Assert.Equal(2, new RoomGraph([typeof(CircleOne.First), typeof(CircleOne.Held), typeof(CircleTwo.Second)]).Circle().Count);

    [Fact]
    public void Namespaces_are_folders()
    {
        string folder = Path.Combine(Repository(), "src", "TinyRnn", "Runtime");
        string[] wrong = [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !File.ReadLines(file).Contains($"namespace {Runtime}.{Path.GetFileName(Path.GetDirectoryName(file))};"))];
        Assert.Empty(wrong);
    }

    [Fact]
    public void What_is_for_emitted_code_is_in_no_completion_list()
    {
        Type[] loud = [.. s_library.GetExportedTypes().Where(type => IsOfRuntime(type) && !IsHidden(type) && !type.IsNested)];
        Assert.Empty(loud);
    }

    /// <summary>Who takes or gives a type of the runtime is for emitted code, too.</summary>
    [Fact]
    public void Nor_is_a_member_that_takes_or_gives_it()
    {
        string[] loud = [.. s_library.GetExportedTypes()
            .Where(type => !IsOfRuntime(type))
            .SelectMany(type => type.GetMembers(Declared))
            .Where(member => IsVisible(member) && !IsHidden(member) && Signature(member).Any(IsOfRuntime))
            .Select(member => $"{member.DeclaringType!.Name}.{member.Name}")];
        Assert.Empty(loud);
    }

    /// <summary>The text of a record that holds an enumeration needs the names of all enumerations: 70 kB of a native program that never prints it.</summary>
    [Fact]
    public void No_record_for_emitted_code_has_an_enumeration_in_its_text()
    {
        Type[] loud = [.. s_library.GetExportedTypes().Where(type => IsOfRuntime(type) && PrintsEnumeration(type))];
        Assert.Empty(loud);
        Assert.True(PrintsEnumeration(typeof(UpdateResult)));
    }

    private static bool PrintsEnumeration(Type type) =>
        type.GetMethod("PrintMembers", Declared) is not null && type.GetProperties(Declared).Any(property => property.PropertyType.IsEnum);

    private static bool IsOfRuntime(Type type) =>
        type.HasElementType ? IsOfRuntime(type.GetElementType()!)
        : type.Namespace?.StartsWith(Runtime, StringComparison.Ordinal) == true
            || type.GetGenericArguments().Any(argument => !argument.IsGenericParameter && IsOfRuntime(argument));

    private static bool IsHidden(MemberInfo member) => member.GetCustomAttribute<EditorBrowsableAttribute>() is { State: EditorBrowsableState.Never };

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !(method.IsSpecialName && method is MethodInfo),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => accessor.IsPublic || accessor.IsFamily || accessor.IsFamilyOrAssembly),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => false,
    };

    private static IEnumerable<Type> Signature(MemberInfo member) => member switch
    {
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        MethodBase constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static string Repository() => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", ".."));
}

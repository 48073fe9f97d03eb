using System.Reflection;

namespace TinyRnn.Tests.Rooms;

/// <summary>Which namespace of some types uses which, by signatures, fields and code, with a member that does.</summary>
internal sealed class RoomGraph
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private readonly Dictionary<string, SortedDictionary<string, string>> _uses = [];
    private readonly HashSet<Type> _types;

    public RoomGraph(IEnumerable<Type> types)
    {
        _types = [.. types];
        foreach (Type type in _types)
        {
            if (type.Namespace is not { } room)
                continue;
            Note(room, type, [type.BaseType, .. type.GetInterfaces(), .. type.GetFields(Own).Select(field => field.FieldType)]);
            foreach (MethodBase method in type.GetMethods(Own).Concat<MethodBase>(type.GetConstructors(Own)))
                Note(room, type, Named(method), method.Name);
        }
    }

    /// <summary>A way from a room to itself, or nothing.</summary>
    public IReadOnlyList<string> Circle()
    {
        HashSet<string> left = [];
        List<string> way = [];
        foreach (string room in _uses.Keys.Order(StringComparer.Ordinal))
        {
            if (Follow(room, way, left))
                return way;
        }

        return [];
    }

    private bool Follow(string room, List<string> way, HashSet<string> left)
    {
        int before = way.FindIndex(step => step.StartsWith(room + " ", StringComparison.Ordinal));
        if (before >= 0)
        {
            way.RemoveRange(0, before);
            return true;
        }

        if (!left.Contains(room) && _uses.TryGetValue(room, out SortedDictionary<string, string>? uses))
        {
            foreach ((string used, string member) in uses)
            {
                way.Add($"{room} uses {used} in {member}");
                if (Follow(used, way, left))
                    return true;
                way.RemoveAt(way.Count - 1);
            }
        }

        left.Add(room);
        return false;
    }

    private static IEnumerable<Type?> Named(MethodBase method)
    {
        IEnumerable<Type?> signature = method.GetParameters().Select(parameter => parameter.ParameterType).Append((method as MethodInfo)?.ReturnType);
        IEnumerable<Type?> locals = method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [];
        return [.. signature, .. locals, .. MethodTokens.Of(method).SelectMany(Types)];
    }

    private static IEnumerable<Type?> Types(MemberInfo member) => member switch
    {
        Type type => [type],
        MethodInfo method => [method.DeclaringType, .. method.IsGenericMethod ? method.GetGenericArguments() : []],
        _ => [member.DeclaringType],
    };

    private void Note(string room, Type user, IEnumerable<Type?> types, string member = "")
    {
        foreach (Type type in types.SelectMany(Parts))
        {
            if (type.Namespace is { } used && used != room && _types.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type))
            {
                if (!_uses.TryGetValue(room, out SortedDictionary<string, string>? uses))
                    _uses[room] = uses = new(StringComparer.Ordinal);
                uses.TryAdd(used, $"{user.Name}.{member} ({type.Name})");
            }
        }
    }

    /// <summary>A type, and those that it is made of.</summary>
    private static IEnumerable<Type> Parts(Type? type) =>
        type is null || type.IsGenericParameter ? []
        : type.HasElementType ? Parts(type.GetElementType())
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type)
        : [type];
}

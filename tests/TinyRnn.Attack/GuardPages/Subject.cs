using System.Reflection;
using TinyRnn.Attack.Models.Guarded;
using TinyRnn.Training;

namespace TinyRnn.Attack.GuardPages;

/// <summary>A model, its states and its trainer, with all that can be called on them.</summary>
internal sealed class Subject
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    /// <summary>
    /// Files, which have a campaign of their own; publishing too. Names, text and equality with other types take no memory, and lists of a loss are copied by
    /// the library's own methods.
    /// </summary>
    internal static readonly string[] Elsewhere =
    [
        "Load", "LoadAsync", "LoadPretrained", "Save", "LoadCheckpoint", "SaveCheckpoint", "Tensor", "Gradient", "ToString", "Replace",
        "set_ClassWeights", "set_PositiveWeights", "set_Quantiles", "set_OutputWeights",
    ];

    /// <summary>Views of the tape that a forward pass leaves.</summary>
    private static readonly string[] s_views =
    [
        "Gate", "HiddenState", "CellState", "EncoderGate", "EncoderHiddenState", "EncoderCellState", "DecoderGate", "DecoderHiddenState", "DecoderCellState",
    ];

    private readonly Type? _type;

    private Subject(Type? type, string name, Facts facts, IEnumerable<MethodInfo> methods)
    {
        _type = type;
        Name = name;
        Facts = facts;
        Trainer = type?.GetNestedType("Trainer");
        Methods = [.. methods];
        Calls = [.. Methods.Where(ArgumentMaker.Knows).Select(Call.Create)];
    }

    public static IReadOnlyList<Subject> All { get; } =
    [
        .. typeof(PlainLstm).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(PlainLstm).Namespace && !type.IsNested && type.IsClass && type.IsPublic)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(Of),
        new Subject(null, nameof(TokenSampler), new Facts(1, 1, 0, 0, SequenceMode.ManyToMany, 0),
            typeof(TokenSampler).GetMethods(BindingFlags.Public | BindingFlags.Static)),
    ];

    public string Name { get; }

    public Facts Facts { get; }

    public Type? Trainer { get; }

    /// <summary>All public methods that are not attacked elsewhere.</summary>
    public IReadOnlyList<MethodInfo> Methods { get; }

    /// <summary>Those of them for which there are arguments: all, as a test asserts.</summary>
    public IReadOnlyList<Call> Calls { get; }

    /// <summary>Some vectors of a model without any can be asked for by number, and there are none.</summary>
    public bool MayAccept(MethodInfo method)
    {
        bool asksForVector = s_views.Contains(method.Name) || method.Name.EndsWith(".Hidden", StringComparison.Ordinal)
            || method.Name.EndsWith(".Cell", StringComparison.Ordinal) || method.Name.EndsWith("HiddenGradient", StringComparison.Ordinal)
            || method.Name.EndsWith("CellGradient", StringComparison.Ordinal);
        bool asksForTokens = (method.Name == "CopyInputGradients" && Facts.Vocabulary > 0)
            || (method.Name == "CopySourceGradients" && Facts.Source!.Vocabulary > 0);
        Type? state = _type?.GetNestedType("State");
        bool hasVectors = state is null || state.GetProperties().Any(property => property.Name.EndsWith("Hidden", StringComparison.Ordinal));
        return !asksForTokens && (hasVectors || !asksForVector);
    }

    /// <summary>What must have been called before a method of a trainer is accepted.</summary>
    public IEnumerable<Call> Before(Call call)
    {
        string? needed = call.Method.Name switch
        {
            "Restore" => "Snapshot",
            "Backward" or "FinalHiddenGradient" or "FinalCellGradient" => "Forward",
            _ when s_views.Contains(call.Method.Name) => "Forward",
            "CopyInputGradients" or "CopySourceGradients" or "InitialHiddenGradient" or "InitialCellGradient" or "Update" => "Accumulate",
            "CopyAverage" or "PublishAverage" => "TrainBatch",
            "ReadFrom" => "WriteTo",
            _ => null,
        };
        return needed is null ? [] : Calls.Where(each => each.Method.Name == needed && each.Method.DeclaringType!.IsValueType == (needed == "WriteTo"));
    }

    public object? CreateModel(ulong seed) => _type?.GetMethod("Create")!.Invoke(null, [seed]);

    /// <summary>With memory for snapshots, and an average of its weights.</summary>
    public ModelTrainer CreateTrainer(object model)
    {
        ModelTrainer trainer = (ModelTrainer)Activator.CreateInstance(Trainer!, model, true)!;
        trainer.Averaging = WeightAveraging.Exponential(0.9);
        return trainer;
    }

    /// <summary>With the model's name, and without those of parameters.</summary>
    public string Title(MethodInfo method)
    {
        string name = method.Name[(method.Name.LastIndexOf('.') + 1)..];
        string type = method.DeclaringType == _type || _type is null ? "" : method.DeclaringType!.IsNested
            ? $"{method.DeclaringType.Name}." : "Trainer.";
        return $"{Name}.{type}{name}";
    }

    private static Subject Of(Type type) => new(type, type.Name, Facts.Of(type), MethodsOf(type));

    private static IEnumerable<MethodInfo> MethodsOf(Type type)
    {
        Type[] types = [type, .. ((Type?[])[type.GetNestedType("State"), type.GetNestedType("Trainer")]).OfType<Type>()];
        return types.SelectMany(each => each.GetMethods(Everything)).Where(IsAttacked).Concat(InterfaceMethods(type)).Select(Closed);
    }

    private static bool IsAttacked(MethodInfo method) =>
        method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType) && !Elsewhere.Contains(method.Name)
        && (!method.IsSpecialName || method.ReturnType.IsByRefLike || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && !(method.Name == "Equals" && method.GetParameters()[0].ParameterType == typeof(object))
        && method.Name != "Create" && !(method.Name == "Follow" && !method.IsGenericMethodDefinition);

    /// <summary>What only generic code reaches.</summary>
    private static IEnumerable<MethodInfo> InterfaceMethods(Type type) => type.GetMethods(BindingFlags.NonPublic | BindingFlags.Static)
        .Where(method => method.Name.Contains("IRecurrentModel", StringComparison.Ordinal) && !method.IsSpecialName);

    private static MethodInfo Closed(MethodInfo method) => method.IsGenericMethodDefinition
        ? method.MakeGenericMethod(typeof(CosineDecay)) : method;
}

using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyRnn.Attack.GuardPages;

/// <summary>
/// Calls a method whose parameters are spans and references, which reflection cannot: a few instructions that fetch each argument from a
/// <see cref="CallFrame"/>. So nothing has to be
/// written by hand for a method, and none is forgotten.
/// </summary>
internal sealed class Call
{
    private static readonly ConcurrentDictionary<Type, int> s_sizes = [];

    private readonly Action<object?, CallFrame> _invoke;

    private Call(MethodInfo method, Action<object?, CallFrame> invoke) => (Method, _invoke) = (method, invoke);

    public MethodInfo Method { get; }

    public static Call Create(MethodInfo method)
    {
        DynamicMethod call = new(method.Name, typeof(void), [typeof(object), typeof(CallFrame)], typeof(CallFrame).Module,
            skipVisibility: true);
        ILGenerator il = call.GetILGenerator();
        int number = 0;
        if (IsOfValue(method))
        {
            Fetch(il, number++, Helper(nameof(CallFrame.ReferenceOf), method.DeclaringType!));
        }
        else if (!method.IsStatic)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Castclass, method.DeclaringType!);
        }

        bool usesResult = method.ReturnType.IsByRefLike;
        foreach (ParameterInfo parameter in method.GetParameters())
            Fetch(il, number++, HelperOf(parameter.ParameterType));
        il.Emit(method.IsVirtual ? OpCodes.Callvirt : OpCodes.Call, method);
        if (usesResult)
            Use(il, method.ReturnType);
        else if (method.ReturnType != typeof(void))
            il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
        return new Call(method, call.CreateDelegate<Action<object?, CallFrame>>());
    }

    public void Invoke(object? target, CallFrame frame) => _invoke(target, frame);

    /// <summary>The method is one of a value, which is given to it by reference.</summary>
    public static bool IsOfValue(MethodBase method) => !method.IsStatic && method.DeclaringType!.IsValueType;

    public static int SizeOf(Type type) => s_sizes.GetOrAdd(type, each =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(each).Invoke(null, null)!);

    /// <summary>A value of these bytes.</summary>
    public static object Box(Type type, byte[] bytes) => typeof(Call).GetMethod(nameof(Read),
        BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [bytes])!;

    private static T Read<T>(byte[] bytes)
        where T : unmanaged => MemoryMarshal.Read<T>(bytes);

    private static void Fetch(ILGenerator il, int number, MethodInfo helper)
    {
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4, number);
        il.Emit(OpCodes.Call, helper);
    }

    private static void Use(ILGenerator il, Type result)
    {
        // The span is on the stack, the frame has to be under it.
        LocalBuilder local = il.DeclareLocal(result);
        Type element = result.GetGenericArguments()[0];
        il.Emit(OpCodes.Stloc, local);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldloc, local);
        string helper = !element.IsValueType ? nameof(CallFrame.UseReferences)
            : result.GetGenericTypeDefinition() == typeof(Span<>) ? nameof(CallFrame.Use) : nameof(CallFrame.UseReadOnly);
        il.Emit(OpCodes.Call, Helper(helper, element));
    }

    private static MethodInfo HelperOf(Type type)
    {
        if (type.IsByRef)
            return Helper(nameof(CallFrame.ReferenceOf), type.GetElementType()!);
        if (!type.IsByRefLike)
            return Helper(nameof(CallFrame.ValueOf), type);
        Type open = type.GetGenericTypeDefinition();
        string name = open == typeof(Span<>) ? nameof(CallFrame.SpanOf)
            : open == typeof(ReadOnlySpan<>) ? nameof(CallFrame.ReadOnlyOf)
            : open == typeof(SequenceOptions<>) ? nameof(CallFrame.SequenceOptionsOf)
            : nameof(CallFrame.EncoderDecoderOptionsOf);
        return Helper(name, type.GetGenericArguments()[0]);
    }

    private static MethodInfo Helper(string name, Type type) => typeof(CallFrame).GetMethod(name)!.MakeGenericMethod(type);
}

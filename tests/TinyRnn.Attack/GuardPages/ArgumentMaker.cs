using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyRnn.Attack.Harness;
using TinyRnn.Training;

namespace TinyRnn.Attack.GuardPages;

/// <summary>Makes the arguments of one call: most of them as the method wants them, and in some calls one that it must refuse.</summary>
internal sealed unsafe class ArgumentMaker(Facts facts, Lengths lengths, Rooms rooms, Dice dice, bool randomStates)
{
    private const int OverlapOneIn = 24;

    /// <summary>Numbers that are no audio and no temperature.</summary>
    private static readonly float[] s_edges = [0, -0f, 1, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue,
        float.Epsilon, 1e-39f, 1e30f];

    private static readonly int[] s_edgeNumbers = [-1, int.MinValue, int.MaxValue, 100_000_000, -100, 64, 1 << 16];

    private readonly List<Argument> _made = [];
    private MethodBase _method = null!;
    private int _wrong;
    private bool _isRight;

    /// <param name="method">What is called.</param>
    /// <param name="isRight">Everything is as the method wants it.</param>
    public IReadOnlyList<Argument> Make(MethodBase method, bool isRight)
    {
        _method = method;
        _isRight = isRight;
        _made.Clear();
        ParameterInfo[] parameters = method.GetParameters();

        // One argument of every third call is wrong; -1: none.
        _wrong = !isRight && dice.OneIn(3) ? dice.Below(Math.Max(1, parameters.Length)) : -1;
        List<Argument> arguments = [];
        if (Call.IsOfValue(method))
            arguments.Add(Reference(method.DeclaringType!, "this"));
        for (int index = 0; index < parameters.Length; index++)
            arguments.Add(Make(parameters[index], index == _wrong));
        return arguments;
    }

    /// <returns>Whether there are arguments for all of its parameters.</returns>
    public static bool Knows(MethodBase method) => method.GetParameters().All(parameter => Knows(parameter.ParameterType));

    private static bool Knows(Type type)
    {
        if (type.IsByRef)
            return Knows(type.GetElementType()!);
        if (type.IsGenericType && type.GetGenericTypeDefinition() is var open
            && (open == typeof(Span<>) || open == typeof(ReadOnlySpan<>)))
            return Knows(type.GetGenericArguments()[0]);
        return type.IsValueType && (type.IsPrimitive || type.IsEnum || type == typeof(Sampling) || type == typeof(RandomState)
            || type.Name == "State" || Open(type) is not null
            || typeof(ILearningRateSchedule).IsAssignableFrom(type));
    }

    /// <summary>The kind of options that a type is.</summary>
    private static Type? Open(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var open
        && (open == typeof(SequenceOptions<>) || open == typeof(EncoderDecoderOptions<>)) ? open : null;

    private Argument Make(ParameterInfo parameter, bool isWrong)
    {
        Type type = parameter.ParameterType;
        string name = parameter.Name!;
        if (type.IsByRef)
            return Reference(type.GetElementType()!, name);
        if (Open(type) is { } open)
            return Options(open, type.GetGenericArguments()[0]);
        if (type.IsByRefLike)
            return Span(type.GetGenericArguments()[0], name, _method, isWrong, type.GetGenericTypeDefinition() == typeof(Span<>));
        object value = Value(type, name, isWrong);
        return new Argument { Value = value, Text = $"{name} = {value}" };
    }

    private Argument Span(Type element, string name, MethodBase method, bool isWrong, bool isWritable, int? exact = null)
    {
        int size = Size(element);
        int length = exact ?? lengths.Of(method, name, element);
        if (isWrong && dice.OneIn(2))
            length = dice.Pick(0, length - 1, length + 1, length * 2, dice.Below(300), length + dice.Below(17));
        bool atEnd = !dice.OneIn(4);

        // A state in other memory has random bits.
        bool mayOverlap = !_isRight && _made.Count > 0 && (randomStates || element.Name != "State");
        Argument? over = mayOverlap && dice.OneIn(OverlapOneIn) ? dice.Pick(_made) : null;
        Mapping mapping = over?.Mapping ?? rooms.Next();
        length = Math.Clamp(length, 0, mapping.Room / size);
        int bytes = length * size;
        string place = over is not null ? "in the memory of another argument" : atEnd ? "before a forbidden page" : "behind a forbidden page";
        Argument argument = new()
        {
            Mapping = mapping,
            Over = over,
            Pointer = over is null ? mapping.Take(bytes, atEnd)
                : mapping.TakeNear(over.Pointer + (dice.OneIn(2) ? 0 : sizeof(float) * dice.Below(1 + (over.Bytes / sizeof(float)))),
                bytes),
            Bytes = bytes,
            Length = length,
            IsWritable = isWritable,
            IsScratch = name == "scratch",
            Text = $"{name}: {(isWritable ? "Span" : "ReadOnlySpan")}<{element.Name}> of {length} {place}",
        };

        // What lies under results keeps its meaning.
        if (over is null || !isWritable)
            Fill(argument, element, name, isWrong);
        _made.Add(argument);
        return argument;
    }

    private void Fill(Argument argument, Type element, string name, bool isWrong)
    {
        if (element == typeof(float))
            FillFloats(new Span<float>(argument.Pointer, argument.Length), isWrong);
        else if (element == typeof(int) && name == "streams")
            FillStreams(new Span<int>(argument.Pointer, argument.Length), isWrong);
        else if (element == typeof(int))
            FillNumbers(new Span<int>(argument.Pointer, argument.Length), Limit(name), isWrong);
        else if (element == typeof(byte))
            rooms.FillBytes(argument.Content, dice, _isRight);
        else
            FillStates(argument, element);
        argument.IsContested = !_isRight && dice.OneIn(16) && (element == typeof(int) || (randomStates && element.Name == "State"));
    }

    private void FillFloats(Span<float> values, bool isWrong)
    {
        bool hasEdges = !_isRight && (dice.OneIn(8) || isWrong);
        foreach (ref float value in values)
            value = hasEdges && dice.OneIn(4) ? dice.Pick(s_edges) : (dice.Single() + 1) / 2;
    }

    /// <summary>One more than the largest id or length that a parameter takes; lengths begin at 1.</summary>
    private (int First, int End) Limit(string name) => name switch
    {
        "Lengths" or "SourceLengths" or "lengths" => (1, lengths.Steps + 1),
        "targets" => (0, facts.Output),
        "sources" or "encoderXs" => (0, (facts.Source ?? facts).Vocabulary),
        "xs" when facts.Source is not null => (0, facts.Source.Vocabulary),
        _ => (0, facts.Vocabulary),
    };

    private void FillNumbers(Span<int> values, (int First, int End) limit, bool isWrong)
    {
        foreach (ref int value in values)
            value = dice.Between(limit.First, Math.Max(limit.First, limit.End - 1));
        if (isWrong && values.Length > 0)
            values[dice.Below(values.Length)] = dice.OneIn(2) ? limit.End : dice.Pick(s_edgeNumbers);
    }

    /// <summary>Each stream once, in any order.</summary>
    private void FillStreams(Span<int> values, bool isWrong)
    {
        for (int index = 0; index < values.Length; index++)
        {
            int other = dice.Below(index + 1);
            values[index] = values[other];
            values[other] = index;
        }

        if (isWrong && values.Length > 0)
            values[dice.Below(values.Length)] = dice.OneIn(2) ? values.Length : dice.Pick(s_edgeNumbers);
    }

    private void FillStates(Argument argument, Type state)
    {
        int size = Size(state);
        argument.Content.Clear();
        for (int index = 0; index < argument.Length; index++)
        {
            if (state.Name == "State" && !_isRight)
                rooms.FillState(state, argument.Content.Slice(index * size, size), dice, randomStates);
            else if (_isRight && state == typeof(CosineDecay))
                MemoryMarshal.Write(argument.Content, new CosineDecay(0.1f, 0.01f, 100));
            else if (state.Name != "State")
                dice.Fill(argument.Content.Slice(index * size, size));
        }
    }

    private Argument Reference(Type type, string name)
    {
        Mapping mapping = rooms.Next();
        int size = Size(type);
        bool atEnd = !dice.OneIn(4);
        Argument argument = new()
        {
            Mapping = mapping,
            Pointer = mapping.Take(size, atEnd),
            Bytes = size,
            Length = 1,
            IsWritable = true,
            Text = $"{name}: {type.Name} {(atEnd ? "before" : "behind")} a forbidden page",
        };
        FillStates(argument, type);
        argument.IsContested = !_isRight && randomStates && type.Name == "State" && dice.OneIn(16);
        _made.Add(argument);
        return argument;
    }

    private object Value(Type type, string name, bool isWrong)
    {
        if (type == typeof(int))
            return isWrong ? dice.Pick(s_edgeNumbers) : Number(name);
        if (_isRight && (type == typeof(float) || type == typeof(double)))
            return type == typeof(float) ? (object)1f : 1.0;
        if (type == typeof(float))
            return isWrong ? dice.Pick(s_edges) : dice.Single();
        if (type == typeof(double))
            return isWrong ? dice.Pick(double.NaN, double.PositiveInfinity, -1, 1e308) : (double)dice.Single();
        if (type == typeof(bool))
            return dice.OneIn(2);
        if (type == typeof(Sampling))
            return isWrong ? new Sampling(dice.Pick(s_edges), dice.Pick(s_edgeNumbers))
                : dice.Pick(Sampling.Greedy, new Sampling(1), new Sampling(0.5f, 3));
        object value = RuntimeHelpers.GetUninitializedObject(type);
        if (type.Name != "State")
            return Convert.ChangeType(dice.Below(10), type, System.Globalization.CultureInfo.InvariantCulture);

        // A state given by value: its bits are chosen as those behind a reference.
        byte[] bytes = new byte[Size(type)];
        rooms.FillState(type, bytes, dice, randomStates);
        return Call.Box(type, bytes);
    }

    private int Number(string name) => name switch
    {
        "gate" or "index" or "layer" or "step" or "sequence" when _isRight => 0,
        "token" or "first" => dice.Below(Math.Max(1, facts.Vocabulary)),
        "endToken" => dice.Pick(-1, 0, 1),
        "steps" => lengths.Steps,
        "sequence" => dice.Below(lengths.Streams),
        "step" => dice.Below(lengths.Steps),
        "gate" => dice.Below(4),
        _ => dice.Below(2),
    };

    private Argument Options(Type open, Type state)
    {
        bool isWrong = !_isRight && dice.OneIn(6);
        List<Argument> parts = [new Argument { Value = isWrong ? dice.Pick(-1, 0, 10, int.MaxValue) : lengths.Streams, Text = "Batch" }];
        parts.Add(Part("Lengths", typeof(int)));
        parts.Add(Part("Weights", typeof(float)));
        parts.Add(Span(state, "States", _method, isWrong && dice.OneIn(4), true, dice.OneIn(2) ? 0 : lengths.Streams));
        if (open == typeof(EncoderDecoderOptions<>))
            parts.Add(Part("SourceLengths", typeof(int)));
        return new Argument { Parts = parts, Text = $"options ({string.Join(", ", parts.Select(part => part.Text))})" };

        Argument Part(string name, Type element)
        {
            int length = name == "Weights" ? lengths.OfWeights : lengths.Streams;
            return Span(element, name, _method, isWrong && dice.OneIn(4), false, dice.OneIn(2) ? 0 : length);
        }
    }

    private static int Size(Type type) => Call.SizeOf(type);
}

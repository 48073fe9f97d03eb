using System.Reflection;
using TinyRnn.Attack.Harness;
using TinyRnn.Training;

namespace TinyRnn.Attack.GuardPages;

/// <summary>One case: some calls on one model, or on one trainer, with the same numbers of streams and steps.</summary>
internal sealed class GuardedCase : IDisposable
{
    private const int MostCalls = 4;
    private const int MostStreams = 9;
    private const int ContestedCalls = 60;

    private readonly Rooms _rooms = new();
    private readonly Disturber _disturber = new();
    private readonly CallFrame _frame = new();
    private readonly Dictionary<Subject, object?> _models = [];
    private readonly Dictionary<Subject, byte[]> _bytes = [];
    private readonly Action<string> _before;

    /// <param name="before">Is told of each call before it happens, because it may be the last.</param>
    public GuardedCase(Action<string> before) => _before = before;

    /// <summary>Calls by name: accepted, refused.</summary>
    public Dictionary<string, (long Accepted, long Refused)> Counts { get; } = [];

    public void Dispose() => _disturber.Dispose();

    /// <returns>What went wrong without ending the process.</returns>
    public List<Finding> Run(ulong seed, long number, bool randomStates)
    {
        Dice dice = Dice.Of(seed, number);
        Subject subject = Subject.All[(int)(number % Subject.All.Count)];
        List<Finding> findings = [];
        ArgumentMaker maker = new(subject.Facts, new Lengths(subject.Facts, dice.Between(1, MostStreams),
            dice.Between(1, dice.OneIn(3) ? MostStreams : 4)), _rooms, dice, randomStates);
        _rooms.Begin(Bytes(subject));
        object? model = Model(subject);
        ModelTrainer? trainer = subject.Trainer is null ? null : subject.CreateTrainer(model!);

        // The last call of a case is each method in turn: in one round with everything as it should be, in the next one not.
        long round = number / Subject.All.Count;
        Call last = subject.Calls[(int)(round % subject.Calls.Count)];
        bool isRight = round / subject.Calls.Count % 2 == 0;
        if (isRight || dice.OneIn(2))
            trainer?.GetType().GetProperty("HasInputGradients")!.SetValue(trainer, true);
        foreach (Call call in (IEnumerable<Call>)[.. isRight ? subject.Before(last) : Some(subject, last, dice), last])
        {
            object? target = IsOfTrainer(call.Method) ? trainer : model;
            if (Invoke(subject, call, target, maker.Make(call.Method, isRight), dice) is { } fault)
                findings.Add(new Finding(fault.Kind, number, fault.Text));
        }

        return findings;
    }

    /// <summary>Up to three calls; of a trainer, that without which much is refused is often among them.</summary>
    private static IEnumerable<Call> Some(Subject subject, Call last, Dice dice)
    {
        for (int left = dice.Below(MostCalls); left > 0; left--)
            yield return dice.Pick(subject.Calls);
        if (!dice.OneIn(3))
        {
            foreach (Call call in subject.Before(last))
                yield return call;
        }
    }

    private byte[] Bytes(Subject subject)
    {
        if (!_bytes.TryGetValue(subject, out byte[]? bytes))
            _bytes[subject] = bytes = FreshState.BytesOf(subject);
        return bytes;
    }

    private static bool IsOfTrainer(MethodInfo method) => typeof(ModelTrainer).IsAssignableFrom(method.DeclaringType);

    private object? Model(Subject subject)
    {
        // A trainer may publish: its model is a new one each time, so that a case can be repeated.
        if (subject.Trainer is not null)
            return subject.CreateModel(1);
        if (!_models.TryGetValue(subject, out object? model))
            _models[subject] = model = subject.CreateModel(1);
        return model;
    }

    private (string Kind, string Text)? Invoke(Subject subject, Call call, object? target, IReadOnlyList<Argument> arguments, Dice dice)
    {
        Argument[] memory = [.. arguments.SelectMany(argument => argument.AllMemory)];
        foreach (Argument argument in memory)
            argument.Remember();
        string title = subject.Title(call.Method);
        string text = $"{title}({string.Join("; ", arguments.Select(argument => argument.Text))})";
        _before(text);
        _frame.Arguments = arguments;
        Argument? contested = Array.Find(memory, argument => argument.IsContested);
        Exception? thrown = contested is null ? Catch(() => call.Invoke(target, _frame)) : Contested(call, target, contested, dice);
        Count(title, thrown is null);
        (string, string)? fault = Judge(title, text, memory, thrown, contested is not null)
            ?? (thrown is null && contested is null ? Overlaps.Judge(title, text, call, target, arguments, _rooms) : null);
        _rooms.Keep(memory, StateOf);
        foreach (IGrouping<Mapping, Argument> room in memory.GroupBy(argument => argument.Mapping!))
        {
            if (!Release(room))
                fault ??= ($"{title}: written beside a span", text);
        }

        return fault;

        Type? StateOf(Argument argument) => argument.Length > 0 && argument.IsWritable
            && (argument.Text.Contains(": State ", StringComparison.Ordinal)
            || argument.Text.Contains("<State>", StringComparison.Ordinal))
            ? TypeOfState(call.Method, arguments, argument) : null;
    }

    private static unsafe bool Release(IGrouping<Mapping, Argument> room)
    {
        nint first = room.Min(argument => (nint)argument.Pointer);
        return room.Key.Release((byte*)first, (int)(room.Max(argument => (nint)argument.Pointer + argument.Bytes) - first));
    }

    private static Type? TypeOfState(MethodInfo method, IReadOnlyList<Argument> arguments, Argument argument)
    {
        int index = Enumerable.Range(0, arguments.Count).First(each =>
            arguments[each].AllMemory.Contains(argument)) - (Call.IsOfValue(method) ? 1 : 0);
        if (index < 0)
            return method.DeclaringType;
        Type type = method.GetParameters()[index].ParameterType;
        return type.IsByRef ? type.GetElementType() : type.GetGenericArguments().LastOrDefault();
    }

    private Exception? Contested(Call call, object? target, Argument contested, Dice dice)
    {
        Exception? thrown = null;
        _disturber.While(contested, dice, () =>
        {
            for (int turn = 0; turn < ContestedCalls && thrown is null or ArgumentException or InvalidOperationException; turn++)
                thrown = Catch(() => call.Invoke(target, _frame));
        });
        return thrown;
    }

    private static Exception? Catch(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private void Count(string title, bool isAccepted)
    {
        (long accepted, long refused) = Counts.GetValueOrDefault(title);
        Counts[title] = (accepted + (isAccepted ? 1 : 0), refused + (isAccepted ? 0 : 1));
    }

    private static (string Kind, string Text)? Judge(string title, string text, Argument[] memory, Exception? thrown, bool isContested)
    {
        // Bytes that are no state have an exception of their own. And a length that no memory has is no length: this one says it as well.
        bool isLength = thrown is OverflowException && title.EndsWith(".ScratchLength", StringComparison.Ordinal);
        if (thrown is not (null or ArgumentException or InvalidOperationException or FormatException) && !isLength)
            return ($"{title}: {thrown.GetType().Name}", $"{text}: {thrown}");
        if (isContested)
            return null;

        // A state whose bits came from elsewhere may hold what makes scores that are no numbers: that shows when they are computed.
        bool isOfScores = thrown is InvalidOperationException && thrown.Message.Contains("score", StringComparison.Ordinal);
        foreach (Argument argument in memory)
        {
            bool isSame = argument.Content.SequenceEqual(argument.Before);
            if (!isSame && thrown is not null && !isOfScores)
                return ($"{title}: refused, but it has changed memory", $"{text} changed {argument.Text}, and then: {thrown.Message}");
            if (!isSame && !argument.IsWritable && !Array.Exists(memory, other => other.IsWritable && other.Meets(argument)))
                return ($"{title}: written to what is only read", $"{text} changed {argument.Text}");
        }

        return null;
    }
}

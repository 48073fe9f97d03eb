using System.Runtime.InteropServices;

namespace TinyRnn.Conformance;

internal delegate void SequenceCall<TState, TInput>(ref TState state, ReadOnlySpan<TInput> xs, Span<float> ys);

internal delegate void InputCall<TState, TInput>(ref TState state, ReadOnlySpan<TInput> x);

internal delegate void ManyCall<TState, TInput>(Span<TState> states, ReadOnlySpan<TInput> xs, Span<float> ys);

internal delegate void ScatteredCall<TState, TInput>(Span<TState> states, ReadOnlySpan<int> streams, ReadOnlySpan<TInput> xs, Span<float> ys);

internal delegate void LengthsCall<TState, TInput>(Span<TState> states, ReadOnlySpan<TInput> xs, ReadOnlySpan<int> lengths, Span<float> ys);

internal delegate void ScratchCall<TState, TInput>(ref TState state, ReadOnlySpan<TInput> xs, Span<float> ys, Span<float> scratch);

internal delegate void TokenStep<TState>(ref TState state, int token, Span<float> y);

internal delegate void TokenAdvance<TState>(ref TState state, int token);

internal delegate int GreedyCall<TState>(ref TState state, int first, Span<int> tokens, int endToken);

internal delegate int SampledCall<TState>(ref TState state, int first, Span<int> tokens, Sampling sampling, ref RandomState random, int endToken);

internal delegate void GreedyManyCall<TState>(Span<TState> states, ReadOnlySpan<int> first, Span<int> tokens, Span<int> counts, int endToken);

internal delegate void SampledManyCall<TState>(
    Span<TState> states, ReadOnlySpan<int> first, Span<int> tokens, Span<int> counts, Sampling sampling, Span<RandomState> random, int endToken);

internal delegate TModel ParametersCall<TModel>(ReadOnlySpan<float> parameters);

/// <summary>A model, its states and the caller's buffers. What models offer besides the contract is handed in as delegates.</summary>
internal sealed partial class ModelSubject<TModel, TState, TInput> : DoorSubject
    where TModel : class, IRecurrentModel<TModel, TState, TInput>
    where TState : unmanaged
    where TInput : unmanaged
{
    private const int Streams = 6;
    private const int Steps = 5;
    private readonly TModel _model;
    private readonly TState[] _states = new TState[Streams];
    private readonly TInput[] _xs;
    private readonly float[] _ys;
    private readonly float[] _scratch = new float[4096];
    private readonly int[] _tokens = [.. Enumerable.Repeat(-7, Steps)];
    private readonly RandomState[] _randoms = [new RandomState(3), new RandomState(4), new RandomState(5)];

    public ModelSubject(TModel model)
    {
        _model = model;
        _xs = new TInput[Streams * Steps * TModel.InputSize];
        _ys = Signals.Noise(Streams * Steps * TModel.OutputSize, seed: 8);
        if (_xs is float[] numbers)
            Signals.Noise(numbers.Length, seed: 9).CopyTo(numbers, 0);
        else
            Fill((int[])(object)_xs);

        // States that have lived, so that a reset would show.
        float[] ys = new float[_ys.Length];
        for (int b = 0; b < Streams; b++)
            Go(ref _states[b], ys);
    }

    /// <summary>Steps that states have taken before; a history has room for them and for not many more.</summary>
    public static int StepsBefore => 2;

    public override Type Type => typeof(TModel);

    public int Vocabulary { get; init; }

    /// <summary>More steps than a history has left; 0: there is no end.</summary>
    public int TooMany { get; init; }

    /// <summary>The output may lie anywhere on the input, as in models of tokens that write it once.</summary>
    public bool MaySharePartly { get; init; }

    public SequenceCall<TState, TInput>? Step { get; init; }

    public ManyCall<TState, TInput>? StepMany { get; init; }

    public ScatteredCall<TState, TInput>? StepScattered { get; init; }

    public InputCall<TState, TInput>? Advance { get; init; }

    public ManyCall<TState, TInput>? RunMany { get; init; }

    public LengthsCall<TState, TInput>? RunLengths { get; init; }

    public SequenceCall<TState, TInput>? Generate { get; init; }

    public ScratchCall<TState, TInput>? RunInScratch { get; init; }

    public Func<int, int>? ScratchLength { get; init; }

    public TokenStep<TState>? StepToken { get; init; }

    public TokenAdvance<TState>? AdvanceToken { get; init; }

    public GreedyCall<TState>? Greedy { get; init; }

    public SampledCall<TState>? Sampled { get; init; }

    public GreedyManyCall<TState>? GreedyMany { get; init; }

    public SampledManyCall<TState>? SampledMany { get; init; }

    public ParametersCall<TModel>? FromParameters { get; init; }

    public Action<TModel>? Replace { get; init; }

    public override IEnumerable<string> Harmless => ["Create(seed)"];

    private static int I => TModel.InputSize;

    private static int O => TModel.OutputSize;

    /// <summary>Values that <c>Run</c> takes and gives for a number of steps.</summary>
    private static int Ins(int steps) => TModel.Mode is SequenceMode.OneToMany or SequenceMode.OneToOne ? I : steps * I;

    private static int Outs(int steps) => TModel.Mode is SequenceMode.ManyToOne or SequenceMode.OneToOne ? O : steps * O;

    private static bool HasState(int values) => Marshal.SizeOf<TState>() >= values * sizeof(float);

    public override IEnumerable<BadCall> Calls =>
    [
        .. Files(), .. OfRun("Run(state, xs, ys)", _model.Run), .. Scratch(),
        .. Streaming(), .. Tokens(), .. Generation(),
    ];

    public override void Look(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes(_states.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_xs.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_ys.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_tokens.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_randoms.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_scratch.AsSpan()));
        using MemoryStream file = new();
        _model.Save(file);
        writer.Write(file.ToArray());
    }

    public override void Behave()
    {
        for (int b = 0; b < Streams; b++)
            Go(ref _states[b], _ys);
        Sampled?.Invoke(ref _states[0], 1, _tokens.AsSpan(0, 1), default, ref _randoms[0], -1);
    }

    private void Go(ref TState state, Span<float> ys) =>
        _model.Run(ref state, _xs.AsSpan(0, Ins(StepsBefore)), ys[..Outs(StepsBefore)]);

    private static void Fill(int[] ids)
    {
        for (int i = 0; i < ids.Length; i++)
            ids[i] = i % 3;
    }

    private Span<float> StateFloats(int stream, int count) => MemoryMarshal.Cast<TState, float>(_states.AsSpan(stream)).Slice(0, count);

    private Span<TInput> StateInputs(int stream, int count) => MemoryMarshal.Cast<TState, TInput>(_states.AsSpan(stream)).Slice(0, count);

    /// <summary>The memory of the outputs as inputs: on tokens, their ids.</summary>
    private Span<TInput> OutputInputs(int start, int count) => MemoryMarshal.Cast<float, TInput>(_ys.AsSpan(start)).Slice(0, count);

    private static TInput[] WithBadToken(int count, int place, int token)
    {
        int[] ids = new int[count];
        ids[place] = token;
        return (TInput[])(object)ids;
    }

    private IEnumerable<BadCall> Files()
    {
        yield return new("Load(path, options)", "no path", () => TModel.Load(""));
        yield return new("Load(path, options)", "null", () => TModel.Load((string)null!));
        yield return new("Load(path, options)", "no such file", () => TModel.Load(Path.Combine(Path.GetTempPath(), "no", "such.safetensors")));
        yield return new("Load(stream, options)", "null", () => TModel.Load((Stream)null!));
        yield return new("Load(stream, options)", "no weights", () => TModel.Load(new MemoryStream([1, 2, 3])));
        yield return new("Load(file, options)", "no bytes", () => TModel.Load([]));
        yield return new("Load(file, options)", "no weights", () => TModel.Load([1, 2, 3]));
        yield return new("LoadAsync(path, options, cancellationToken)", "no path", () => TModel.LoadAsync("").GetAwaiter().GetResult());
        yield return new("LoadAsync(path, options, cancellationToken)", "null", () => TModel.LoadAsync((string)null!).GetAwaiter().GetResult());
        yield return new("LoadAsync(stream, options, cancellationToken)", "null", () => TModel.LoadAsync((Stream)null!).GetAwaiter().GetResult());
        yield return new("LoadAsync(stream, options, cancellationToken)", "no weights", () => TModel.LoadAsync(new MemoryStream([1])).GetAwaiter().GetResult());
        yield return new("Save(path)", "no path", () => _model.Save(""));
        yield return new("Save(path)", "null", () => _model.Save((string)null!));
        yield return new("Save(stream)", "null", () => _model.Save((Stream)null!));
        yield return new("FromParameters(parameters)", "too few", () => FromParameters!(new float[TModel.ParameterCount - 1]));
        if (Replace is not { } replace)
            yield break;
        float[] diverged = new float[TModel.ParameterCount];
        diverged[^1] = float.NaN;
        yield return new("Replace(model)", "null", () => replace(null!));
        yield return new("Replace(model)", "a weight that is no number", () => replace(FromParameters!(diverged)));
    }

    private IEnumerable<BadCall> OfRun(string member, SequenceCall<TState, TInput> run)
    {
        bool hasSteps = Ins(2) > Ins(1);
        yield return new(member, "too few outputs", () => run(ref _states[0], _xs.AsSpan(0, Ins(Steps)), _ys.AsSpan(0, Outs(Steps) - 1)));
        yield return new(member, "too many outputs", () => run(ref _states[0], _xs.AsSpan(0, Ins(Steps)), _ys.AsSpan(0, Outs(Steps) + 1)));
        if (I > 1)
            yield return new(member, "a part of a step", () => run(ref _states[0], _xs.AsSpan(0, Ins(2) + 1), _ys.AsSpan(0, Outs(2))));
        if (!hasSteps)
            yield return new(member, "two inputs", () => run(ref _states[0], _xs.AsSpan(0, 2 * I), _ys.AsSpan(0, Outs(2))));
        if (TModel.Mode == SequenceMode.ManyToOne)
            yield return new(member, "no step", () => run(ref _states[0], [], _ys.AsSpan(0, O)));
        if (TModel.Mode == SequenceMode.OneToMany)
            yield return new(member, "no output", () => run(ref _states[0], _xs.AsSpan(0, I), []));
        if (Vocabulary > 0)
        {
            yield return new(
                member, "a token too high", () => run(ref _states[0], WithBadToken(Ins(Steps), Ins(Steps) - 1, Vocabulary), _ys.AsSpan(0, Outs(Steps))));
            yield return new(member, "a negative token", () => run(ref _states[0], WithBadToken(Ins(Steps), Ins(Steps) - 1, -1), _ys.AsSpan(0, Outs(Steps))));
        }

        if (TooMany > 0)
            yield return new(member, "more steps than the history takes", () => run(ref _states[0], new TInput[Ins(TooMany)], new float[Outs(TooMany)]));
        if (!MaySharePartly)
            yield return new(member, "outputs over inputs", () => run(ref _states[0], OutputInputs(1, Ins(2)), _ys.AsSpan(0, Outs(2))));
        if (HasState(Outs(1)))
            yield return new(member, "outputs over the state", () => run(ref _states[1], _xs.AsSpan(0, Ins(1)), StateFloats(1, Outs(1))));
        if (HasState(Ins(1)))
            yield return new(member, "inputs over the state", () => run(ref _states[1], StateInputs(1, Ins(1)), _ys.AsSpan(0, Outs(1))));
        if (HasState(2 * O) && Outs(2) > O)
            yield return new(
                member, "outputs that end in the state",
                () => run(
                    ref _states[1], _xs.AsSpan(0, Ins(2)),
                    StateFloats(0, (Marshal.SizeOf<TState>() / sizeof(float)) + 1).Slice(1 + (Marshal.SizeOf<TState>() / sizeof(float)) - Outs(2))));
    }

    private IEnumerable<BadCall> Scratch()
    {
        if (RunInScratch is not { } run)
            yield break;
        const string member = "Run(state, xs, ys, scratch)";
        int needed = ScratchLength!(2);
        yield return new("ScratchLength(steps)", "negative", () => ScratchLength(-1));
        foreach (BadCall bad in OfRun(member, (ref state, xs, ys) => run(ref state, xs, ys, _scratch)))
            yield return bad;
        yield return new(
            member, "too little scratch", () => run(ref _states[0], _xs.AsSpan(0, Ins(2)), _ys.AsSpan(0, Outs(2)), _scratch.AsSpan(0, needed - 1)));
        yield return new(member, "scratch over outputs", () => run(ref _states[0], _xs.AsSpan(0, Ins(2)), _scratch.AsSpan(1, Outs(2)), _scratch));
        yield return new(
            member, "scratch over inputs",
            () => run(ref _states[0], MemoryMarshal.Cast<float, TInput>(_scratch.AsSpan(needed - 1, Ins(2))), _ys.AsSpan(0, Outs(2)), _scratch));
        yield return new(
            member, "scratch over the state", () => run(ref _states[1], _xs.AsSpan(0, I), _ys.AsSpan(0, Outs(1)), StateFloats(1, ScratchLength(1))));
    }

    private IEnumerable<BadCall> Streaming()
    {
        if (Step is not { } step || StepMany is not { } all)
            yield break;
        foreach (BadCall bad in StreamingDoors.Of<TModel, TState, TInput>(step, all, _states, _xs, _ys, Vocabulary, TooMany > 0))
            yield return bad;
        foreach (BadCall bad in Scattered())
            yield return bad;
        if (Advance is { } advance)
        {
            const string one = "Advance(state, xs)";
            if (I > 1)
                yield return new(one, "a part of a step", () => advance(ref _states[0], _xs.AsSpan(0, (2 * I) - 1)));
            if (Vocabulary == 0)
                yield return new(one, "in the state", () => advance(ref _states[1], StateInputs(1, I)));
            else
                yield return new(one, "a token too high", () => advance(ref _states[1], WithBadToken(3, 2, Vocabulary)));
            if (TooMany > 0)
                yield return new(one, "more steps than the history takes", () => advance(ref _states[0], new TInput[I * TooMany]));
        }

        foreach (BadCall bad in Padded())
            yield return bad;
        if (RunMany is not { } many)
            yield break;
        const string member = "RunMany(states, xs, ys)";
        int outs = TModel.Mode == SequenceMode.ManyToOne ? O : 2 * O;
        yield return new(member, "no whole number of steps", () => many(_states, _xs.AsSpan(0, (Streams * I) + 1), _ys.AsSpan(0, Streams * O)));
        yield return new(member, "too few outputs", () => many(_states, _xs.AsSpan(0, Streams * I * 2), _ys.AsSpan(0, (Streams * outs) - 1)));
        yield return new(member, "outputs over inputs", () => many(_states, OutputInputs(1, 2 * I * 2), _ys.AsSpan(0, Streams * outs)[..(2 * outs)]));
        yield return new(member, "outputs over a state", () => many(_states.AsSpan(0, 2), _xs.AsSpan(0, 2 * I), StateFloats(1, 2 * O)));
        yield return new(member, "inputs over a state", () => many(_states.AsSpan(0, 2), StateInputs(1, 2 * I), _ys.AsSpan(0, 2 * O)));
        if (Vocabulary > 0)
            yield return new(
                member, "a token too high", () => many(_states, WithBadToken(Streams * 2, (Streams * 2) - 1, Vocabulary), _ys.AsSpan(0, Streams * outs)));
        if (TooMany > 0)
            yield return new(member, "more steps than the history takes", () => many(_states.AsSpan(0, 1), new TInput[I * TooMany], new float[TooMany * O]));
    }

    private IEnumerable<BadCall> Tokens()
    {
        if (StepToken is { } step)
        {
            yield return new("Step(state, token, y)", "too high", () => step(ref _states[0], Vocabulary, _ys.AsSpan(0, O)));
            yield return new("Step(state, token, y)", "negative", () => step(ref _states[0], int.MinValue, _ys.AsSpan(0, O)));
            yield return new("Step(state, token, y)", "too short", () => step(ref _states[0], 1, _ys.AsSpan(0, O - 1)));
            if (HasState(O))
                yield return new("Step(state, token, y)", "outputs over the state", () => step(ref _states[0], 1, StateFloats(0, O)));
        }

        if (AdvanceToken is { } advance)
            yield return new("Advance(state, token)", "too high", () => advance(ref _states[0], Vocabulary));
    }

    private IEnumerable<BadCall> Generation()
    {
        if (Generate is { } generate)
        {
            const string member = "Generate(state, x, ys)";
            yield return new(member, "too many inputs", () => generate(ref _states[0], _xs.AsSpan(0, I + 1), _ys.AsSpan(0, 2 * O)));
            yield return new(member, "no output", () => generate(ref _states[0], _xs.AsSpan(0, I), []));
            yield return new(member, "a part of an output", () => generate(ref _states[0], _xs.AsSpan(0, I), _ys.AsSpan(0, (2 * O) - 1)));
            yield return new(member, "outputs over inputs", () => generate(ref _states[0], OutputInputs(1, I), _ys.AsSpan(0, 2 * O)));
            yield return new(member, "outputs over the state", () => generate(ref _states[0], _xs.AsSpan(0, I), StateFloats(0, O)));
            yield return new(member, "inputs over the state", () => generate(ref _states[0], StateInputs(0, I), _ys.AsSpan(0, 2 * O)));
        }

        if (Greedy is { } greedy)
        {
            const string member = "Generate(state, first, tokens, endToken)";
            yield return new(member, "a first token too high", () => greedy(ref _states[0], Vocabulary, _tokens, -1));
            yield return new(member, "an end that is no token", () => greedy(ref _states[0], 1, _tokens, Vocabulary));
            yield return new(member, "an end below -1", () => greedy(ref _states[0], 1, _tokens, -2));
            yield return new(member, "ids over the state", () => greedy(ref _states[0], 1, MemoryMarshal.Cast<TState, int>(_states.AsSpan(0, 1))[..3], -1));
            if (TooMany > 0)
                yield return new(member, "more than the history takes", () => greedy(ref _states[0], 1, new int[TooMany], -1));
        }

        foreach (BadCall bad in ManyGeneration())
            yield return bad;
        if (Sampled is not { } sampled)
            yield break;
        foreach (Sampling sampling in (Sampling[])[new(float.NaN), new(-1), new(float.PositiveInfinity), new(1, TopK: -1), new(float.NegativeInfinity)])
        {
            const string member = "Generate(state, first, tokens, sampling, random, endToken)";
            yield return new(member, sampling.ToString(), () => sampled(ref _states[0], 1, _tokens, sampling, ref _randoms[0], -1));
            yield return new(member, $"{sampling} and nothing to write", () => sampled(ref _states[0], 1, [], sampling, ref _randoms[0], -1));
            yield return new(member, "a first token below 0", () => sampled(ref _states[0], -1, _tokens, default, ref _randoms[0], -1));
            yield return new(member, "an end that is no token", () => sampled(ref _states[0], 1, _tokens, default, ref _randoms[0], Vocabulary));
            yield return new(
                member, "ids over the random state",
                () => sampled(ref _states[0], 1, MemoryMarshal.Cast<RandomState, int>(_randoms.AsSpan())[..5], default, ref _randoms[0], -1));
            yield return new(
                member, "ids over the state",
                () => sampled(ref _states[0], 1, MemoryMarshal.Cast<TState, int>(_states.AsSpan(0, 1))[..3], default, ref _randoms[0], -1));
            if (!HasState(4))
                continue;
            yield return new(
                member, "the random state in the state",
                () => sampled(ref _states[0], 1, _tokens, default, ref MemoryMarshal.Cast<TState, RandomState>(_states.AsSpan())[0], -1));
        }
    }
}

using System.Runtime.InteropServices;

namespace TinyRnn.Conformance;

/// <content>Several streams in one call.</content>
internal sealed partial class ModelSubject<TModel, TState, TInput>
{
    /// <summary>Three streams of two, one and two steps.</summary>
    private IEnumerable<BadCall> Padded()
    {
        if (RunLengths is not { } run)
            yield break;
        const string member = "RunMany(states, xs, lengths, ys)";
        const int streams = 3;
        int outs = streams * (TModel.Mode == SequenceMode.ManyToOne ? O : 2 * O);
        int fewest = TModel.Mode == SequenceMode.ManyToOne ? 1 : 0;
        int[] lengths = [2, 1, 2];
        int[] shared = new int[Math.Max(outs, streams)];
        TState[] states = new TState[streams];
        yield return new(member, "a length too high", () => run(states, _xs.AsSpan(0, streams * 2 * I), [2, 3, 2], _ys.AsSpan(0, outs)));
        yield return new(member, "a length too low", () => run(states, _xs.AsSpan(0, streams * 2 * I), [2, 1, fewest - 1], _ys.AsSpan(0, outs)));
        yield return new(member, "a length too few", () => run(states, _xs.AsSpan(0, streams * 2 * I), [2, 1], _ys.AsSpan(0, outs)));
        yield return new(member, "no whole number of steps", () => run(states, _xs.AsSpan(0, (streams * 2 * I) - 1), lengths, _ys.AsSpan(0, outs)));
        yield return new(member, "too few outputs", () => run(states, _xs.AsSpan(0, streams * 2 * I), lengths, _ys.AsSpan(0, outs - 1)));
        yield return new(member, "outputs over inputs", () => run(states, OutputInputs(0, streams * 2 * I), lengths, _ys.AsSpan(0, outs)));
        yield return new(
            member, "outputs over lengths",
            () => run(states, _xs.AsSpan(0, streams * 2 * I), shared.AsSpan(0, streams), MemoryMarshal.Cast<int, float>(shared.AsSpan(0, outs))));
        if (HasState(1))
        {
            yield return new(
                member, "lengths in a state",
                () => run(states, _xs.AsSpan(0, streams * I), MemoryMarshal.Cast<TState, int>(states.AsSpan())[..streams], _ys.AsSpan(0, outs)));
        }

        if (Vocabulary > 0)
            yield return new(member, "a token too high", () => run(states, WithBadToken(streams * 2, 3, Vocabulary), [2, 2, 2], _ys.AsSpan(0, outs)));
        if (TooMany > 0)
            yield return new(
                member, "more steps than the history takes",
                () => run(_states.AsSpan(0, 2), new TInput[2 * I * TooMany], [0, TooMany], new float[2 * TooMany * O]));
    }

    private IEnumerable<BadCall> Scattered()
    {
        if (StepScattered is not { } some)
            yield break;
        const string member = "StepMany(states, streams, xs, ys)";
        int[] streams = [4, 1, 3];
        int[] shared = new int[O];
        TState[] zeros = new TState[2];
        yield return new(member, "a stream twice", () => some(_states, [1, 4, 1], _xs.AsSpan(0, 3 * I), _ys.AsSpan(0, 3 * O)));
        yield return new(member, "a stream too high", () => some(_states, [1, Streams], _xs.AsSpan(0, 2 * I), _ys.AsSpan(0, 2 * O)));
        yield return new(member, "a negative stream", () => some(_states, [-1, 2], _xs.AsSpan(0, 2 * I), _ys.AsSpan(0, 2 * O)));
        yield return new(member, "an input too few", () => some(_states, streams, _xs.AsSpan(0, 2 * I), _ys.AsSpan(0, 3 * O)));
        yield return new(member, "an output too many", () => some(_states, streams, _xs.AsSpan(0, 3 * I), _ys.AsSpan(0, 4 * O)));
        yield return new(member, "outputs over inputs", () => some(_states, streams, OutputInputs(0, 3 * I), _ys.AsSpan(0, 3 * O)));
        yield return new(
            member, "outputs over streams",
            () => some(_states, shared.AsSpan(0, 1), _xs.AsSpan(0, I), MemoryMarshal.Cast<int, float>(shared.AsSpan())));
        yield return new(
            member, "streams in a state",
            () => some(zeros, MemoryMarshal.Cast<TState, int>(zeros.AsSpan(1))[..1], _xs.AsSpan(0, I), _ys.AsSpan(0, O)));
        if (HasState(O))
            yield return new(member, "outputs in a state", () => some(_states, [2], _xs.AsSpan(0, I), StateFloats(1, O)));
        if (Vocabulary > 0)
            yield return new(member, "a token too high", () => some(_states, streams, WithBadToken(3, 2, Vocabulary), _ys.AsSpan(0, 3 * O)));
    }

    /// <summary>Sources of draws whose memory is ids, too.</summary>
    private readonly RandomState[] _zeroSources = new RandomState[2];

    private IEnumerable<BadCall> ManyGeneration()
    {
        if (GreedyMany is not { } greedy || SampledMany is not { } sampled)
            yield break;
        const string all = "GenerateMany(states, first, tokens, counts, sampling, random, endToken)";
        foreach (BadCall bad in Of("GenerateMany(states, first, tokens, counts, endToken)", greedy))
            yield return bad;
        foreach (BadCall bad in Of(all, (states, first, tokens, counts, end) => sampled(states, first, tokens, counts, default, new RandomState[2], end)))
            yield return bad;
        yield return new(
            all, "a source too few", () => sampled(_states.AsSpan(0, 2), [1, 1], _tokens.AsSpan(0, 4), new int[2], default, _randoms.AsSpan(0, 1), -1));
        yield return new(all, "no source", () => sampled(_states.AsSpan(0, 2), [1, 1], _tokens.AsSpan(0, 4), new int[2], default, [], -1));
        yield return new(
            all, "a negative temperature",
            () => sampled(_states.AsSpan(0, 2), [1, 1], _tokens.AsSpan(0, 4), new int[2], new Sampling(-1), _randoms.AsSpan(0, 2), -1));
        yield return new(
            all, "ids over the sources",
            () => sampled(
                _states.AsSpan(0, 2), [1, 1], MemoryMarshal.Cast<RandomState, int>(_randoms.AsSpan())[..4], new int[2], default, _randoms.AsSpan(0, 2), -1));
        yield return new(
            all, "first ids over the sources",
            () => sampled(
                _states.AsSpan(0, 2), MemoryMarshal.Cast<RandomState, int>(_zeroSources.AsSpan())[..2], _tokens.AsSpan(0, 4), new int[2], default, _zeroSources,
                -1));
        if (HasState(8))
        {
            yield return new(
                all, "sources in a state",
                () => sampled(
                    _states.AsSpan(0, 2), [1, 1], _tokens.AsSpan(0, 4), new int[2], default,
                    MemoryMarshal.Cast<TState, RandomState>(_states.AsSpan(1))[..2], -1));
        }

        IEnumerable<BadCall> Of(string member, GreedyManyCall<TState> write) =>
        [
            new(member, "a first token too high", () => write(_states.AsSpan(0, 2), [1, Vocabulary], _tokens.AsSpan(0, 4), new int[2], -1)),
            new(member, "a first token too few", () => write(_states.AsSpan(0, 2), [1], _tokens.AsSpan(0, 4), new int[2], -1)),
            new(member, "ids that are no whole number for each", () => write(_states.AsSpan(0, 2), [1, 1], _tokens.AsSpan(0, 5), new int[2], -1)),
            new(member, "a count too many", () => write(_states.AsSpan(0, 2), [1, 1], _tokens.AsSpan(0, 4), new int[3], -1)),
            new(member, "an end that is no token", () => write(_states.AsSpan(0, 2), [1, 1], _tokens.AsSpan(0, 4), new int[2], Vocabulary)),
            new(member, "ids over a state", () => write(
                _states.AsSpan(0, 2), [1, 1], MemoryMarshal.Cast<TState, int>(_states.AsSpan(1))[..4], new int[2], -1)),
            new(member, "ids over counts", () => write(_states.AsSpan(0, 2), [1, 1], _tokens.AsSpan(0, 4), _tokens.AsSpan(3, 2), -1)),
            .. TooMany == 0 ? Array.Empty<BadCall>()
                : [new(member, "more than the history takes", () => write(_states.AsSpan(0, 2), [1, 1], new int[2 * TooMany], new int[2], -1))],
        ];
    }
}

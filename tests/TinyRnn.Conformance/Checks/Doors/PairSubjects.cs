using System.Runtime.InteropServices;
using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>Encoder-decoders of numbers; one can be trained, the other has a history in both parts.</summary>
internal sealed class NumberPairSubject : DoorSubject
{
    private readonly Paired _pair = Paired.Create(3);
    private readonly PairedEncoder.State[] _states = new PairedEncoder.State[2];
    private readonly PairedDecoder.State[] _decoding = new PairedDecoder.State[2];
    private readonly float[] _memory = Signals.Noise(40, seed: 3);

    public override Type Type => typeof(Paired);

    public override IEnumerable<string> Harmless => ["Create(seed)"];

    public override IEnumerable<BadCall> Calls =>
    [
        new("Load(path, options)", "no path", () => Paired.Load("")),
        new("FromParameters(parameters)", "one too few", () => Paired.FromParameters(new float[Paired.ParameterCount - 1])),
        new("CopyParameters(parameters)", "room for one more", () => _pair.CopyParameters(new float[Paired.ParameterCount + 1])),
        new("Load(stream, options)", "null", () => Paired.Load((Stream)null!)),
        new("Load(file, options)", "no weights", () => Paired.Load([1, 2, 3])),
        new("LoadAsync(path, options, cancellationToken)", "no path", () => Paired.LoadAsync("").GetAwaiter().GetResult()),
        new("LoadAsync(stream, options, cancellationToken)", "null", () => Paired.LoadAsync((Stream)null!).GetAwaiter().GetResult()),
        new("Save(path)", "no path", () => _pair.Save("")),
        new("Save(stream)", "null", () => _pair.Save((Stream)null!)),
        new(".ctor(encoder, decoder)", "no encoder", () => _ = new Paired(null!, _pair.Decoder)),
        new(".ctor(encoder, decoder)", "no decoder", () => _ = new Paired(_pair.Encoder, null!)),
        new("Encode(xs)", "a part of a step", () => _pair.Encode(_memory.AsSpan(0, 4))),
        new("Encode(state, xs)", "a part of a step", () => _pair.Encode(ref _states[0], _memory.AsSpan(0, 4))),
        new("Encode(state, xs)", "in the state", () => _pair.Encode(ref _states[0], MemoryMarshal.Cast<PairedEncoder.State, float>(_states.AsSpan())[..6])),
        new("EncodeMany(xs, lengths, states)", "a part of a step", () => _pair.EncodeMany(_memory.AsSpan(0, 7), [], _decoding)),
        new("EncodeMany(xs, lengths, states)", "a length too high", () => _pair.EncodeMany(_memory.AsSpan(0, 12), [1, 3], _decoding)),
        new("EncodeMany(xs, lengths, states)", "a length too few", () => _pair.EncodeMany(_memory.AsSpan(0, 12), [1], _decoding)),
        new("EncodeMany(xs, lengths, states)", "in a state",
            () => _pair.EncodeMany(MemoryMarshal.Cast<PairedDecoder.State, float>(_decoding.AsSpan())[..6], [], _decoding)),
        new("Run(source, xs, decoderXs, ys)", "a part of a source step",
            () => _pair.Run(ref _states[0], _memory.AsSpan(0, 4), _memory.AsSpan(6, 4), _memory.AsSpan(20, 4))),
        new("Run(source, xs, decoderXs, ys)", "outputs in the state", () => _pair.Run(
            ref _states[0], _memory.AsSpan(0, 3), _memory.AsSpan(6, 4), MemoryMarshal.Cast<PairedEncoder.State, float>(_states.AsSpan())[..4])),
        new("RunMany(xs, lengths, states, decoderXs, ys)", "a part of a target step",
            () => _pair.RunMany(_memory.AsSpan(0, 6), [], _decoding, _memory.AsSpan(6, 5), _memory.AsSpan(20, 4))),
        new("RunMany(xs, lengths, states, decoderXs, ys)", "too few outputs",
            () => _pair.RunMany(_memory.AsSpan(0, 6), [], _decoding, _memory.AsSpan(6, 4), _memory.AsSpan(20, 3))),
        new("RunMany(xs, lengths, states, decoderXs, ys)", "outputs over inputs",
            () => _pair.RunMany(_memory.AsSpan(0, 6), [1, 1], _decoding, _memory.AsSpan(6, 4), _memory.AsSpan(8, 4))),
        new("RunMany(xs, lengths, states, decoderXs, ys)", "a length below 0",
            () => _pair.RunMany(_memory.AsSpan(0, 6), [1, -1], _decoding, _memory.AsSpan(6, 4), _memory.AsSpan(20, 4))),
        new("Generate(source, xs, first, ys)", "a part of a source step",
            () => _pair.Generate(ref _states[0], _memory.AsSpan(0, 4), _memory.AsSpan(6, 2), _memory.AsSpan(20, 4))),
        new("Generate(source, xs, first, ys)", "inputs in the state", () => _pair.Generate(
            ref _states[0], MemoryMarshal.Cast<PairedEncoder.State, float>(_states.AsSpan())[..3], _memory.AsSpan(6, 2), _memory.AsSpan(20, 4))),
        new("Run(xs, decoderXs, ys)", "a part of a source step", () => _pair.Run(_memory.AsSpan(0, 4), _memory.AsSpan(6, 4), _memory.AsSpan(20, 4))),
        new("Run(xs, decoderXs, ys)", "a part of a target step", () => _pair.Run(_memory.AsSpan(0, 3), _memory.AsSpan(6, 5), _memory.AsSpan(20, 4))),
        new("Run(xs, decoderXs, ys)", "too few outputs", () => _pair.Run(_memory.AsSpan(0, 3), _memory.AsSpan(6, 4), _memory.AsSpan(20, 3))),
        new("Run(xs, decoderXs, ys)", "outputs over inputs", () => _pair.Run(_memory.AsSpan(0, 3), _memory.AsSpan(6, 4), _memory.AsSpan(8, 4))),
        new("Generate(xs, first, ys)", "a part of a source step", () => _pair.Generate(_memory.AsSpan(0, 4), _memory.AsSpan(6, 2), _memory.AsSpan(20, 4))),
        new("Generate(xs, first, ys)", "two inputs", () => _pair.Generate(_memory.AsSpan(0, 3), _memory.AsSpan(6, 4), _memory.AsSpan(20, 4))),
        new("Generate(xs, first, ys)", "outputs over the input", () => _pair.Generate(_memory.AsSpan(0, 3), _memory.AsSpan(6, 2), _memory.AsSpan(7, 4))),
    ];

    public override void Look(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes(_states.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_decoding.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_memory.AsSpan()));
    }

    public override void Behave()
    {
        _pair.Encode(ref _states[0], _memory.AsSpan(0, 6));
        _pair.Run(_memory.AsSpan(0, 3), _memory.AsSpan(6, 4), _memory.AsSpan(20, 4));
        _pair.EncodeMany(_memory.AsSpan(0, 6), [], _decoding);
    }
}

/// <summary>What a pair with histories refuses: the steps that one of them cannot take.</summary>
internal sealed class HistoryPairSubject : DoorSubject
{
    private readonly HistoryPair _pair = HistoryPair.Create(3);
    private readonly HistoryEncoder.State[] _states = new HistoryEncoder.State[1];
    private readonly HistoryDecoder.State[] _decoding = new HistoryDecoder.State[2];
    private readonly float[] _memory = Signals.Noise(60, seed: 3);

    public override Type Type => typeof(HistoryPair);

    public override IEnumerable<string> Harmless => ["Create(seed)"];

    public override IEnumerable<BadCall> Calls =>
    [
        new("Load(path, options)", "no path", () => HistoryPair.Load("")),
        new("FromParameters(parameters)", "one too few", () => HistoryPair.FromParameters(new float[HistoryPair.ParameterCount - 1])),
        new("CopyParameters(parameters)", "room for one more", () => _pair.CopyParameters(new float[HistoryPair.ParameterCount + 1])),
        new("Load(stream, options)", "null", () => HistoryPair.Load((Stream)null!)),
        new("Load(file, options)", "no weights", () => HistoryPair.Load([1, 2, 3])),
        new("LoadAsync(path, options, cancellationToken)", "no path", () => HistoryPair.LoadAsync("").GetAwaiter().GetResult()),
        new("LoadAsync(stream, options, cancellationToken)", "null", () => HistoryPair.LoadAsync((Stream)null!).GetAwaiter().GetResult()),
        new("Save(path)", "no path", () => _pair.Save("")),
        new("Save(stream)", "null", () => _pair.Save((Stream)null!)),
        new(".ctor(encoder, decoder)", "no encoder", () => _ = new HistoryPair(null!, _pair.Decoder)),
        new("Encode(xs)", "too long", () => _pair.Encode(_memory.AsSpan(0, 10))),
        new("Encode(state, xs)", "too long", () => _pair.Encode(ref _states[0], _memory.AsSpan(0, 10))),
        new("EncodeMany(xs, lengths, states)", "too long", () => _pair.EncodeMany(_memory.AsSpan(0, 20), [5, 1], _decoding)),
        new("Run(source, xs, decoderXs, ys)", "a source too long",
            () => _pair.Run(ref _states[0], _memory.AsSpan(0, 10), _memory.AsSpan(20, 4), _memory.AsSpan(40, 4))),
        new("RunMany(xs, lengths, states, decoderXs, ys)", "a source too long",
            () => _pair.RunMany(_memory.AsSpan(0, 20), [], _decoding, _memory.AsSpan(20, 8), _memory.AsSpan(40, 8))),
        new("RunMany(xs, lengths, states, decoderXs, ys)", "a target too long",
            () => _pair.RunMany(_memory.AsSpan(0, 8), [], _decoding, _memory.AsSpan(10, 16), _memory.AsSpan(40, 16))),
        new("Generate(source, xs, first, ys)", "a target too long",
            () => _pair.Generate(ref _states[0], _memory.AsSpan(0, 4), _memory.AsSpan(20, 2), _memory.AsSpan(40, 8))),
        new("Run(xs, decoderXs, ys)", "a source too long", () => _pair.Run(_memory.AsSpan(0, 10), _memory.AsSpan(20, 4), _memory.AsSpan(40, 4))),
        new("Run(xs, decoderXs, ys)", "a target too long", () => _pair.Run(_memory.AsSpan(0, 4), _memory.AsSpan(20, 8), _memory.AsSpan(40, 8))),
        new("Generate(xs, first, ys)", "a source too long", () => _pair.Generate(_memory.AsSpan(0, 10), _memory.AsSpan(20, 2), _memory.AsSpan(40, 4))),
        new("Generate(xs, first, ys)", "a target too long", () => _pair.Generate(_memory.AsSpan(0, 4), _memory.AsSpan(20, 2), _memory.AsSpan(40, 8))),
    ];

    public override void Look(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes(_states.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_decoding.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_memory.AsSpan()));
    }

    public override void Behave()
    {
        _pair.Encode(ref _states[0], _memory.AsSpan(0, 8));
        _pair.Run(_memory.AsSpan(0, 8), _memory.AsSpan(20, 6), _memory.AsSpan(40, 6));
    }
}

/// <summary>A pair from tokens to tokens, whose decoder can only write three.</summary>
internal sealed class WordPairSubject : DoorSubject
{
    private readonly WordPair _pair = WordPair.Create(3);
    private readonly WordEncoder.State[] _states = new WordEncoder.State[2];
    private readonly WordDecoder.State[] _decoding = new WordDecoder.State[2];
    private readonly int[] _ids = [1, 2, 3, 7, 0, 5];
    private readonly int[] _tokens = [-5, -5, -5, -5, -5];
    private readonly float[] _ys = Signals.Noise(24, seed: 4);
    private readonly RandomState[] _randoms = [new RandomState(1), new RandomState(2)];
    private readonly RandomState[] _zeros = new RandomState[1];

    public override Type Type => typeof(WordPair);

    public override IEnumerable<string> Harmless => ["Create(seed)"];

    public override IEnumerable<BadCall> Calls =>
    [
        new("Load(path, options)", "no path", () => WordPair.Load("")),
        new("FromParameters(parameters)", "one too few", () => WordPair.FromParameters(new float[WordPair.ParameterCount - 1])),
        new("CopyParameters(parameters)", "room for one more", () => _pair.CopyParameters(new float[WordPair.ParameterCount + 1])),
        new("Load(stream, options)", "null", () => WordPair.Load((Stream)null!)),
        new("Load(file, options)", "no weights", () => WordPair.Load([1, 2, 3])),
        new("LoadAsync(path, options, cancellationToken)", "no path", () => WordPair.LoadAsync("").GetAwaiter().GetResult()),
        new("LoadAsync(stream, options, cancellationToken)", "null", () => WordPair.LoadAsync((Stream)null!).GetAwaiter().GetResult()),
        new("Save(path)", "no path", () => _pair.Save("")),
        new("Save(stream)", "null", () => _pair.Save((Stream)null!)),
        new(".ctor(encoder, decoder)", "no encoder", () => _ = new WordPair(null!, _pair.Decoder)),
        new("Encode(xs)", "a token too high", () => _pair.Encode(_ids.AsSpan(0, 4))),
        new("Encode(state, xs)", "a token too high", () => _pair.Encode(ref _states[0], _ids.AsSpan(0, 4))),
        new("Encode(state, xs)", "in the state", () => _pair.Encode(ref _states[0], MemoryMarshal.Cast<WordEncoder.State, int>(_states.AsSpan())[..3])),
        new("EncodeMany(xs, lengths, states)", "a token too high", () => _pair.EncodeMany(_ids.AsSpan(0, 4), [2, 2], _decoding)),
        new("Run(source, xs, decoderXs, ys)", "a source token too high",
            () => _pair.Run(ref _states[0], _ids.AsSpan(0, 4), _ids.AsSpan(4, 2), _ys.AsSpan(0, 16))),
        new("RunMany(xs, lengths, states, decoderXs, ys)", "a target token too high",
            () => _pair.RunMany(_ids.AsSpan(0, 2), [], _decoding, [1, 8], _ys.AsSpan(0, 16))),
        .. Generation("Generate(source, xs, first, tokens, endToken)", (xs, first, tokens, _, end) => _pair.Generate(ref _states[0], xs, first, tokens, end)),
        .. Generation(
            "Generate(source, xs, first, tokens, sampling, random, endToken)",
            (xs, first, tokens, sampling, end) => _pair.Generate(ref _states[0], xs, first, tokens, sampling, ref _randoms[0], end)),
        .. Generation(
            "GenerateMany(xs, lengths, states, first, tokens, counts, endToken)",
            (xs, first, tokens, _, end) => { _pair.GenerateMany(xs, [], _decoding.AsSpan(0, 1), [first], tokens, new int[1], end); return 0; }),
        .. Generation(
            "GenerateMany(xs, lengths, states, first, tokens, counts, sampling, random, endToken)",
            (xs, first, tokens, sampling, end) =>
            {
                _pair.GenerateMany(xs, [], _decoding.AsSpan(0, 1), [first], tokens, new int[1], sampling, _randoms.AsSpan(0, 1), end);
                return 0;
            }),
        new("GenerateMany(xs, lengths, states, first, tokens, counts, endToken)", "a length too high",
            () => _pair.GenerateMany(_ids.AsSpan(0, 2), [1, 2], _decoding, [1, 1], _tokens.AsSpan(0, 4), new int[2])),
        new("Run(xs, decoderXs, ys)", "a source token too high", () => _pair.Run(_ids.AsSpan(0, 4), _ids.AsSpan(4, 2), _ys.AsSpan(0, 16))),
        new("Run(xs, decoderXs, ys)", "a target token too high", () => _pair.Run(_ids.AsSpan(0, 3), [1, 8], _ys.AsSpan(0, 16))),
        new("Run(xs, decoderXs, ys)", "too many steps", () => _pair.Run(_ids.AsSpan(0, 3), [1, 2, 3, 4], new float[32])),
        new("Run(xs, decoderXs, ys)", "outputs over inputs",
            () => _pair.Run(_ids.AsSpan(0, 3), MemoryMarshal.Cast<float, int>(_ys.AsSpan())[..2], _ys.AsSpan(0, 16))),
        .. Generation("Generate(xs, first, tokens, endToken)", (xs, first, tokens, _, end) => _pair.Generate(xs, first, tokens, end)),
        .. Generation(
            "Generate(xs, first, tokens, sampling, random, endToken)",
            (xs, first, tokens, sampling, end) => _pair.Generate(xs, first, tokens, sampling, ref _randoms[0], end)),
        new("Generate(xs, first, tokens, sampling, random, endToken)", "no temperature",
            () => _pair.Generate(_ids.AsSpan(0, 3), 1, [], new Sampling(float.NaN), ref _randoms[0])),
        new("Generate(xs, first, tokens, sampling, random, endToken)", "TopK below 0",
            () => _pair.Generate(_ids.AsSpan(0, 3), 1, _tokens.AsSpan(0, 2), new Sampling(1, -2), ref _randoms[0])),
        new("Generate(xs, first, tokens, sampling, random, endToken)", "ids over the random state", () =>
            _pair.Generate(_ids.AsSpan(0, 3), 1, MemoryMarshal.Cast<RandomState, int>(_randoms.AsSpan())[..3], default, ref _randoms[0])),
        new("Generate(source, xs, first, tokens, sampling, random, endToken)", "the random state in the source's", () => _pair.Generate(
            ref _states[0], _ids.AsSpan(0, 3), 1, _tokens.AsSpan(0, 2), default, ref MemoryMarshal.Cast<WordEncoder.State, RandomState>(_states.AsSpan())[0])),
        new("GenerateMany(xs, lengths, states, first, tokens, counts, sampling, random, endToken)", "sources of draws in a state", () => _pair.GenerateMany(
            _ids.AsSpan(0, 2), [], _decoding.AsSpan(0, 1), [1], _tokens.AsSpan(0, 2), new int[1], default,
            MemoryMarshal.Cast<WordDecoder.State, RandomState>(_decoding.AsSpan())[..1])),
        new("GenerateMany(xs, lengths, states, first, tokens, counts, sampling, random, endToken)", "first ids over sources of draws", () =>
            _pair.GenerateMany(
                _ids.AsSpan(0, 2), [], _decoding.AsSpan(0, 1), MemoryMarshal.Cast<RandomState, int>(_zeros.AsSpan())[..1], _tokens.AsSpan(0, 2), new int[1],
                default, _zeros)),
    ];

    private delegate int Writing(ReadOnlySpan<int> xs, int first, Span<int> tokens, Sampling sampling, int endToken);

    public override void Look(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes(_states.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_decoding.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_ids.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_tokens.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_ys.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_randoms.AsSpan()));
    }

    public override void Behave()
    {
        _pair.Run(_ids.AsSpan(0, 3), [1, 2, 3], _ys);
        _pair.Generate(_ids.AsSpan(0, 3), 1, _tokens.AsSpan(0, 3), default, ref _randoms[0]);
    }

    private IEnumerable<BadCall> Generation(string member, Writing write) =>
    [
        new(member, "a source token too high", () => write(_ids.AsSpan(0, 4), 1, _tokens.AsSpan(0, 2), default, -1)),
        new(member, "a first token too high", () => write(_ids.AsSpan(0, 3), 8, _tokens.AsSpan(0, 2), default, -1)),
        new(member, "an end that is no token", () => write(_ids.AsSpan(0, 3), 1, _tokens.AsSpan(0, 2), default, 8)),
        new(member, "more than the history takes", () => write(_ids.AsSpan(0, 3), 1, _tokens.AsSpan(0, 4), default, -1)),
    ];
}

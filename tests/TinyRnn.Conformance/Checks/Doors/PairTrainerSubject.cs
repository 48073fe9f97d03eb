using System.Runtime.InteropServices;
using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>The trainer of an encoder-decoder of tokens.</summary>
internal sealed class PairTrainerSubject : DoorSubject
{
    private const int Batch = 2;
    private readonly PairedTokens _pair = PairedTokens.Create(4);
    private readonly PairedTokens.Trainer _trainer;
    private readonly int[] _sources = [1, 2, 3, 4, 5, 6];
    private readonly int[] _inputs = [1, 2, 3, 4];
    private readonly int[] _targets = [2, 3, 4, 5];
    private readonly float[] _buffer = new float[PairedTokens.ParameterCount + 2];
    private readonly PairedTokenEncoder.State[] _states = new PairedTokenEncoder.State[Batch];

    public PairTrainerSubject()
    {
        _trainer = new(_pair);
        _trainer.TrainBatch(_sources, _inputs, _targets, new() { Batch = Batch });
        _trainer.Accumulate(_sources, _inputs, _targets, new() { Batch = Batch });
    }

    public override Type Type => typeof(PairedTokens.Trainer);

    public override IEnumerable<string> Harmless => TrainerDoors.Harmless;

    public override IEnumerable<BadCall> Calls => [.. TrainerDoors.Of(_trainer, PairedTokens.ParameterCount, _buffer), .. Batches(), .. Views()];

    public override void Look(BinaryWriter writer)
    {
        TrainerDoors.Look(writer, _trainer, PairedTokens.ParameterCount);
        writer.Write(MemoryMarshal.AsBytes(_pair.Encoder.Parameters));
        writer.Write(MemoryMarshal.AsBytes(_pair.Decoder.Parameters));
        writer.Write(MemoryMarshal.AsBytes(_buffer.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_states.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_sources.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_inputs.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_targets.AsSpan()));
    }

    public override void Behave()
    {
        _trainer.Update();
        _trainer.TrainBatch(_sources, _inputs, _targets, new() { Batch = Batch });
        _trainer.Publish();
    }

    private delegate void BatchCall(
        ReadOnlySpan<int> sources, ReadOnlySpan<int> inputs, ReadOnlySpan<int> targets, EncoderDecoderOptions<PairedTokenEncoder.State> options);

    private IEnumerable<BadCall> Batches()
    {
        foreach ((string member, BatchCall call) in ((string, BatchCall)[])
            [
                ("TrainBatch(sources, inputs, targets, options)",
                    (sources, inputs, targets, options) => _trainer.TrainBatch(sources, inputs, targets, options)),
                ("Accumulate(sources, inputs, targets, options)",
                    (sources, inputs, targets, options) => _trainer.Accumulate(sources, inputs, targets, options)),
                ("Evaluate(sources, inputs, targets, options)", (sources, inputs, targets, options) => _trainer.Evaluate(sources, inputs, targets, options)),
            ])
        {
            yield return new(member, "a source id too high", () => call([1, 2, 3, 4, 5, 11], _inputs, _targets, new() { Batch = Batch }));
            yield return new(member, "an input id too high", () => call(_sources, [1, 2, 3, 9], _targets, new() { Batch = Batch }));
            yield return new(member, "a class too high", () => call(_sources, _inputs, [1, 2, 3, 9], new() { Batch = Batch }));
            yield return new(member, "too few targets", () => call(_sources, _inputs, [1, 2, 3], new() { Batch = Batch }));
            yield return new(member, "no source", () => call([], _inputs, _targets, new() { Batch = Batch }));
            yield return new(member, "a batch too many", () => call(_sources, _inputs, _targets, new() { Batch = 4 }));
            yield return new(member, "a source length too long", () => call(_sources, _inputs, _targets, new() { Batch = Batch, SourceLengths = [3, 4] }));
            yield return new(member, "a length of 0", () => call(_sources, _inputs, _targets, new() { Batch = Batch, Lengths = [0, 1] }));
            yield return new(member, "a state too few", () => call(_sources, _inputs, _targets, new() { Batch = Batch, States = _states.AsSpan(1) }));
            yield return new(member, "a weight below 0", () => call(_sources, _inputs, _targets, new() { Batch = Batch, Weights = [1, 1, 1, -1] }));
        }
    }

    private IEnumerable<BadCall> Views()
    {
        yield return new(".ctor(model, snapshots)", "no model", () => _ = new PairedTokens.Trainer(null!));
        yield return new("CopySourceGradients(gradients)", "there are none", () => _trainer.CopySourceGradients(_buffer));
        yield return new("CopyInputGradients(gradients)", "there are none", () => _trainer.CopyInputGradients(_buffer));
        yield return new("InitialHiddenGradient(index, sequence)", "there are none", () => _trainer.InitialHiddenGradient(0));
        yield return new("InitialCellGradient(index, sequence)", "there are none", () => _trainer.InitialCellGradient(0));
    }
}

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
    private readonly float[] _ys = new float[Batch * 2 * PairedTokenDecoder.OutputSize];

    public PairTrainerSubject()
    {
        _trainer = new(_pair);
        _trainer.TrainBatch(_sources, _inputs, _targets, new() { Batch = Batch });
        _trainer.Accumulate(_sources, _inputs, _targets, new() { Batch = Batch });
        _trainer.Forward(_sources, _inputs, _ys, new() { Batch = Batch, States = _states });
    }

    public override Type Type => typeof(PairedTokens.Trainer);

    /// <summary>Publishing is not harmless: <see cref="Behave"/> calls it wrongly, when the tape has been used.</summary>
    public override IEnumerable<string> Harmless => TrainerDoors.Harmless.Append("Publish()");

    // Publish imports, which the tape does not survive: it comes last, behind the backward pass that goes through it.
    public override IEnumerable<BadCall> Calls => [.. Doors.Where(bad => bad.Member != "Publish()"), .. Batches(), .. Passes(), .. Views()];

    private IEnumerable<BadCall> Doors => TrainerDoors.Of(_trainer, PairedTokens.ParameterCount, _buffer);

    public override void Look(BinaryWriter writer)
    {
        TrainerDoors.Look(writer, _trainer, PairedTokens.ParameterCount);
        writer.Write(MemoryMarshal.AsBytes(_pair.Encoder.Parameters));
        writer.Write(MemoryMarshal.AsBytes(_pair.Decoder.Parameters));
        writer.Write(MemoryMarshal.AsBytes(_buffer.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_states.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_ys.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_sources.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_inputs.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_targets.AsSpan()));
    }

    public override void Behave()
    {
        _trainer.Backward(_ys);
        _trainer.Update();
        _trainer.TrainBatch(_sources, _inputs, _targets, new() { Batch = Batch });
        foreach (BadCall bad in Doors.Where(bad => bad.Member == "Publish()"))
            Verify.Throws<InvalidOperationException>(bad.Call);
        Verify.That(!_pair.Encoder.Parameters.Contains(float.NaN) && !_pair.Decoder.Parameters.Contains(float.NaN), "a NaN was published");
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

    private IEnumerable<BadCall> Passes()
    {
        const string forward = "Forward(sources, inputs, outputs, options, isTraining)";
        yield return new(forward, "a source id too high", () => _trainer.Forward([1, 2, 3, 4, 5, 11], _inputs, _ys, new() { Batch = Batch }, isTraining: true));
        yield return new(forward, "an input id too high", () => _trainer.Forward(_sources, [1, 2, 3, 9], _ys, new() { Batch = Batch }, isTraining: true));
        yield return new(forward, "too few outputs", () => _trainer.Forward(_sources, _inputs, _ys.AsSpan(1), new() { Batch = Batch }, isTraining: true));
        yield return new(forward, "a source length too long", () =>
            _trainer.Forward(_sources, _inputs, _ys, new() { Batch = Batch, SourceLengths = [3, 4] }, isTraining: true));
        yield return new(
            forward, "a length of 0", () => _trainer.Forward(_sources, _inputs, _ys, new() { Batch = Batch, Lengths = [0, 1] }, isTraining: true));
        yield return new(
            forward, "weights", () => _trainer.Forward(_sources, _inputs, _ys, new() { Batch = Batch, Weights = [1, 1, 1, 1] }, isTraining: true));
        yield return new(forward, "outputs over states", () => _trainer.Forward(
            _sources.AsSpan(0, 1), _inputs.AsSpan(0, 1), MemoryMarshal.Cast<PairedTokenEncoder.State, float>(_states.AsSpan())[..PairedTokenDecoder.OutputSize],
            new() { States = _states.AsSpan(0, 1) }, isTraining: true));
        yield return new("Backward(outputGradients)", "one too few", () => _trainer.Backward(_ys.AsSpan(1)));
        yield return new("Backward(outputGradients)", "nothing", () => _trainer.Backward([]));
        foreach ((string member, Action<int, int, int> view) in ((string, Action<int, int, int>)[])
            [
                ("EncoderGate(index, gate, step, sequence)", (index, step, sequence) => _trainer.EncoderGate(index, 0, step, sequence)),
                ("EncoderHiddenState(index, step, sequence)", (index, step, sequence) => _trainer.EncoderHiddenState(index, step, sequence)),
                ("EncoderCellState(index, step, sequence)", (index, step, sequence) => _trainer.EncoderCellState(index, step, sequence)),
                ("DecoderGate(index, gate, step, sequence)", (index, step, sequence) => _trainer.DecoderGate(index, 0, step, sequence)),
                ("DecoderHiddenState(index, step, sequence)", (index, step, sequence) => _trainer.DecoderHiddenState(index, step, sequence)),
                ("DecoderCellState(index, step, sequence)", (index, step, sequence) => _trainer.DecoderCellState(index, step, sequence)),
            ])
        {
            yield return new(member, "no such vector", () => view(99, 0, 0));
            yield return new(member, "a negative vector", () => view(-1, 0, 0));
            yield return new(member, "no such step", () => view(0, 3, 0));
            yield return new(member, "no such pair", () => view(0, 0, Batch));
        }

        yield return new("EncoderGate(index, gate, step, sequence)", "no such gate", () => _trainer.EncoderGate(0, 3, 0));
        yield return new("DecoderGate(index, gate, step, sequence)", "no such gate", () => _trainer.DecoderGate(0, -1, 0));
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

using System.Runtime.InteropServices;

namespace TinyRnn.Conformance;

/// <summary>Drawing tokens from scores of one's own.</summary>
internal sealed class DrawingSubject : DoorSubject
{
    private readonly float[] _scores = [0.5f, -1, 2, float.NegativeInfinity, 1];
    private readonly float[] _spoilt = [1, float.NaN, 0];
    private readonly float[] _unbounded = [1, float.PositiveInfinity, 0];
    private readonly RandomState[] _randoms = [new RandomState(9)];
    private int _drawn;

    public override Type Type => typeof(TokenSampler);

    public override IEnumerable<string> Harmless => ["ToLogits(probabilities)"];

    public override IEnumerable<BadCall> Calls =>
    [
        new("Best(scores)", "none", () => TokenSampler.Best([])),
        new("Best(scores)", "a NaN", () => TokenSampler.Best(_spoilt)),
        new("Draw(logits, sampling, random)", "none", () => TokenSampler.Draw([], default, ref _randoms[0])),
        new("Draw(logits, sampling, random)", "a NaN", () => TokenSampler.Draw(_spoilt, default, ref _randoms[0])),
        new("Draw(logits, sampling, random)", "an infinite score", () => TokenSampler.Draw(_unbounded, default, ref _randoms[0])),
        new("Draw(logits, sampling, random)", "a negative temperature", () => TokenSampler.Draw(_scores, new Sampling(-0.5f), ref _randoms[0])),
        new("Draw(logits, sampling, random)", "a temperature that is NaN", () => TokenSampler.Draw(_scores, new Sampling(float.NaN), ref _randoms[0])),
        new("Draw(logits, sampling, random)", "TopK below 0", () => TokenSampler.Draw(_scores, new Sampling(1, -1), ref _randoms[0])),
    ];

    public override void Look(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes(_scores.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_spoilt.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_unbounded.AsSpan()));
        writer.Write(_randoms[0].Value);
        writer.Write(_drawn);
    }

    public override void Behave() => _drawn = 1 + TokenSampler.Draw(_scores, default, ref _randoms[0]);
}

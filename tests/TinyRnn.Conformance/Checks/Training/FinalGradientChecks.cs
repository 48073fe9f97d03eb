using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>Gradients of last states, given from outside: a chain of two trainers is the trainer of the chain.</summary>
internal static class FinalGradientChecks
{
    private const int Batch = PairBatch<float, float, float>.Count;

    private static readonly PairBatch<float, float, float> s_batch = new(Signals.Noise(3 * 7 * 3, 1), Signals.Noise(3 * 5 * 2, 2), Signals.Noise(3 * 5 * 2, 3));

    public static IReadOnlyList<Check> All { get; } =
    [
        new("An encoder and a decoder, each with its own trainer, learn as the pair does", Chained),
        new("Gradients of last states are zeros after each forward pass", Cleared),
        new("Gradients of last states are taken only between a forward and a backward pass", Refused),
    ];

    private static void Chained()
    {
        Paired pair = Paired.Create(1);
        Paired.Trainer both = new(pair) { HasInputGradients = true };
        double loss = s_batch.Accumulate(both);
        float[] expected = new float[Paired.ParameterCount];
        both.CopyGradients(expected);

        Chain chain = new(PairedEncoder.FromParameters(pair.Encoder.Parameters), PairedDecoder.FromParameters(pair.Decoder.Parameters));
        Verify.Equal(loss, chain.Accumulate(s_batch), "loss");
        Compare();
        float[] sources = new float[s_batch.Sources.Length];
        both.CopySourceGradients(sources);
        float[] found = new float[sources.Length];
        chain.Encoder.CopyInputGradients(found);
        Verify.That(sources.AsSpan().SequenceEqual(found), "gradients of the sources");
        for (int b = 0; b < Batch; b++)
        {
            Verify.That(both.InitialHiddenGradient(0, b).SequenceEqual(chain.Encoder.InitialHiddenGradient(0, b)), $"gradient of hidden state {b}");
            Verify.That(both.InitialCellGradient(0, b).SequenceEqual(chain.Encoder.InitialCellGradient(0, b)), $"gradient of cell state {b}");
        }

        // Again: nothing of the first time is left, and nothing is allocated.
        Allocation.IsNone(() => chain.Accumulate(s_batch), warmUp: 1, repeats: 2);
        chain.Encoder.DropGradients();
        chain.Decoder.DropGradients();
        chain.Accumulate(s_batch);
        Compare();

        void Compare()
        {
            float[] gradients = new float[Paired.ParameterCount];
            chain.Encoder.CopyGradients(gradients.AsSpan(0, PairedEncoder.ParameterCount));
            chain.Decoder.CopyGradients(gradients.AsSpan(PairedEncoder.ParameterCount));
            Verify.That(gradients.AsSpan().SequenceEqual(expected), "gradients of the weights");
        }
    }

    private static void Cleared()
    {
        PairedEncoder.Trainer trainer = new(PairedEncoder.Create(1));
        float[] outputs = new float[7 * 5];
        float[] xs = s_batch.Sources[..21];
        float[] none = new float[outputs.Length];
        trainer.Forward(xs, outputs);
        trainer.FinalHiddenGradient(0).Fill(1);
        trainer.FinalCellGradient(0).Fill(1);
        trainer.Backward(none);
        Verify.That(Gradients(trainer).AsSpan().ContainsAnyExcept(0f), "the gradient of the last state has no effect");
        trainer.DropGradients();

        // A new pass that asks for them, one that does not, and a batch of its own.
        trainer.Forward(xs, outputs);
        Verify.That(
            !trainer.FinalHiddenGradient(0).ContainsAnyExcept(0f)
            && !trainer.FinalCellGradient(0).ContainsAnyExcept(0f), "gradients of the last pass are still there");
        trainer.FinalHiddenGradient(0).Fill(1);
        trainer.Forward(xs, outputs);
        trainer.Backward(none);
        Verify.That(!Gradients(trainer).AsSpan().ContainsAnyExcept(0f), "a gradient of a last state has outlived its pass");
        trainer.DropGradients();
        trainer.Accumulate(xs, outputs);
        Verify.That(!Gradients(trainer).AsSpan().ContainsAnyExcept(0f), "a batch without an error has a gradient");
    }

    private static void Refused()
    {
        PairedEncoder.Trainer trainer = new(PairedEncoder.Create(1));
        float[] outputs = new float[7 * 5];
        float[] xs = s_batch.Sources[..21];
        Verify.Throws<InvalidOperationException>(() => trainer.FinalHiddenGradient(0), "call Forward first");
        trainer.Forward(xs, outputs);
        Verify.Throws<ArgumentOutOfRangeException>(() => trainer.FinalHiddenGradient(0, 1), "Sequence 1", "had 1");
        Verify.Throws<ArgumentOutOfRangeException>(() => trainer.FinalCellGradient(1), "Hidden vector 1", "has 1");
        trainer.Forward(xs, outputs);
        Verify.Throws<ArgumentException>(() => trainer.Backward([]), "the number of outputs is 35");
        trainer.FinalHiddenGradient(0).Fill(1);
        trainer.Backward([]);
        Verify.Throws<InvalidOperationException>(() => trainer.FinalHiddenGradient(0), "call Forward first");
    }

    private static float[] Gradients(PairedEncoder.Trainer trainer)
    {
        float[] gradients = new float[PairedEncoder.ParameterCount];
        trainer.CopyGradients(gradients);
        return gradients;
    }

    /// <summary>Teacher forcing by hand: the encoder's last states start the decoder, and the gradients of those go back into the encoder.</summary>
    private sealed class Chain(PairedEncoder encoder, PairedDecoder decoder)
    {
        private readonly PairedEncoder.State[] _read = new PairedEncoder.State[Batch];
        private readonly PairedDecoder.State[] _written = new PairedDecoder.State[Batch];
        private readonly float[] _outputs = new float[Batch * 7 * 5];

        public PairedEncoder.Trainer Encoder { get; } = new(encoder) { HasInputGradients = true };

        public PairedDecoder.Trainer Decoder { get; } = new(decoder) { HasInputGradients = true };

        public float Accumulate(PairBatch<float, float, float> batch)
        {
            _read.AsSpan().Clear();
            Encoder.Forward(batch.Sources, _outputs, new() { Batch = Batch, Lengths = batch.SourceLengths, States = _read }, isTraining: true);
            for (int b = 0; b < Batch; b++)
            {
                _read[b].Lstm1Hidden.CopyTo(_written[b].Lstm1Hidden);
                _read[b].Lstm1Cell.CopyTo(_written[b].Lstm1Cell);
            }

            float loss = Decoder.Accumulate(batch.Inputs, batch.Targets, new() { Batch = Batch, Lengths = batch.Lengths, States = _written });
            for (int b = 0; b < Batch; b++)
            {
                Decoder.InitialHiddenGradient(0, b).CopyTo(Encoder.FinalHiddenGradient(0, b));
                Decoder.InitialCellGradient(0, b).CopyTo(Encoder.FinalCellGradient(0, b));
            }

            Encoder.Backward([]);
            return loss;
        }
    }
}

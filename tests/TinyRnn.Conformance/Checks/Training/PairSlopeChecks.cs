using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>
/// Gradients of an encoder-decoder against central differences of the loss of two scalar networks in double: teacher forcing over sources and targets of
/// unequal lengths, targets with weights, and encoders that begin at states that are not zero; with respect to the weights of both parts, the sources, the
/// decoder's inputs and the initial states.
/// </summary>
internal static class PairSlopeChecks
{
    private const int Count = PairBatch<float, float, float>.Count;

    private static readonly float[] s_weights = [2, 0.5f, 1, 1, 1, 0, 3, 0.25f, 1, 1, 4, 0, 1.5f, 0.125f, 1];

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Gradients are the slopes of the loss: encoder-decoder of vectors", () => Vectors([])),
        new("Gradients are the slopes of the loss: encoder-decoder of tokens", () => Tokens([])),
        new("Gradients are the slopes of a loss of one's own: encoder-decoder of vectors", () => Vectors(Signals.Noise(Count * 5 * 2, 5))),
        new("Gradients are the slopes of a loss of one's own: encoder-decoder of tokens", () => Tokens(Signals.Noise(Count * 5 * 9, 5))),
    ];

    /// <param name="outputGradients">For a loss that is given to <c>Backward</c>; empty: the trainer's.</param>
    private static void Vectors(float[] outputGradients)
    {
        PairBatch<float, float, float> batch =
            new(Signals.Noise(Count * 7 * 3, 1), Signals.Noise(Count * 5 * 2, 2), Signals.Noise(Count * 5 * 2, 3)) { Weights = s_weights };
        Spoil(batch.Sources, batch.SourceLengths, 7);
        Spoil(batch.Inputs, batch.Lengths, 5);
        Spoil(batch.Targets, batch.Lengths, 5);
        Paired model = Paired.Create(1);
        PairReference<float, float, float> reference = new(
            batch,
            [new Recurrent("lstm.", "lstm", 5)],
            [new Recurrent("lstm.", "lstm", 5), new Dense("fc.", "tanh")],
            PairedEncoder.Tensors.ToArray(),
            PairedDecoder.Tensors.ToArray()) { OutputGradients = outputGradients };
        PairedEncoder.State[] states = [.. Enumerable.Range(0, Count).Select(Slopes.Start<PairedEncoder, float, PairedEncoder.State>)];
        reference.Begin(Array.ConvertAll(states, state => state.Lstm1Hidden.ToArray()), Array.ConvertAll(states, state => state.Lstm1Cell.ToArray()));
        Paired.Trainer trainer = new(model);
        Compare(trainer, batch, reference, states, PairedEncoder.ParameterCount, PairedDecoder.ParameterCount);
        float[] gradients = new float[batch.Sources.Length];
        trainer.CopySourceGradients(gradients);
        Slopes.Compare(reference.Loss, reference.Sources, gradients, "source");
        gradients = new float[batch.Inputs.Length];
        trainer.CopyInputGradients(gradients);
        Slopes.Compare(reference.Loss, reference.Inputs, gradients, "input of the decoder");
    }

    private static void Tokens(float[] outputGradients)
    {
        PairBatch<int, int, int> batch = new(Ids(Count * 7, 11, 1), Ids(Count * 5, 9, 2), Ids(Count * 5, 9, 3)) { Weights = s_weights };
        PairReference<int, int, int> reference = new(
            batch,
            [new Embedding("embedding.", 5), new Recurrent("gru.", "gru", 6)],
            [new Embedding("embedding.", 4), new Recurrent("gru.", "gru", 6), new Dense("fc.")],
            PairedTokenEncoder.Tensors.ToArray(),
            PairedTokenDecoder.Tensors.ToArray()) { OutputGradients = outputGradients };
        PairedTokenEncoder.State[] states = [.. Enumerable.Range(0, Count).Select(Slopes.Start<PairedTokenEncoder, int, PairedTokenEncoder.State>)];
        reference.Begin(Array.ConvertAll(states, state => state.Gru1Hidden.ToArray()), Array.ConvertAll(states, _ => Array.Empty<float>()));
        Compare(
            new PairedTokens.Trainer(PairedTokens.Create(1)), batch, reference, states, PairedTokenEncoder.ParameterCount, PairedTokenDecoder.ParameterCount);
    }

    private static void Compare<TSource, TInput, TTarget, TEncoder, TDecoder>(
        EncoderDecoderTrainer<TSource, TInput, TTarget, TEncoder, TDecoder> trainer,
        PairBatch<TSource, TInput, TTarget> batch,
        PairReference<TSource, TInput, TTarget> reference,
        TEncoder[] states,
        int encoderCount,
        int decoderCount)
        where TSource : unmanaged
        where TInput : unmanaged
        where TTarget : unmanaged
        where TEncoder : unmanaged
        where TDecoder : unmanaged
    {
        float[] block = new float[encoderCount + decoderCount];
        trainer.CopyParameters(block);
        reference.SetParameters(block.AsSpan(0, encoderCount), block.AsSpan(encoderCount));
        trainer.HasInputGradients = true;
        EncoderDecoderOptions<TEncoder> options = batch.Options<TEncoder>();
        options.States = states;
        if (reference.OutputGradients.Length > 0)
        {
            options.Weights = [];
            trainer.Forward(batch.Sources, batch.Inputs, new float[reference.OutputGradients.Length], options);
            float[] given = [.. reference.OutputGradients];
            Spoil(given, batch.Lengths, 5);
            trainer.Backward(given);
        }
        else
        {
            float found = trainer.Accumulate(batch.Sources, batch.Inputs, batch.Targets, options);
            double right = reference.Loss();
            Verify.Close([right], [found], Slopes.Roundings * right / (1 << 24), "loss");
        }

        float[] gradients = new float[block.Length];
        trainer.CopyGradients(gradients);
        Slopes.Compare(reference.Loss, reference.Encoder, gradients.AsSpan(0, encoderCount), "parameter of the encoder");
        Slopes.Compare(reference.Loss, reference.Decoder, gradients.AsSpan(encoderCount), "parameter of the decoder");
        for (int b = 0; b < Count; b++)
        {
            Slopes.Compare(reference.Loss, reference.Hidden[b], trainer.InitialHiddenGradient(0, b), $"hidden state of pair {b}");
            Slopes.Compare(reference.Loss, reference.Cell[b], trainer.InitialCellGradient(0, b), $"cell state of pair {b}");
        }
    }

    private static int[] Ids(int length, int count, ulong seed) => Array.ConvertAll(Signals.Noise(length, seed), value => (int)((value + 1) / 2 * count));

    /// <summary>NaN behind the ends.</summary>
    private static void Spoil(float[] values, int[] lengths, int steps)
    {
        int size = values.Length / (Count * steps);
        for (int b = 0; b < Count; b++)
            values.AsSpan(((b * steps) + lengths[b]) * size, (steps - lengths[b]) * size).Fill(float.NaN);
    }
}

using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>
/// Training that computes with rounded weights: losses and gradients have the bits of the same layers in floats whose weights are rounded, and updates change
/// the exact weights by them.
/// </summary>
internal static class QuantizationAwareChecks
{
    private const int Steps = 8;

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Integers: training with rounded weights", Matrices),
        new("Integers: training of convolutions and projections with rounded weights", Ranges),
        new("Integers: training with a rounded table", Table),
        new("Integers: training of a pair with rounded weights", Pair),
        new("Integers: training is exact again", ThereAndBack),
        new("Integers: scales that are frozen", Frozen),
        new("Integers: nothing to round is refused", Refused),
    ];

    private static void Matrices()
    {
        RoundedLearner model = RoundedLearner.Create(3);
        FloatLearner rounded = FloatLearner.FromParameters(Rounded(
            model.Parameters, RoundedLearner.Tensors,
            name => name switch
            {
                "gru.weight_hh_l0" => WeightFormat.Int16,
                "before.weight_ih_l0" or "before.weight_hh_l0" => WeightFormat.Int8,
                "fc.weight" => WeightFormat.Int16,
                _ => null,
            }));
        float[] inputs = Signals.Noise(Steps * 3, 1);
        float[] targets = Signals.Noise(Steps * 64, 2);
        Same(new RoundedLearner.Trainer(model), new FloatLearner.Trainer(rounded), model.Parameters.ToArray(), inputs, targets);
    }

    private static void Ranges()
    {
        RoundedRanges model = RoundedRanges.Create(3);
        FloatRanges rounded = FloatRanges.FromParameters(Rounded(
            model.Parameters, RoundedRanges.Tensors,
            name => name switch
            {
                "one.weight" or "frames.weight" or "lstm.weight_ih_l0" or "lstm.weight_hr_l0" => WeightFormat.Int8,
                "two.weight" => WeightFormat.Int16,
                _ => null,
            }));
        Same(
            new RoundedRanges.Trainer(model), new FloatRanges.Trainer(rounded), model.Parameters.ToArray(), Signals.Noise(Steps * 40, 1),
            Signals.Noise(Steps * 40, 2));
    }

    private static void Table()
    {
        TiedLearner model = TiedLearner.Create(3);
        TiedFloatLearner rounded = TiedFloatLearner.FromParameters(Rounded(
            model.Parameters, TiedLearner.Tensors,
            name => name is "gru.weight_hh_l0" or "table.weight" ? WeightFormat.Int8 : null));
        TiedLearner.Trainer trainer = new(model) { QuantizationAware = true };
        float[] ys = new float[Steps * 70];
        float[] right = new float[ys.Length];
        int[] tokens = [.. Enumerable.Range(0, Steps).Select(step => 7 * step % 70)];
        trainer.Forward(tokens, ys);
        new TiedFloatLearner.Trainer(rounded).Forward(tokens, right);
        Verify.SameBits(right, ys, "outputs");

        // A table that is stored in integers itself.
        TableLearner table = TableLearner.Create(3);
        float[] exact = Rounded(table.Parameters, TableLearner.Tensors, name => name is "table.weight" ? WeightFormat.Int8 : null);
        float[] hs = new float[Steps * 8];
        float[] rightHs = new float[hs.Length];
        new TableLearner.Trainer(table) { QuantizationAware = true }.Forward(tokens, hs);
        new FloatTableLearner.Trainer(FloatTableLearner.FromParameters(exact)).Forward(tokens, rightHs);
        Verify.SameBits(rightHs, hs, "outputs of a table");
    }

    private static void Pair()
    {
        RoundedPair model = new(RoundedEncoder.Create(3), RoundedDecoder.Create(4));
        FloatPair rounded = new(
            FloatEncoder.FromParameters(Rounded(
                model.Encoder.Parameters, RoundedEncoder.Tensors, name => name == "lstm.weight_hh_l0" ? WeightFormat.Int8 : null)),
            FloatDecoder.FromParameters(Rounded(
                model.Decoder.Parameters, RoundedDecoder.Tensors, name => name == "lstm.weight_hh_l0" ? WeightFormat.Int16 : null)));
        RoundedPair.Trainer trainer = new(model) { QuantizationAware = true };
        FloatPair.Trainer expected = new(rounded);
        float[] sources = Signals.Noise(Steps * 3, 1);
        float[] inputs = Signals.Noise(Steps * 2, 2);
        float[] targets = Signals.Noise(Steps * 2, 3);

        // Twice, because an update between makes both parts round anew.
        for (int batch = 0; batch < 2; batch++)
        {
            Verify.Equal(expected.Accumulate(sources, inputs, targets), trainer.Accumulate(sources, inputs, targets), $"loss {batch}");
            float[] right = new float[RoundedPair.ParameterCount];
            float[] gradients = new float[right.Length];
            expected.CopyGradients(right);
            trainer.CopyGradients(gradients);
            Verify.SameBits(right, gradients, $"gradients {batch}");
            trainer.Update();
            trainer.CopyParameters(gradients);
            int encoder = RoundedEncoder.ParameterCount;
            expected.DropGradients();
            expected.Import(
            [
                .. Rounded(gradients.AsSpan(0, encoder), RoundedEncoder.Tensors, name => name == "lstm.weight_hh_l0" ? WeightFormat.Int8 : null),
                .. Rounded(gradients.AsSpan(encoder), RoundedDecoder.Tensors, name => name == "lstm.weight_hh_l0" ? WeightFormat.Int16 : null),
            ]);
        }
    }

    private static void Same<TState, TFloatState>(
        SequenceTrainer<float, float, TState> trainer, SequenceTrainer<float, float, TFloatState> rounded, float[] exact, float[] inputs, float[] targets)
        where TState : unmanaged
        where TFloatState : unmanaged
    {
        trainer.QuantizationAware = true;
        trainer.LearningRate = 0.25;
        float loss = rounded.Accumulate(inputs, targets);
        float[] gradients = new float[exact.Length];
        rounded.CopyGradients(gradients);
        Verify.Equal(loss, trainer.Accumulate(inputs, targets), "loss");
        float[] found = new float[exact.Length];
        trainer.CopyGradients(found);
        Verify.SameBits(gradients, found, "gradients");
        trainer.Update(loss);
        trainer.CopyParameters(found);

        // Two biases that are kept as their sum move twice as far; a matrix moves by its gradient.
        for (int i = 0; i < 40 * 3 * 3; i++)
            Verify.Close([exact[i] - (0.25 * gradients[i])], found.AsSpan(i, 1), 1e-7, $"weight {i} after the update");
        Verify.That(trainer.Evaluate(inputs, targets) < loss, "the loss falls");
    }

    private static void ThereAndBack()
    {
        RoundedLearner model = RoundedLearner.Create(3);
        RoundedLearner.Trainer trainer = new(model);
        float[] inputs = Signals.Noise(Steps * 3, 1);
        float[] targets = Signals.Noise(Steps * 64, 2);
        float exact = trainer.Evaluate(inputs, targets);
        long bytes = trainer.Bytes;
        trainer.QuantizationAware = true;
        Verify.That(trainer.Bytes > bytes, "the memory of rounded weights is counted");
        Verify.That(trainer.Evaluate(inputs, targets) != exact, "rounded weights give another loss");
        Allocation.IsNone(() => trainer.TrainBatch(inputs, targets));
        trainer.Import(model.Parameters);
        trainer.QuantizationAware = false;
        Verify.Equal(exact, trainer.Evaluate(inputs, targets), "loss");

        float[] ys = new float[Steps * 64];
        trainer.Forward(inputs, ys);
        trainer.QuantizationAware = true;
        Verify.Throws<InvalidOperationException>(() => trainer.Backward(ys), "weights have changed");
    }

    private static void Refused()
    {
        FloatLearner.Trainer trainer = new(FloatLearner.Create(1));
        Verify.Throws<InvalidOperationException>(() => trainer.QuantizationAware = true, "FloatLearner has no weights that are stored as integers");
        Verify.Throws<InvalidOperationException>(() => trainer.FreezeScales = true, "rounds no weights, so there are no scales to freeze");
        trainer.QuantizationAware = false;
        trainer.FreezeScales = false;
    }

    /// <summary>Integers change by the updates alone, the largest ends at its limit, and what is published is what was trained.</summary>
    private static void Frozen()
    {
        IntegerLearner model = IntegerLearner.Create(3);
        IntegerLearner.Trainer trainer = new(model) { QuantizationAware = true, LearningRate = 0.05, FreezeScales = true };
        float[] before = Row(model);
        float scale = before.Max(Math.Abs) / 127;
        float[] inputs = Signals.Noise(8 * 3, 1);
        float[] targets = Signals.Noise(8 * 2, 2);
        for (int batch = 0; batch < 20; batch++)
            trainer.TrainBatch(inputs, targets);
        float loss = trainer.Evaluate(inputs, targets);
        trainer.Publish();
        float[] after = Row(model);
        Verify.That(!before.AsSpan().SequenceEqual(after), "weights have changed");
        foreach (float weight in after)
        {
            float integer = weight / scale;
            Verify.That(Math.Abs(integer - MathF.Round(integer)) < 1e-3 && Math.Abs(integer) < 127.5f, $"{weight} is no multiple of {scale}");
        }

        // The model that was given rounded weights computes with just these: a trainer from it, which rounds nothing, has the same loss.
        Verify.Close([loss], [new IntegerLearner.Trainer(model).Evaluate(inputs, targets)], 0, "loss of what was published");
        trainer.FreezeScales = false;
        Verify.That(trainer.Evaluate(inputs, targets) != loss, "scales follow again");
        trainer.FreezeScales = true;
        trainer.QuantizationAware = false;
        Verify.That(!trainer.FreezeScales, "without rounding nothing is frozen");

        static float[] Row(IntegerLearner net) => net.Tensor("lstm.weight_hh_l0")[..40];
    }

    private static float[] Rounded(ReadOnlySpan<float> parameters, ReadOnlySpan<Weights.TensorBinding> tensors, Func<string, WeightFormat?> format)
    {
        float[] rounded = parameters.ToArray();
        foreach (Weights.TensorBinding tensor in tensors)
        {
            if (format(tensor.Name) is { } chosen)
            {
                int kernel = tensor.Shape.Count > 2 ? tensor.Shape[2] : 1;
                Span<float> values = rounded.AsSpan(tensor.Offset, tensor.Shape[0] * tensor.Shape[1] * kernel);
                Integers<float>.Taps(values.ToArray(), tensor.Shape[1], kernel, tapsApart: tensor.Name == "two.weight", chosen).CopyTo(values);
            }
        }

        return rounded;
    }
}

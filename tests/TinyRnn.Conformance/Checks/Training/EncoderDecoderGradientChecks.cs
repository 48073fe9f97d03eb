using TinyRnn.Conformance.Models;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Gradients that go from the decoder through the state into the encoder, against PyTorch's float64.</summary>
internal static class EncoderDecoderGradientChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("PyTorch gradients modes/encdec_gru_i8_h16_t12_td7_k4_mse", () =>
        {
            using GoldenCase golden = new("modes/encdec_gru_i8_h16_t12_td7_k4_mse", "encoder.");
            Gru8x16To4x16To4.Trainer trainer = new(Gru8x16To4x16To4.Load(golden.File, GoldenEncoderDecoderChecks.Options)) { HasInputGradients = true };
            Gru8x16Encoder.State[] states = [default];
            golden.Initial("h0", 0, 0).CopyTo(states[0].Gru1Hidden);
            float[] xs = golden.Floats("x");
            float[] inputs = golden.Floats("decoder_x");
            float loss = trainer.Accumulate(xs, inputs, golden.Floats("target"), new() { States = states });
            trainer.CopySourceGradients(xs);
            trainer.CopyInputGradients(inputs);
            float[] gradients = new float[Gru8x16To4x16To4.ParameterCount];
            trainer.CopyGradients(gradients);
            Check(golden, loss, xs, inputs, gradients, Gru8x16To4x16To4.Tensors.ToArray());
            GoldenGradients.Close(golden, "grad.h0", trainer.InitialHiddenGradient(0), 1);
        }),
        new("PyTorch gradients modes/encdec_lstm_i3_h16_t17_td9_k6_ce", () =>
        {
            using GoldenCase golden = new("modes/encdec_lstm_i3_h16_t17_td9_k6_ce", "encoder.");
            Lstm3x16To6x16To6.Trainer trainer = new(Lstm3x16To6x16To6.Load(golden.File, GoldenEncoderDecoderChecks.Options)) { HasInputGradients = true };
            Lstm3x16Encoder.State[] states = [default];
            golden.Initial("h0", 0, 0).CopyTo(states[0].Lstm1Hidden);
            golden.Initial("c0", 0, 0).CopyTo(states[0].Lstm1Cell);
            float[] xs = golden.Floats("x");
            float[] inputs = golden.Floats("decoder_x");
            float loss = trainer.Accumulate(xs, inputs, golden.Integers("target"), new() { States = states });
            trainer.CopySourceGradients(xs);
            trainer.CopyInputGradients(inputs);
            float[] gradients = new float[Lstm3x16To6x16To6.ParameterCount];
            trainer.CopyGradients(gradients);
            Check(golden, loss, xs, inputs, gradients, Lstm3x16To6x16To6.Tensors.ToArray());
            GoldenGradients.Close(golden, "grad.h0", trainer.InitialHiddenGradient(0), 1);
            GoldenGradients.Close(golden, "grad.c0", trainer.InitialCellGradient(0), 1);
        }),
    ];

    private static void Check(GoldenCase golden, float loss, float[] sourceGradients, float[] inputGradients, float[] gradients, TensorBinding[] tensors)
    {
        Verify.Close(golden.Doubles("out.loss"), [loss], GoldenGradients.Tolerance(golden, "out.loss"), "loss");
        GoldenGradients.Close(golden, "grad.x", sourceGradients, 1);
        GoldenGradients.Close(golden, "grad.decoder_x", inputGradients, 1);

        // In the file the head stands beside the decoder; in the model it is a layer of it.
        TensorBinding[] named = [.. tensors.Select(tensor => tensor with { Name = tensor.Name.Replace("decoder.fc.", "fc.", StringComparison.Ordinal) })];
        GoldenGradients.CheckWeights(golden, gradients, named, 1);
    }
}

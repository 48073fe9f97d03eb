namespace TinyRnn.Import.Tests.EndToEnd;

/// <summary>Files of audio formats, imported whole: the compiled class gives what the original's own software gave.</summary>
public class SequenceCases
{
    public static TheoryData<string> Files { get; } = new(
        "aidax/gru8_knob_gain.json", "aidax/lstm12_skip_gains.json", "aidax/lstm8_plain.json",
        "guitarml/gru11_in1_layers1_skip1.json", "guitarml/gru7_in1_layers1_skip1_nobias.json", "guitarml/gru8_in1_layers1_skip0.json",
        "guitarml/lstm10_in1_layers1_skip0.json", "guitarml/lstm10_in2_layers1_skip1.json", "guitarml/lstm12_in1_layers1_skip1.json",
        "guitarml/lstm6_in1_layers2_skip1.json", "guitarml/rnn9_in1_layers1_skip1.json",
        "rtneural_json/activation_elu.json", "rtneural_json/activation_relu.json", "rtneural_json/activation_sigmoid.json",
        "rtneural_json/activation_tanh.json",
        "rtneural_json/conv_causal.json", "rtneural_json/conv_depthwise.json", "rtneural_json/conv_dilated_grouped.json", "rtneural_json/full_model.json",
        "rtneural_json/batchnorm_affine.json", "rtneural_json/batchnorm_plain.json", "rtneural_json/dense_lstm_dense.json",
        "rtneural_json/conv_bn_prelu_lstm.json", "rtneural_json/prelu.json",
        "rtneural_json/gru.json", "rtneural_json/gru_gru.json", "rtneural_json/lstm.json");

    [Theory]
    [MemberData(nameof(Files))]
    public void The_class_gives_what_the_original_gave(string file)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(ImportRun.Data, file);
            string recording = Recordings.OfSequence(Path.ChangeExtension(path, ".expected.safetensors"), folder);
            (ModelImport import, ProofResult proof) = ImportRun.Prove(path, new ImportOptions { Vectors = recording });
            Assert.Equal("recorded in recording.safetensors", import.Origin);
            Assert.InRange(proof.LargestError, 0, proof.Bound);
            Assert.True(proof.Outputs > 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

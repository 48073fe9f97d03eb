using TinyRnn.Tool.Proving;
using TinyRnn.Weights;

namespace TinyRnn.Import.Tests.EndToEnd;

/// <summary>A class that gives other values than the original is found out, and told where.</summary>
public class FailedProofTests
{
    private static readonly string s_file = Path.Combine(ImportRun.Data, "guitarml", "lstm6_in1_layers2_skip1.json");

    /// <summary>A convolution with a stride of 2, and a GRU behind it.</summary>
    private static readonly string s_strided = Path.Combine(ImportRun.Data, "onnx_pytorch", "crnn_keyword", "model.onnx");

    [Fact]
    public void A_weight_of_the_second_layer_that_is_not_the_files_is_found_in_that_layer()
    {
        ProofFailure failure = Assert.Throws<ProofFailure>(() => Prove("rec_l1.weight_hh_l0", 0.01f));
        Assert.Contains(
            "Lstm6In1Layers2Skip1 differs from lstm6_in1_layers2_skip1.golden.safetensors by Run in sequence 0, step ", failure.Message,
            StringComparison.Ordinal);
        Assert.Contains("the first difference is in layer rec_l1, step 1, unit 0: expected ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_of_the_head_is_found_after_the_layers()
    {
        ProofFailure failure = Assert.Throws<ProofFailure>(() => Prove("lin.weight", 0.01f));
        Assert.Contains(
            "The states of all recurrent layers agree over 64 steps of noise: what differs comes after them.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Behind_a_stride_the_step_is_the_last_of_a_stride()
    {
        ProofFailure failure = Assert.Throws<ProofFailure>(() => Prove("conv_Conv.bias", 0.5f, s_strided));
        Assert.Contains("Model differs from model.golden.safetensors by Run in sequence 0, step 63, unit ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the first difference is in layer /gru/GRU, step 5, unit 0: expected ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_own_weights_pass()
    {
        Prove("lin.weight", 0);
        Prove("conv_Conv.bias", 0, s_strided);
    }

    /// <summary>Adds to the first value of a tensor of the weight file.</summary>
    private static void Prove(string tensor, float change, string? file = null)
    {
        ModelImport import = ModelImport.Prepare(file ?? s_file, new ImportOptions());
        using MemoryStream weights = new(import.Files[1].Content.ToArray());
        using SafetensorsReader reader = new(weights);
        SafetensorsWriter writer = new();
        foreach (TensorInfo info in reader.Tensors)
        {
            float[] values = new float[info.ElementCount];
            reader.Read(info, values);
            if (info.Name == tensor)
                values[0] += change;
            writer.Add(info.Name, info.Shape, values);
        }

        Assert.Contains(reader.Tensors, info => info.Name == tensor);
        using MemoryStream changed = new();
        writer.Write(changed);
        ClassProof.Run(import.ClassName, import.Files[0], import.Files[1] with { Content = changed.ToArray() }, import.Files[2], import.Source);
    }
}

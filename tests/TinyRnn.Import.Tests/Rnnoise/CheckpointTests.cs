using TinyRnn.Formats.StateDict;
using TinyRnn.Import.Tests.EndToEnd;
using TinyRnn.Weights;

namespace TinyRnn.Import.Tests.Rnnoise;

/// <summary>RNNoise 0.2's tensors under their PyTorch names. The values of a checkpoint are among those of TorchTests.</summary>
public class CheckpointTests : IDisposable
{
    private static readonly string s_file = Path.Combine(ImportRun.Data, "pytorch_pt", "rnnoise02.pt");

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_network_is_told_by_its_names()
    {
        SourceModel model = FormatReaders.Read(s_file);
        Assert.Empty(model.Problems);
        Assert.Equal(["gains", "vad"], model.OutputNames);
        Assert.Contains(model.Remarks, remark => remark.StartsWith("In training, RNNoise's convolutions leave 4 frames out:", StringComparison.Ordinal));
    }

    /// <summary>safetensors has them in any order.</summary>
    [Fact]
    public void The_same_tensors_as_safetensors_are_the_same_network()
    {
        SafetensorsWriter writer = new();
        foreach ((string name, SourceTensor tensor) in Tensors().AsEnumerable().Reverse())
            writer.Add("model." + name, tensor.Shape.ToArray(), tensor.Values.ToArray());
        string path = Path.Combine(_folder, "noise.safetensors");
        using (FileStream file = File.Create(path))
            writer.Write(file);
        SourceModel expected = FormatReaders.Read(s_file);
        SourceModel found = FormatReaders.Read(path);
        Assert.Equal(expected.Nodes.Select(node => (node.Name, node.Kind, node.Size)), found.Nodes.Select(node => (node.Name, node.Kind, node.Size)));
        Assert.All(
            expected.Nodes.Zip(found.Nodes), pair => Assert.Equal(
                pair.First.Tensors.SelectMany(tensor => tensor.Values.ToArray()), pair.Second.Tensors.SelectMany(tensor => tensor.Values.ToArray())));
    }

    [Theory]
    [InlineData("conv1.weight", "conv1.weight is [2], where [O, I, K] is expected")]
    [InlineData("conv2.weight", "conv2.weight is [2], where [O, 6, K] is expected")]
    [InlineData("conv2.bias", "conv2.bias is [2], where [8] is expected")]
    [InlineData("gru2.weight_ih_l0", "gru2.weight_ih_l0 is [2], where [24, 8] is expected")]
    [InlineData("gru2.weight_hh_l0", "gru2.weight_hh_l0 is [2], where [3 * H, H] is expected")]
    [InlineData("gru3.bias_hh_l0", "gru3.bias_hh_l0 is [2], where [24] is expected")]
    [InlineData("dense_out.weight", "dense_out.weight is [2], where [O, 32] is expected")]
    [InlineData("vad_dense.bias", "vad_dense.bias is [2], where [1] is expected")]
    public void A_tensor_that_does_not_fit_or_is_not_there_is_refused(string name, string message)
    {
        Dictionary<string, SourceTensor> tensors = Tensors();
        tensors[name] = SourceTensor.Vector([1, 2]);
        Assert.Contains(message, Refused(tensors).Message, StringComparison.Ordinal);
        tensors.Remove(name);
        Assert.Contains($"{name} is missing beside ", Refused(tensors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_of_another_network_under_these_names_are_refused()
    {
        Dictionary<string, SourceTensor> tensors = Tensors();
        tensors["gru2.weight_hh_l1"] = tensors["gru2.weight_hh_l0"];
        Assert.Contains("gru2.weight_hh_l1 [24, 8] is beside RNNoise 0.2's tensors", Refused(tensors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_known_cannot_be_said_otherwise()
    {
        SourceModel model = Read(
            Tensors(), new StateDictOptions
            {
                Activations = new Dictionary<string, SourceActivation> { ["dense_out"] = SourceActivation.Tanh },
                Last = LastStepKind.LastOutput,
            });
        Assert.Equal(["dense_out", "the head"], model.Problems.Select(problem => problem.Where));
    }

    private static SourceModel Read(Dictionary<string, SourceTensor> tensors, StateDictOptions options) =>
        StateDictModel.Read("PyTorch", [.. tensors], options);

    private static SourceFormatException Refused(Dictionary<string, SourceTensor> tensors) =>
        Assert.Throws<SourceFormatException>(() => Read(tensors, StateDictOptions.None));

    /// <summary>Of the checkpoint, by name.</summary>
    private static Dictionary<string, SourceTensor> Tensors()
    {
        const string Prefix = "tensor.";
        using SafetensorsReader reader = SafetensorsReader.Open(Path.ChangeExtension(s_file, ".expected.safetensors"));
        Dictionary<string, SourceTensor> tensors = [];
        foreach (TensorInfo tensor in reader.Tensors.Where(tensor => tensor.Name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            float[] values = new float[tensor.ElementCount];
            reader.Read(tensor, values);
            tensors.Add(tensor.Name[Prefix.Length..], new([.. tensor.Shape], values));
        }

        return tensors;
    }
}

namespace TinyRnn.Import.Tests.EndToEnd;

/// <summary>A random model, written as another format and imported again, is the same model.</summary>
public class RoundTripTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public static TheoryData<int> Seeds { get; } = new(Enumerable.Range(1, 12));

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void By_way_of_onnx(int seed)
    {
        RandomModel model = new(seed);
        string path = Path.Combine(_folder, "drawn.onnx");
        File.WriteAllBytes(path, RandomOnnx.Of(model));
        (ModelImport import, ProofResult proof) = ImportRun.Prove(path);
        Assert.True(proof.Outputs > 0);
        AssertIsButForNames(model, import);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void By_way_of_a_state_dict(int seed)
    {
        RandomModel model = new(seed);
        string path = Path.Combine(_folder, "drawn.safetensors");
        File.WriteAllBytes(path, model.Weights);
        ReadOptions said = new()
        {
            Activations = model.Layers.Where(layer => layer.Kind == "Dense")
                .ToDictionary(layer => layer.Name, layer => new SourceActivation(Enum.Parse<ActivationKind>(layer.Function))),
        };
        (ModelImport import, _) = ImportRun.Prove(path, new ImportOptions { Reading = said });
        model.AssertIs(import);
    }

    /// <summary>PyTorch's LSTM(3, 6, 2, proj_size=4, bidirectional) in a state_dict.</summary>
    [Fact]
    public void A_projection_by_way_of_a_state_dict()
    {
        Weights.SafetensorsWriter writer = new();
        Random random = new(3);
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
        for (int layer = 0; layer < 2; layer++)
        {
            int inputs = layer == 0 ? 3 : 8;
            foreach (string suffix in new[] { $"_l{layer}", $"_l{layer}_reverse" })
            {
                writer.Add($"rnn.weight_ih{suffix}", [24, inputs], Numbers(24 * inputs));
                writer.Add($"rnn.weight_hh{suffix}", [24, 4], Numbers(24 * 4));
                writer.Add($"rnn.bias_ih{suffix}", [24], Numbers(24));
                writer.Add($"rnn.bias_hh{suffix}", [24], Numbers(24));
                writer.Add($"rnn.weight_hr{suffix}", [4, 6], Numbers(24));
            }
        }

        writer.Add("fc.weight", [2, 8], Numbers(16));
        writer.Add("fc.bias", [2], Numbers(2));
        string path = Path.Combine(_folder, "projected.safetensors");
        using (FileStream file = File.Create(path))
            writer.Write(file);
        (ModelImport import, ProofResult proof) = ImportRun.Prove(path);
        string source = System.Text.Encoding.UTF8.GetString(import.Files[0].Content.Span);
        Assert.Contains("[Lstm(6, Projection = 4, Bidirectional = true", source, StringComparison.Ordinal);
        Assert.InRange(proof.LargestError, 0, proof.Bound);
    }

    /// <summary>Names of layers are the graph's node names, which ONNX need not have: they are put back before the comparison.</summary>
    private static void AssertIsButForNames(RandomModel model, ModelImport import)
    {
        using Weights.SafetensorsReader reader = new(new MemoryStream(import.Files[1].Content.ToArray()));
        string[] found = [.. reader.Tensors.Select(tensor => tensor.Name.Split('.')[0]).Distinct()];
        Assert.Equal(model.Layers.Count, found.Length);
        string source = System.Text.Encoding.UTF8.GetString(import.Files[0].Content.Span);
        Weights.SafetensorsWriter writer = new();
        foreach (Weights.TensorInfo tensor in reader.Tensors)
        {
            float[] values = new float[tensor.ElementCount];
            reader.Read(tensor, values);
            int layer = Array.IndexOf(found, tensor.Name.Split('.')[0]);
            writer.Add(model.Layers[layer].Name + tensor.Name[tensor.Name.IndexOf('.', StringComparison.Ordinal)..], tensor.Shape, values);
        }

        for (int layer = 0; layer < found.Length; layer++)
            source = source.Replace($"Name = \"{found[layer]}\"", $"Name = \"{model.Layers[layer].Name}\"", StringComparison.Ordinal);
        using MemoryStream renamed = new();
        writer.Write(renamed);
        model.AssertIs(System.Text.Encoding.UTF8.GetBytes(source), renamed.ToArray());
    }
}

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

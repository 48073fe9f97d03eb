using TinyRnn.Tool.Proving;
using TinyRnn.Weights;

namespace TinyRnn.Import.Tests.EndToEnd;

/// <summary>A layer of a random model.</summary>
/// <param name="Kind">Lstm, Gru, Rnn or Dense.</param>
/// <param name="Size">Units.</param>
/// <param name="Name">Its name in weight files.</param>
/// <param name="IsBidirectional">Reads both ways.</param>
/// <param name="Function">Of a dense layer.</param>
internal sealed record RandomLayer(string Kind, int Size, string Name, bool IsBidirectional, string Function)
{
    public int Outputs => IsBidirectional ? 2 * Size : Size;

    public string Attribute => Kind == "Dense"
        ? $"Dense({Size}{(Function == "Identity" ? "" : $", Activation.{Function}")}, Name = \"{Name}\")"
        : $"{Kind}({Size}{(IsBidirectional ? ", Bidirectional = true" : "")}, Name = \"{Name}\")";
}

/// <summary>Random attributes, compiled, with random weights.</summary>
internal sealed class RandomModel
{
    private static readonly string[] s_cells = ["Lstm", "Gru", "Rnn"];
    private static readonly string[] s_functions = ["Identity", "Relu", "Tanh", "Sigmoid"];

    private readonly Dictionary<string, float[]> _tensors = [];

    public RandomModel(int seed)
    {
        Random random = new(seed);
        InputSize = random.Next(1, 9);
        List<RandomLayer> layers = [];
        if (random.Next(3) == 0)
            layers.Add(new("Dense", random.Next(1, 9), "front", false, s_functions[random.Next(1, 4)]));
        for (int number = random.Next(1, 4); number > 0; number--)
            layers.Add(new(s_cells[random.Next(3)], random.Next(1, 13), $"cell{number}", random.Next(4) == 0, ""));
        if (random.Next(4) > 0)
            layers.Add(new("Dense", random.Next(1, 6), "head", false, s_functions[random.Next(4)]));
        Layers = layers;
        string attributes = string.Concat(layers.Select(layer => $"[{layer.Attribute}]\n"));
        string source = $"using TinyRnn;\n[RecurrentModel({InputSize})]\n{attributes}public sealed partial class Drawn;\n";
        Type type = ClassCompiler.Compile(new("Drawn.cs", System.Text.Encoding.UTF8.GetBytes(source)), new("none", default(ReadOnlyMemory<byte>))).GetType("Drawn")!;
        object model = type.GetMethod("Create", [typeof(ulong)])!.Invoke(null, [(ulong)seed])!;
        using MemoryStream file = new();
        type.GetMethod("Save", [typeof(Stream)])!.Invoke(model, [file]);
        Weights = file.ToArray();
        file.Position = 0;
        using SafetensorsReader reader = new(file);
        foreach (TensorInfo tensor in reader.Tensors)
        {
            float[] values = new float[tensor.ElementCount];
            reader.Read(tensor, values);
            _tensors.Add(tensor.Name, values);
        }
    }

    public int InputSize { get; }

    public IReadOnlyList<RandomLayer> Layers { get; }

    /// <summary>The weight file of the model itself: a state_dict in safetensors.</summary>
    public byte[] Weights { get; }

    public float[] Tensor(string name) => _tensors[name];

    /// <summary>An imported model has the same attributes and, to the bit, the same weights: it is the same code on the same numbers.</summary>
    public void AssertIs(ModelImport import) => AssertIs(import.Files[0].Content.ToArray(), import.Files[1].Content.ToArray());

    /// <summary>The same of a class and its weights.</summary>
    public void AssertIs(byte[] text, byte[] weights)
    {
        string source = System.Text.Encoding.UTF8.GetString(text);
        string[] attributes = [.. source.Split('\n').Where(line => line.StartsWith('[') && !line.StartsWith("[PretrainedWeights", StringComparison.Ordinal)
            && !line.StartsWith("[RecurrentModel", StringComparison.Ordinal))];
        Assert.Equal(Layers.Select(layer => $"[{layer.Attribute}]"), attributes);
        Assert.Contains($"[RecurrentModel({InputSize})]", source, StringComparison.Ordinal);
        using SafetensorsReader reader = new(new MemoryStream(weights));
        Assert.Equal(_tensors.Keys.Order(StringComparer.Ordinal), reader.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
        foreach (TensorInfo tensor in reader.Tensors)
        {
            float[] values = new float[tensor.ElementCount];
            reader.Read(tensor, values);
            Assert.Equal(_tensors[tensor.Name], values);
        }
    }
}

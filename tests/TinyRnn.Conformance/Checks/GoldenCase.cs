using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>One file of PyTorch vectors: its network in the reference's words, its sequences and what must come out.</summary>
internal sealed class GoldenCase : IDisposable
{
    /// <summary>Golden files carry inputs, outputs, gradients and the states that a sequence starts from beside the weights.</summary>
    public static readonly WeightLoadOptions Options = new() { IgnoreUnexpected = true, Rename = WithoutStates };

    private readonly SafetensorsReader _reader;
    private readonly string _prefix;

    /// <param name="file">Name below tests/data/pytorch, without its extension.</param>
    /// <param name="prefix">Prefix of the recurrent tensors, for the two halves of an encoder-decoder.</param>
    public GoldenCase(string file, string prefix = "")
    {
        File = TestData.Path(System.IO.Path.Combine("pytorch", file + ".safetensors"));
        _reader = SafetensorsReader.Open(File);
        _prefix = prefix;
        Layers = ReadLayers();
    }

    /// <summary>The empty name drops a tensor; initial states are not passed over otherwise.</summary>
    public static string WithoutStates(string name) => name is "h0" or "c0" ? "" : name;

    public string File { get; }

    public IReadOnlyList<Layer> Layers { get; }

    public int Batch => Number("batch");

    public int Steps => Number("seq");

    public int Hidden => Number("hidden");

    public bool IsOnSummary => Text("summary") == "final_states";

    public bool Has(string tensor) => _reader.TryGet(tensor, out _);

    public float[] Floats(string tensor) => _reader.Floats(tensor);

    public double[] Doubles(string tensor) => _reader.Doubles(tensor);

    public int[] Integers(string tensor) => _reader.Integers(tensor);

    public int Number(string key) => int.Parse(Text(key), System.Globalization.CultureInfo.InvariantCulture);

    public string Text(string key) => _reader.Metadata[key];

    /// <summary>The reference network, at the initial states of a sequence of the batch.</summary>
    public Expectation Expect(int sequence = 0, IReadOnlyList<Layer>? layers = null)
    {
        Expectation expectation = new(layers ?? Layers, name => _reader.Floats(name));
        for (int index = 0; index < StateCount; index++)
        {
            if (Has("h0"))
                expectation.SetHidden(index, Initial("h0", index, sequence), Has("c0") ? Initial("c0", index, sequence) : null);
        }

        return expectation;
    }

    public int StateCount => Number("layers") * (Text("bidirectional") == "true" ? 2 : 1);

    /// <summary>Initial hidden or cell vector, layer-major, then batch.</summary>
    public float[] Initial(string tensor, int index, int sequence) =>
        Floats(tensor).AsSpan(((index * Batch) + sequence) * Hidden, Hidden).ToArray();

    public static float[][] Rows(float[] values, int size) =>
        [.. Enumerable.Range(0, values.Length / size).Select(row => values.AsSpan(row * size, size).ToArray())];

    public void Dispose() => _reader.Dispose();

    private List<Layer> ReadLayers()
    {
        List<Layer> layers = [];
        if (Number("vocabulary") > 0)
            layers.Add(new Embedding("embedding.", Number("embedding")));
        for (int stack = 0; stack < Number("layers"); stack++)
            layers.Add(new Recurrent(_prefix, Text("cell"), Hidden, stack, Text("bidirectional") == "true"));
        if (Number("dense_units") > 0 && _prefix != "encoder.")
            layers.Add(new Dense("fc.", Text("dense_activation"), IsOnSummary));
        return layers;
    }
}

using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>The file's constant tensors by name, each read once.</summary>
internal sealed class Initialisers
{
    private readonly Dictionary<string, TensorProto> _tensors = [];
    private readonly Dictionary<string, GraphValue> _read = [];

    /// <summary>Names of tensors that nothing asked for.</summary>
    public IEnumerable<string> Unread => _tensors.Keys.Where(name => !_read.ContainsKey(name));

    public void Add(GraphProto graph)
    {
        foreach (TensorProto tensor in graph.Initializer)
            _tensors[tensor.Name] = tensor;
    }

    public bool Contains(string name) => _tensors.ContainsKey(name);

    public GraphValue? Get(string name)
    {
        if (_read.TryGetValue(name, out GraphValue? value))
            return value;
        return _tensors.TryGetValue(name, out TensorProto? tensor) ? _read[name] = TensorReader.Read(tensor) : null;
    }
}

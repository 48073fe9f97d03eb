namespace TinyRnn.Import.Lowering;

/// <summary>
/// The layers of a class while they are laid out one after another: which of them gives which value, and the names by which later ones read what does not stand
/// just before them.
/// </summary>
internal sealed class LayerChain
{
    /// <summary>The model's input, as attributes name it.</summary>
    private const string InputName = "input";

    private const int Input = -1;

    private readonly List<LayerDraft> _layers = [];

    /// <summary>The layer that gives a value, by the value's place.</summary>
    private readonly Dictionary<int, int> _givers = new() { [SourceNode.ModelInput] = Input };

    /// <summary>Gives names that no layer has yet.</summary>
    public LayerNamer Names { get; } = new();

    public IReadOnlyList<LayerDraft> Layers => _layers;

    /// <summary>Number of the last layer.</summary>
    public int Last => _layers.Count - 1;

    /// <summary>Number of the layer that gives a value; -1: it is the model's input.</summary>
    public int Giver(int place) => _givers[place];

    /// <summary>The value is what the last layer gives, or the model's input before the first.</summary>
    public bool IsLatest(int place) => _givers[place] == Last;

    /// <summary>Appends a layer that reads one value.</summary>
    public void Add(LayerDraft layer, int input) => _layers.Add(IsLatest(input) ? layer : layer with { From = NameOf(input) });

    /// <summary>Appends a layer that reads what it names itself, or what stands before it.</summary>
    public void Add(LayerDraft layer) => _layers.Add(layer);

    /// <summary>Puts another layer in a layer's place; what it reads and how it is called stay.</summary>
    public void Replace(int layer, LayerDraft draft) => _layers[layer] = draft with { From = _layers[layer].From, Label = _layers[layer].Label };

    /// <summary>The value at a place is what the last layer gives.</summary>
    public void Complete(int place) => _givers[place] = Last;

    /// <summary>The value at a place is that of another one.</summary>
    public void Alias(int place, int source) => _givers[place] = _givers[source];

    /// <summary>The name of a value, which its layer gets if it has none.</summary>
    public string NameOf(int place)
    {
        int giver = _givers[place];
        if (giver == Input)
            return InputName;
        LayerDraft layer = _layers[giver];
        if (layer.Name is { } name)
            return name;
        string label = Names.Next(layer.Source, "value");
        _layers[giver] = layer with { Label = label };
        return label;
    }
}

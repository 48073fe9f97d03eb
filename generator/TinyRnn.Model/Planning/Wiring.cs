namespace TinyRnn.Model.Planning;

/// <summary>
/// Which values each layer reads. Layers follow one another; <c>From</c> and the layers that join several values name earlier ones, by the name of the layer
/// that gives them, or <c>input</c>. Several layers of one name are a stack, and the name means the last of them, as the output of PyTorch's stack does.
/// </summary>
internal sealed class Wiring
{
    /// <summary>Name of the model's input.</summary>
    public const string InputName = "input";

    private readonly EquatableArray<LayerSpec> _layers;
    private readonly List<LayerName> _names = [];
    private readonly List<LayerReads> _reads = [];
    private readonly List<int?> _ties = [];
    private readonly List<WiringFault> _faults = [];

    private Wiring(EquatableArray<LayerSpec> layers)
    {
        _layers = layers;
        LayerNames names = new();
        foreach (LayerSpec layer in layers)
        {
            _names.Add(names.Next(layer));
            _ties.Add(layer.TiedTo is { } other ? FindTied(other) : null);
            _reads.Add(Read(layer));
        }
    }

    public static Wiring Of(EquatableArray<LayerSpec> layers) => new(layers);

    /// <summary>The layers' names in weight files, in their order.</summary>
    public IReadOnlyList<LayerName> Names => _names;

    /// <summary>What each layer reads, in their order; where a name means nothing, the value before it stands in its place.</summary>
    public IReadOnlyList<LayerReads> Reads => _reads;

    /// <summary>Of each layer, the position of the one whose table it has for its matrix.</summary>
    public IReadOnlyList<int?> Ties => _ties;

    /// <summary>The names that mean nothing.</summary>
    public IReadOnlyList<WiringFault> Faults => _faults;

    /// <summary>Positions of the layers that read a value.</summary>
    public IEnumerable<int> Readers(int value) => Enumerable.Range(0, _reads.Count).Where(layer => _reads[layer].All.Contains(value));

    private LayerReads Read(LayerSpec layer)
    {
        int index = _reads.Count;
        if (layer.ReadsModelInput)
            return new(Find(new(InputName)), default);
        if (layer.SourceNames.Count == 0)
            return new(layer.From is { } from ? Find(from) : index, new(layer.Bridged == 0 ? [] : [index - layer.Bridged]));
        int[] values = [.. layer.SourceNames.Select(Find)];
        return new(values[0], new(values.Skip(1)));
    }

    private int? FindTied(ForeignText name)
    {
        int found = Earlier(name);
        if (found >= 0)
            return found;
        IEnumerable<ForeignText> tables = _names.Where((_, layer) => _layers[layer].HasTable).Select(each => each.Prefix).OfType<ForeignText>();
        _faults.Add(new(_reads.Count, name, "no layer before it has that name", new(tables)) { Property = "TiedTo" });
        return null;
    }

    private int Find(ForeignText name)
    {
        int index = _reads.Count;
        if (name.Raw == InputName)
        {
            if (_layers[0].ReadsTokens)
                Report("the model's input is a token id, which no other layer can read");
            return 0;
        }

        int found = Earlier(name);
        if (found < 0)
            Report("no layer before it has that name");
        else if (IsAmbiguous(found, name))
            Report("two layers have that name");
        return found < 0 ? index : found + 1;

        void Report(string why) => _faults.Add(new(index, name, why, new(Known(index))));
    }

    /// <summary>The last layer of a name before the one that is being read; -1: there is none.</summary>
    private int Earlier(ForeignText name) => _names.Take(_reads.Count).ToList().FindLastIndex(each => each.Prefix == name);

    /// <summary>Another layer of the name is no part of the same stack.</summary>
    private bool IsAmbiguous(int layer, ForeignText name)
    {
        int first = layer - _names[layer].StackIndex;
        return _names.Take(first).Any(each => each.Prefix == name);
    }

    private IEnumerable<ForeignText> Known(int index)
    {
        if (!_layers[0].ReadsTokens)
            yield return new(InputName);
        foreach (ForeignText name in _names.Take(index).Select(each => each.Prefix).OfType<ForeignText>().Distinct())
            yield return name;
    }
}

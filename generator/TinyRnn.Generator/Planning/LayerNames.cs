using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Planning;

/// <summary>
/// Gives layers their names in weight files: what the user said, or the kind's default with a number from the second on. Consecutive
/// recurrent layers of one kind and name are one PyTorch stack.
/// </summary>
internal sealed class LayerNames
{
    private readonly HashSet<ForeignText> _taken = [];
    private LayerSpec? _previous;
    private ForeignText? _previousName;
    private int _stackIndex;

    public (ForeignText? Name, int StackIndex) Next(LayerSpec layer)
    {
        ForeignText? name = layer.Name;
        bool stacked = layer is RecurrentLayerSpec && _previous?.Kind == layer.Kind && _previous.Name == layer.Name;
        if (stacked)
        {
            name = _previousName;
            _stackIndex++;
        }
        else
        {
            name ??= layer.DefaultName is { } given ? Free(given) : null;
            _stackIndex = 0;
        }

        if (name is { } taken)
            _taken.Add(taken);
        _previous = layer;
        _previousName = name;
        return (name, _stackIndex);
    }

    private ForeignText Free(string name)
    {
        ForeignText candidate = new(name);
        for (int number = 2; _taken.Contains(candidate); number++)
            candidate = new($"{name}{number}");
        return candidate;
    }
}

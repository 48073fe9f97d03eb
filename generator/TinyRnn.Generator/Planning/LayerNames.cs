using TinyRnn.Generator.Spec;

namespace TinyRnn.Generator.Planning;

/// <summary>
/// Gives layers their names in weight files: what the user said, or the kind's default with a number from the second on. Consecutive
/// recurrent layers of one kind and name are one PyTorch stack.
/// </summary>
internal sealed class LayerNames
{
    private readonly HashSet<string> _taken = [];
    private LayerSpec? _previous;
    private string? _previousName;
    private int _stackIndex;

    public (string? Name, int StackIndex) Next(LayerSpec layer)
    {
        string? name = layer.Name;
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

        if (name is not null)
            _taken.Add(name);
        _previous = layer;
        _previousName = name;
        return (name, _stackIndex);
    }

    private string Free(string name)
    {
        string candidate = name;
        for (int number = 2; _taken.Contains(candidate); number++)
            candidate = $"{name}{number}";
        return candidate;
    }
}

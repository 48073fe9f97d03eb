
namespace TinyRnn.Model.Planning;

/// <summary>A layer's name in weight files.</summary>
/// <param name="Prefix">In front of its tensors; <see langword="null"/> for layers without weights.</param>
/// <param name="StackIndex">Number in PyTorch's stack of layers of one name: the k of <c>_lk</c>.</param>
internal readonly record struct LayerName(ForeignText? Prefix, int StackIndex);

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

    public LayerName Next(LayerSpec layer)
    {
        ForeignText? name = layer.Name;
        bool stacked = layer.IsStackable && _previous?.Kind == layer.Kind && _previous.Name == layer.Name;
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
        return new(name, _stackIndex);
    }

    private ForeignText Free(string name)
    {
        ForeignText candidate = new(name);
        for (int number = 2; _taken.Contains(candidate); number++)
            candidate = new($"{name}{number}");
        return candidate;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TinyRnn.Formats.StateDict;

/// <summary>The tensors of one module: those with one prefix.</summary>
/// <param name="name">The prefix, without its last dot; empty for a module that was saved alone.</param>
internal sealed class StateDictModule(string name)
{
    private readonly Dictionary<string, SourceTensor> _tensors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public string Name => name;

    /// <summary>What messages call it.</summary>
    public string Shown => name.Length == 0 ? "the module" : name;

    /// <summary>Tensors that nobody asked for.</summary>
    public IEnumerable<string> Untaken => _tensors.Keys.Where(key => !_taken.Contains(key));

    /// <summary>It has the matrices of a recurrent layer.</summary>
    public bool IsRecurrent => _tensors.Keys.Any(key => key.StartsWith("weight_hh", StringComparison.Ordinal));

    public void Add(string key, SourceTensor tensor) => _tensors[key] = tensor;

    public bool TryTake(string key, [NotNullWhen(true)] out SourceTensor? tensor)
    {
        if (!_tensors.TryGetValue(key, out tensor))
            return false;
        _taken.Add(key);
        return true;
    }

    public SourceTensor? Take(string key) => TryTake(key, out SourceTensor? tensor) ? tensor : null;

    public SourceTensor? Look(string key) => _tensors.GetValueOrDefault(key);

    /// <summary>What ends the names of layer <paramref name="layer"/>: <c>_l0</c>, or nothing for a cell.</summary>
    public string? Suffix(int layer)
    {
        string numbered = string.Create(CultureInfo.InvariantCulture, $"_l{layer}");
        return _tensors.ContainsKey("weight_hh" + numbered) ? numbered : layer == 0 && _tensors.ContainsKey("weight_hh") ? "" : null;
    }
}

using System.Text;

namespace TinyRnn.Import.Keras;

/// <summary>The tensors of each layer, in Keras' order.</summary>
internal abstract class KerasWeights
{
    /// <summary>Tensors of a layer, those of its inner layers one after another.</summary>
    public abstract IReadOnlyList<SourceTensor> Of(KerasLayer layer);

    /// <summary>Layers in the file that nobody asked for.</summary>
    public abstract IEnumerable<string> Unread { get; }
}

/// <summary>.h5: a group for each layer, whose attribute <c>weight_names</c> gives the order.</summary>
internal sealed class NamedWeights(Hdf5Tensors file) : KerasWeights
{
    private const string Root = "model_weights";

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public override IEnumerable<string> Unread =>
        file.Texts(Root, "layer_names").Where(name => !_read.Contains(name) && file.Texts($"{Root}/{name}", "weight_names").Length > 0);

    public override IReadOnlyList<SourceTensor> Of(KerasLayer layer)
    {
        _read.Add(layer.Name);
        string group = $"{Root}/{layer.Name}";
        return [.. file.Texts(group, "weight_names").Select(name => file.Tensor($"{group}/{name}"))];
    }
}

/// <summary>.keras: <c>layers/KIND[_n]</c>, where the kind is the class in snake case, counted in the order of the layers.</summary>
internal sealed class CountedWeights(Hdf5Tensors file) : KerasWeights
{
    private const string Root = "layers";

    private static readonly string[] s_inner = ["cell", "layer", "forward_layer", "backward_layer"];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public override IEnumerable<string> Unread => file.Members(Root).Where(name => !_read.Contains(name) && Tensors($"{Root}/{name}").Any());

    public override IReadOnlyList<SourceTensor> Of(KerasLayer layer)
    {
        string kind = Snake(layer.Kind);
        int count = _counts.GetValueOrDefault(kind);
        _counts[kind] = count + 1;
        string name = count == 0 ? kind : $"{kind}_{count}";
        _read.Add(name);
        return [.. Tensors($"{Root}/{name}")];
    }

    /// <summary>The folder's own, then those of its inner layers: forward before backward.</summary>
    private IEnumerable<SourceTensor> Tensors(string folder)
    {
        if (!file.Has(folder))
            yield break;
        string[] members = file.Members(folder);
        if (members.Contains("vars"))
        {
            foreach (string name in file.Members($"{folder}/vars").OrderBy(name => int.TryParse(name, out int number) ? number : int.MaxValue))
                yield return file.Tensor($"{folder}/vars/{name}");
        }

        foreach (string inner in s_inner.Where(members.Contains))
        {
            foreach (SourceTensor tensor in Tensors($"{folder}/{inner}"))
                yield return tensor;
        }
    }

    /// <summary>
    /// <c>SimpleRNN</c> is <c>simple_rnn</c>, <c>LSTM</c> is <c>lstm</c>, <c>TimeDistributed</c> is <c>time_distributed</c>, <c>Conv1D</c> is <c>conv1d</c>.
    /// </summary>
    private static string Snake(string kind)
    {
        StringBuilder snake = new();
        for (int i = 0; i < kind.Length; i++)
        {
            bool begins = i > 0 && char.IsUpper(kind[i]) && (char.IsLower(kind[i - 1]) || (i + 1 < kind.Length && char.IsLower(kind[i + 1])));
            if (begins)
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(kind[i]));
        }

        return snake.ToString();
    }
}

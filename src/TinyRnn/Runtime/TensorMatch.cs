using System.Text;
using TinyRnn.Weights;

namespace TinyRnn.Runtime;

/// <summary>Finds a model's tensors in a file, and says everything that does not fit at once.</summary>
internal sealed class TensorMatch(SafetensorsReader reader, string source, string model, WeightLoadOptions options)
{
    private readonly List<string> _missing = [];
    private readonly List<string> _unexpected = [];
    private readonly List<string> _wrongShape = [];
    private readonly List<string> _wrongType = [];

    /// <returns>The file's tensors, in the order of <paramref name="bindings"/>.</returns>
    /// <exception cref="WeightMismatchException">Any difference.</exception>
    public TensorInfo[] Match(ReadOnlySpan<TensorBinding> bindings)
    {
        Dictionary<string, TensorInfo> available = Available();
        TensorInfo[] found = new TensorInfo[bindings.Length];
        HashSet<string> known = new(StringComparer.Ordinal);
        for (int i = 0; i < bindings.Length; i++)
        {
            TensorBinding binding = bindings[i];
            known.Add(binding.Name);
            if (!available.TryGetValue(binding.Name, out TensorInfo? tensor))
            {
                _missing.Add($"{binding.Name} {TensorInfo.ShapeText(binding.Shape)}");
                continue;
            }

            found[i] = tensor;
            if (!tensor.Shape.SequenceEqual(binding.Shape))
                _wrongShape.Add($"{binding.Name}: expected {TensorInfo.ShapeText(binding.Shape)}, found {TensorInfo.ShapeText(tensor.Shape)}");
            if (!tensor.Type.IsFloat())
                _wrongType.Add($"{binding.Name}: expected F32, F16, BF16 or F64, found {tensor.TypeText}");
        }

        if (!options.IgnoreUnexpected)
            _unexpected.AddRange(available.Where(each => !known.Contains(each.Key)).Select(each => $"{each.Key} {TensorInfo.ShapeText(each.Value.Shape)}"));
        if (_missing.Count + _unexpected.Count + _wrongShape.Count + _wrongType.Count > 0)
            throw Mismatch(bindings);
        return found;
    }

    private Dictionary<string, TensorInfo> Available()
    {
        Dictionary<string, TensorInfo> available = new(StringComparer.Ordinal);
        foreach (TensorInfo tensor in reader.Tensors)
        {
            if (!tensor.Name.StartsWith(options.Prefix, StringComparison.Ordinal))
                continue;
            string name = tensor.Name[options.Prefix.Length..];
            name = options.Rename?.Invoke(name) ?? name;
            if (!available.TryAdd(name, tensor))
            {
                throw new WeightMismatchException(
                    $"{source}: {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Rename)} gives both '{available[name].Name}' and '{tensor.Name}' the name '{name}'.");
            }
        }

        return available;
    }

    private WeightMismatchException Mismatch(ReadOnlySpan<TensorBinding> bindings)
    {
        StringBuilder message = new();
        message.Append($"{source} does not hold the weights of {model}; nothing was loaded.");
        List("Missing", _missing);
        List("Unexpected", _unexpected);
        List("Wrong shape", _wrongShape);
        List("Wrong type", _wrongType);
        if (Hint(bindings) is { } hint)
            message.Append('\n').Append(hint);
        return new WeightMismatchException(message.ToString())
        {
            Missing = _missing,
            Unexpected = _unexpected,
            WrongShape = _wrongShape,
            WrongType = _wrongType,
        };

        void List(string title, List<string> items)
        {
            if (items.Count > 0)
                message.Append($"\n{title}: {string.Join("; ", items)}.");
        }
    }

    /// <summary>The causes that are easy to see and easy to mend.</summary>
    private string? Hint(ReadOnlySpan<TensorBinding> bindings)
    {
        foreach (TensorBinding binding in bindings)
        {
            TensorInfo? longer = reader.Tensors.FirstOrDefault(
                tensor => tensor.Name.Length > binding.Name.Length && tensor.Name.EndsWith("." + binding.Name, StringComparison.Ordinal));
            if (longer is not null && _missing.Count == bindings.Length)
            {
                string prefix = longer.Name[..^binding.Name.Length];
                return $"The file's names begin with \"{prefix}\": set {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Prefix)} to it.";
            }

            if (binding.Name.Contains("weight_hh", StringComparison.Ordinal)
                && reader.TryGet(options.Prefix + binding.Name, out TensorInfo? recurrent)
                && recurrent.Shape.Count == 2
                && binding.Columns > 0
                && recurrent.Shape[1] > 0
                && Cell(binding.Rows / binding.Columns) is { } wanted
                && Cell(recurrent.Shape[0] / recurrent.Shape[1]) is { } given
                && wanted != given)
            {
                return $"The file holds {given} layers, the model has {wanted} layers.";
            }
        }

        return null;
    }

    private static string? Cell(int gates) => gates switch
    {
        1 => "RNN",
        3 => "GRU",
        4 => "LSTM",
        _ => null,
    };
}

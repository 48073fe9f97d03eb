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
            if (!AreEqual(tensor.Shape, binding.Shape))
                _wrongShape.Add($"{binding.Name}: expected {TensorInfo.ShapeText(binding.Shape)}, found {TensorInfo.ShapeText(tensor.Shape)}");
            if (!tensor.Type.IsFloat())
                _wrongType.Add($"{binding.Name}: expected F32, F16, BF16 or F64, found {Excerpt.Of(tensor.TypeText)}");
        }

        if (!options.IgnoreUnexpected)
        {
            foreach ((string name, TensorInfo tensor) in available)
            {
                if (!known.Contains(name))
                    _unexpected.Add($"{Excerpt.Of(name)} {TensorInfo.ShapeText(tensor.Shape)}");
            }
        }

        if (_missing.Count + _unexpected.Count + _wrongShape.Count + _wrongType.Count > 0)
            throw Mismatch(MismatchHint.For(bindings, reader.Tensors, available, options.HasFixedNames));
        return found;
    }

    /// <summary>The file's tensors by the names that the model has for them.</summary>
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
                    $"{source}: {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Rename)} gives both '{Excerpt.Of(available[name].Name)}' and "
                    + $"'{Excerpt.Of(tensor.Name)}' the name '{Excerpt.Of(name)}'. Give each its own.");
            }
        }

        return available;
    }

    private static bool AreEqual(IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        if (a.Count != b.Count)
            return false;
        for (int i = 0; i < a.Count; i++)
        {
            if (a[i] != b[i])
                return false;
        }

        return true;
    }

    private WeightMismatchException Mismatch(IEnumerable<string> hints)
    {
        StringBuilder message = new();
        message.Append($"{source} does not hold the weights of {model}; nothing was loaded.");
        List("Missing", _missing);

        // Only these can be as many as the file likes.
        if (_unexpected.Count > 0)
            message.Append($"\nUnexpected: {Excerpt.Join("; ", _unexpected)}.");
        List("Wrong shape", _wrongShape);
        List("Wrong type", _wrongType);
        foreach (string hint in hints)
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
}

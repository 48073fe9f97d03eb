using System.Text;
using TinyRnn.Weights;

namespace TinyRnn.Runtime.Files;

/// <summary>Finds a model's tensors in a file by the header alone, and says everything that does not fit at once.</summary>
internal sealed class TensorMatch(SafetensorsReader reader, string source, string model, WeightLoadOptions options)
{
    private readonly List<string> _missing = [];
    private readonly List<string> _unexpected = [];
    private readonly List<string> _wrongShape = [];
    private readonly List<string> _wrongType = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _moreUnexpected;
    private bool _hasOwn;
    private bool _hasStrangers;
    private OwnTensors? _own;

    /// <returns>The file's tensors, in the order of <paramref name="bindings"/>; none for biases that are zeros.</returns>
    /// <exception cref="WeightMismatchException">Any difference.</exception>
    public TensorInfo?[] Match(ReadOnlySpan<TensorBinding> bindings)
    {
        // A stranger that is passed over must not be one of the model's own.
        foreach (TensorBinding binding in bindings)
            _names.Add(binding.Name);
        _own = new OwnTensors(ModelModule.Of(bindings));
        TensorInfo?[] found = Find(bindings);
        if (options.Tied is { } tied)
            Tie(tied, bindings, found);
        TieOwn(bindings, found);
        for (int i = 0; i < found.Length; i++)
        {
            TensorBinding binding = bindings[i];
            if (found[i] is not { } tensor)
            {
                if (options.AllowMissingBiases && IsZero(bindings, found, i))
                    continue;
                _missing.Add($"{Excerpt.Of(binding.Name)} {binding.ShapeText}");
                continue;
            }

            if (!binding.Fits(tensor.Sizes))
                _wrongShape.Add(WrongShape(binding, tensor));
            if (!tensor.HoldsFloats)
                _wrongType.Add(WrongType(binding, tensor));
        }

        if (_missing.Count + _unexpected.Count + _wrongShape.Count + _wrongType.Count > 0)
        {
            MismatchCase mismatch = new(source, reader.Header, bindings.ToArray(), found, options)
            {
                HasAll = _missing.Count + _wrongShape.Count + _wrongType.Count == 0,
                HasStrangers = _hasStrangers,
                HasOwnUnexpected = _hasOwn,
            };
            throw Mismatch(FileAdvice.IsKept ? MismatchHint.All(mismatch) : []);
        }

        return found;
    }

    /// <summary>A bias of a layer of which the file has none at all: one of two biases that is missing is a fault.</summary>
    private static bool IsZero(ReadOnlySpan<TensorBinding> bindings, TensorInfo?[] found, int index)
    {
        int start = bindings[index].Name.LastIndexOf('.') + 1;
        ReadOnlySpan<char> layer = bindings[index].Name.AsSpan(0, start);
        if (!IsBias(bindings[index].Name, start))
            return false;
        for (int i = 0; i < found.Length; i++)
        {
            string other = bindings[i].Name;
            if (other.LastIndexOf('.') + 1 == start && other.AsSpan(0, start).SequenceEqual(layer) && (found[i] is null) != IsBias(other, start))
                return false;
        }

        return true;

        static bool IsBias(string name, int start) => name.AsSpan(start).StartsWith("bias", StringComparison.Ordinal);
    }

    /// <summary>Gives a tensor that the file lacks the one that it is the same as.</summary>
    private void Tie(IReadOnlyDictionary<string, string> tied, ReadOnlySpan<TensorBinding> bindings, TensorInfo?[] found)
    {
        foreach (KeyValuePair<string, string> pair in tied)
        {
            int missing = Place(bindings, pair.Key);
            int there = Place(bindings, pair.Value);
            found[missing] ??= found[there];
        }
    }

    /// <summary>Of two names for one matrix of the model, the file has either or both.</summary>
    private void TieOwn(ReadOnlySpan<TensorBinding> bindings, TensorInfo?[] found)
    {
        for (int i = 0; i < found.Length; i++)
        {
            if (bindings[i].TiedTo is not { } name)
                continue;
            int other = Place(bindings, name);
            found[i] ??= found[other];
            found[other] ??= found[i];
        }
    }

    private int Place(ReadOnlySpan<TensorBinding> bindings, string name)
    {
        for (int i = 0; i < bindings.Length; i++)
        {
            if (bindings[i].Name == name)
                return i;
        }

        List<string> names = [];
        foreach (TensorBinding binding in bindings)
            names.Add(binding.Name);
        throw new WeightMismatchException(
            $"{source}: {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Tied)} names '{Excerpt.Of(name)}', but {Excerpt.Of(model)} has "
            + $"{Excerpt.Join(", ", names)}. Both names are the model's.");
    }

    /// <summary>
    /// The tensors that have the model's names, and a note of the others. The names of a file are compared as bytes, without a string for each.
    /// </summary>
    private TensorInfo?[] Find(ReadOnlySpan<TensorBinding> bindings)
    {
        TensorInfo?[] found = new TensorInfo?[bindings.Length];
        SafetensorsHeader header = reader.Header;
        byte[] prefix = Prefix(header, options);
        bool[] taken = new bool[header.Count];
        if (options.Rename is { } rename)
        {
            Rename(rename, prefix, bindings, found);
            return found;
        }

        for (int i = 0; i < bindings.Length; i++)
        {
            int place = HeaderTexts.Utf8(bindings[i].Name) is { } name ? header.Find(prefix, name) : -1;
            if (place < 0)
                continue;
            found[i] = header.Info(header.ByName[place]);
            taken[header.ByName[place]] = true;
        }

        for (int i = 0; i < taken.Length; i++)
        {
            if (!taken[i] && header.Name(i).StartsWith(prefix))
                NoteUnexpected(i, header.Name(i)[prefix.Length..]);
        }

        return found;
    }

    /// <summary>
    /// What names of the file have before those of the model: the prefix, and its dot where that was left out and everything that begins with the prefix goes
    /// on with one. Nothing else can be meant then. (The generator's HeaderCheck has the same rule.)
    /// </summary>
    internal static byte[] Prefix(SafetensorsHeader header, WeightLoadOptions options)
    {
        byte[] prefix = Encoding.UTF8.GetBytes(options.Prefix);
        bool lacksDot = false;
        for (int i = 0; i < header.Count && prefix.Length > 0; i++)
        {
            if (!header.Name(i).StartsWith(prefix))
                continue;
            ReadOnlySpan<byte> rest = header.Name(i)[prefix.Length..];
            if (rest.IsEmpty || rest[0] != (byte)'.')
                return prefix;
            lacksDot = true;
        }

        return lacksDot ? [.. prefix, (byte)'.'] : prefix;
    }

    /// <summary>The same by names that a function gives, which needs strings; none is kept.</summary>
    private void Rename(Func<string, string> rename, byte[] prefix, ReadOnlySpan<TensorBinding> bindings, TensorInfo?[] found)
    {
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int i = 0; i < bindings.Length; i++)
            places[bindings[i].Name] = i;
        SafetensorsHeader header = reader.Header;
        for (int i = 0; i < header.Count; i++)
        {
            if (!header.Name(i).StartsWith(prefix))
                continue;
            string given = Encoding.UTF8.GetString(header.Name(i)[prefix.Length..]);
            string name = rename(given) ?? given;
            if (name.Length == 0)
                continue;
            if (!places.TryGetValue(name, out int place))
            {
                NoteUnexpected(i, Encoding.UTF8.GetBytes(name));
                continue;
            }

            if (found[place] is { } first)
            {
                throw new WeightMismatchException(
                    $"{source}: {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.Rename)} gives both '{first.ShownName}' and "
                    + $"'{Excerpt.Of(header.Name(i))}' the name '{Excerpt.Of(name)}'. Give each its own.");
            }

            found[place] = header.Info(i);
        }
    }

    private void NoteUnexpected(int index, ReadOnlySpan<byte> name)
    {
        // The scales of integers go with these.
        if (reader.Header.Name(index).EndsWith("_scale"u8) && reader.Header.Info(index).IsScale)
            return;
        bool isOwn = _own!.Has(name, reader.Header.Entry(index).Shape);
        if (options.IgnoreUnexpected && !isOwn)
            return;
        if (name.EndsWith("tracked"u8) && BatchCounters.VarianceBeside(Encoding.UTF8.GetString(name)) is { } variance && _names.Contains(variance))
            return;
        _hasOwn |= isOwn;
        _hasStrangers |= !isOwn;
        if (_unexpected.Count < WeightMismatchException.MostUnexpected)
            _unexpected.Add($"{Excerpt.Of(name)} {TensorInfo.ShapeText(reader.Header.Entry(index).Shape)}");
        else
            _moreUnexpected++;
    }

    private WeightMismatchException Mismatch(IEnumerable<string> hints)
    {
        StringBuilder message = new();
        message.Append($"{source} does not hold the weights of {Excerpt.Of(model)}; nothing was loaded.");
        Add("Missing", _missing);

        Add("Unexpected", _unexpected, _moreUnexpected);
        Add("Wrong shape", _wrongShape);
        Add("Wrong type", _wrongType);
        foreach (string hint in hints)
            message.Append('\n').Append(hint);
        return new WeightMismatchException(message.ToString())
        {
            Missing = _missing,
            Unexpected = _unexpected,
            WrongShape = _wrongShape,
            WrongType = _wrongType,
        };

        void Add(string title, List<string> items, int more = 0)
        {
            if (items.Count > 0)
                message.Append($"\n{title}: {List(items, more)}.");
        }
    }

    internal static string WrongShape(TensorBinding binding, TensorInfo tensor) =>
        $"{Excerpt.Of(binding.Name)}: expected {binding.ShapeText}, found {TensorInfo.ShapeText(tensor.Sizes)}";

    internal static string WrongType(TensorBinding binding, TensorInfo tensor)
    {
        string name = Excerpt.Of(binding.Name);
        string lacking = tensor.Type is TensorType.I8 or TensorType.I16 ? $" without a scale for each row, '{name}_scale'" : "";
        return $"{name}: expected F32, F16, BF16 or F64, found {Excerpt.Of(tensor.TypeText)}{lacking}";
    }

    /// <summary>As many as a message shows. Their names have been cut already, and what stands behind a name is the news.</summary>
    internal static string List(List<string> items, int more = 0)
    {
        int shown = Math.Min(items.Count, Excerpt.MostItems);
        more += items.Count - shown;
        string text = string.Join("; ", items[..shown]);
        return more == 0 ? text : $"{text}; and {more} more";
    }
}

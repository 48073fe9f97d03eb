using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace TinyRnn.Weights;

/// <summary>The metadata of a header: text by key, in the order of the keys' bytes. Strings are made when they are asked for.</summary>
internal sealed class HeaderMetadata : IReadOnlyDictionary<string, string>
{
    private readonly byte[] _json;
    private readonly MetadataEntry[] _entries;

    /// <param name="json">The header.</param>
    /// <param name="source">Name of the file, for messages.</param>
    /// <param name="entries">The entries, which are this object's from now on.</param>
    /// <exception cref="WeightFormatException">A key is there twice.</exception>
    public HeaderMetadata(byte[] json, string source, MetadataEntry[] entries)
    {
        _json = json;
        _entries = entries;
        SortByKey();
        for (int i = 1; i < entries.Length; i++)
        {
            if (Key(i).SequenceEqual(Key(i - 1)))
                throw HeaderParser.Error(source, $"has the key '{Excerpt.Of(Key(i))}' twice in its __metadata__");
        }
    }

    public int Count => _entries.Length;

    public IEnumerable<string> Keys
    {
        get
        {
            for (int i = 0; i < _entries.Length; i++)
                yield return Encoding.UTF8.GetString(Key(i));
        }
    }

    public IEnumerable<string> Values
    {
        get
        {
            for (int i = 0; i < _entries.Length; i++)
                yield return Encoding.UTF8.GetString(Text(i));
        }
    }

    public string this[string key] =>
        TryGetValue(key, out string? text) ? text : throw new KeyNotFoundException($"The file's metadata has no '{Excerpt.Of(key)}'.");

    public ReadOnlySpan<byte> Key(int index) => _entries[index].Key.In(_json);

    public ReadOnlySpan<byte> Text(int index) => _entries[index].Text.In(_json);

    /// <summary>UTF-8 of the text of a key.</summary>
    public bool TryGet(string key, out ReadOnlySpan<byte> text)
    {
        ArgumentNullException.ThrowIfNull(key);
        text = default;
        if (HeaderTexts.Utf8(key) is not { } utf8)
            return false;
        int low = 0;
        for (int high = _entries.Length - 1; low <= high;)
        {
            int middle = (low + high) >>> 1;
            int order = Key(middle).SequenceCompareTo(utf8);
            if (order == 0)
            {
                text = Text(middle);
                return true;
            }

            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return false;
    }

    /// <summary>Whether any key begins so.</summary>
    public bool HasPrefix(string prefix)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(prefix);
        for (int i = 0; i < _entries.Length; i++)
        {
            if (Key(i).StartsWith(utf8))
                return true;
        }

        return false;
    }

    public bool ContainsKey(string key) => TryGet(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        bool found = TryGet(key, out ReadOnlySpan<byte> text);
        value = found ? Encoding.UTF8.GetString(text) : null;
        return found;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (int i = 0; i < _entries.Length; i++)
            yield return new KeyValuePair<string, string>(Encoding.UTF8.GetString(Key(i)), Encoding.UTF8.GetString(Text(i)));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// Heap sort, in place. The library's sort would take each native program 2 KB for these entries alone, and indexes to sort instead a quarter more memory
    /// for a hostile header.
    /// </summary>
    private void SortByKey()
    {
        for (int root = (_entries.Length / 2) - 1; root >= 0; root--)
            Sink(root, _entries.Length);
        for (int last = _entries.Length - 1; last > 0; last--)
        {
            (_entries[0], _entries[last]) = (_entries[last], _entries[0]);
            Sink(0, last);
        }
    }

    /// <summary>Moves an entry below those of its heap that are larger.</summary>
    private void Sink(int place, int count)
    {
        for (int child = (2 * place) + 1; child < count; child = (2 * place) + 1)
        {
            if (child + 1 < count && Key(child).SequenceCompareTo(Key(child + 1)) < 0)
                child++;
            if (Key(place).SequenceCompareTo(Key(child)) >= 0)
                return;
            (_entries[place], _entries[child]) = (_entries[child], _entries[place]);
            place = child;
        }
    }
}

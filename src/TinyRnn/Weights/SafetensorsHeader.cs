using System.Globalization;
using System.Text;

namespace TinyRnn.Weights;

/// <summary>
/// The header of a safetensors file: what tensors there are and where, and the metadata. Everything in it has been checked. Names and objects are made when
/// somebody asks for them: a hostile header of 16 MiB describes hundreds of thousands of tensors, and to refuse it must not take many times its size.
/// </summary>
internal sealed class SafetensorsHeader
{
    /// <summary>More dimensions than any real tensor has.</summary>
    public const int MostDimensions = 8;

    private readonly byte[] _json;
    private readonly TensorEntry[] _tensors;
    private readonly int[] _byName;
    private TensorInfo?[]? _infos;

    /// <param name="json">The header, which is this object's from now on.</param>
    /// <param name="source">Name of the file, for messages.</param>
    /// <param name="dataLength">Bytes after the header.</param>
    /// <exception cref="WeightFormatException">Anything in it is not as the format wants it.</exception>
    public SafetensorsHeader(byte[] json, string source, long dataLength)
    {
        HeaderParser parser = new(json, source, dataLength);
        parser.Parse();
        _json = json;
        _tensors = parser.Tensors;
        Metadata = new HeaderMetadata(json, source, parser.Metadata);
        Tensors = new TensorList(this);
        _byName = new int[_tensors.Length];
        for (int i = 0; i < _byName.Length; i++)
            _byName[i] = i;
        IndexOrder.Sort(_byName, (a, b) => Name(a).SequenceCompareTo(Name(b)));
        CheckNames(source);
        CheckCover(source, dataLength);
    }

    /// <summary>Number of tensors.</summary>
    public int Count => _tensors.Length;

    /// <summary>The tensors as objects, made when they are asked for.</summary>
    public TensorList Tensors { get; }

    public HeaderMetadata Metadata { get; }

    /// <summary>Indexes of the tensors in the order of their names' bytes.</summary>
    public ReadOnlySpan<int> ByName => _byName;

    public ref readonly TensorEntry Entry(int index) => ref _tensors[index];

    /// <summary>UTF-8 of a tensor's name.</summary>
    public ReadOnlySpan<byte> Name(int index) => _tensors[index].Name.In(_json);

    /// <summary>UTF-8 of a tensor's type.</summary>
    public ReadOnlySpan<byte> Type(int index) => _tensors[index].Type.In(_json);

    /// <summary>A tensor as an object, always the same.</summary>
    public TensorInfo Info(int index)
    {
        _infos ??= new TensorInfo?[_tensors.Length];
        return _infos[index] ??= new TensorInfo(this, index);
    }

    /// <summary>
    /// Place in <see cref="ByName"/> of the tensor whose name is <paramref name="prefix"/> and <paramref name="name"/>; negative if there is none.
    /// </summary>
    public int Find(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> name)
    {
        int low = 0;
        for (int high = _byName.Length - 1; low <= high;)
        {
            int middle = (low + high) >>> 1;
            int order = Compare(Name(_byName[middle]), prefix, name);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }

    /// <summary>The tensor of this name; negative if there is none.</summary>
    public int IndexOf(string name)
    {
        int place = HeaderTexts.Utf8(name) is { } utf8 ? Find([], utf8) : -1;
        return place < 0 ? -1 : _byName[place];
    }

    private static int Compare(ReadOnlySpan<byte> name, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        int order = name[..Math.Min(name.Length, first.Length)].SequenceCompareTo(first);
        return order != 0 ? order : name[first.Length..].SequenceCompareTo(second);
    }

    private void CheckNames(string source)
    {
        for (int i = 1; i < _byName.Length; i++)
        {
            if (Name(_byName[i]).SequenceEqual(Name(_byName[i - 1])))
                throw HeaderParser.Error(source, $"has two tensors '{Excerpt.Of(Name(_byName[i]))}', where names are expected to differ");
        }
    }

    /// <summary>
    /// No byte belongs to two tensors, and none to nobody: a file that differs has been damaged or hides something. Empty tensors have no bytes.
    /// </summary>
    private void CheckCover(string source, long dataLength)
    {
        int[] inOrder = new int[_tensors.Length];
        int count = 0;
        for (int i = 0; i < _tensors.Length; i++)
        {
            if (_tensors[i].End > _tensors[i].Begin)
                inOrder[count++] = i;
        }

        IndexOrder.Sort(inOrder.AsSpan(0, count), (a, b) => _tensors[a].Begin.CompareTo(_tensors[b].Begin));
        long end = 0;
        int previous = -1;
        foreach (int each in inOrder.AsSpan(0, count))
        {
            ref readonly TensorEntry tensor = ref _tensors[each];
            if (tensor.Begin < end)
            {
                throw HeaderParser.Error(
                    source,
                    "lets tensors '" + Excerpt.Of(Name(previous)) + "' (up to byte " + Text(end) + ") and '" + Excerpt.Of(Name(each)) + "' (from byte "
                    + Text(tensor.Begin) + ") overlap, but each needs bytes of its own");
            }

            if (tensor.Begin > end)
            {
                throw HeaderParser.Error(
                    source,
                    "has " + Counted.Of(tensor.Begin - end, "byte") + " of no tensor before tensor '" + Excerpt.Of(Name(each)) + "': it was expected at byte "
                    + Text(end) + ", not " + Text(tensor.Begin));
            }

            end = tensor.End;
            previous = each;
        }

        if (end != dataLength)
            throw HeaderParser.Error(
                source,
                "has " + Counted.Of(dataLength - end, "byte") + " after its last tensor: " + Counted.Of(end, "byte") + " of data were expected, "
                + Text(dataLength) + " found");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A copy of a text as a string.</summary>
    public string Text(HeaderText text) => Encoding.UTF8.GetString(text.In(_json));
}

using System.Globalization;
using Razorvine.Pickle;

namespace TinyRnn.Import.PyTorch;

/// <summary>
/// Reads PyTorch's pickles as data. Nothing is executed: the few constructors below make plain objects, a class that nobody knows becomes a dictionary of its
/// attributes, and what would be called is refused.
/// </summary>
internal sealed class TorchObjects : Unpickler
{
    /// <summary>A pickle holds names and sizes, no numbers: real ones have kilobytes.</summary>
    private const int LongestPickle = 64 << 20;

    private static readonly Dictionary<string, StorageType> s_storages = new(StringComparer.Ordinal)
    {
        ["FloatStorage"] = StorageType.Float,
        ["DoubleStorage"] = StorageType.Double,
        ["HalfStorage"] = StorageType.Half,
        ["BFloat16Storage"] = StorageType.BFloat16,
        ["LongStorage"] = StorageType.Long,
        ["IntStorage"] = StorageType.Int,
        ["ShortStorage"] = StorageType.Short,
        ["ByteStorage"] = StorageType.Byte,
        ["BoolStorage"] = StorageType.Byte,
        ["CharStorage"] = StorageType.SignedByte,
        ["QInt8Storage"] = StorageType.SignedByte,
        ["QUInt8Storage"] = StorageType.Byte,
        ["QInt32Storage"] = StorageType.Int,
    };

    private readonly Dictionary<string, TorchStorage> _storages = new(StringComparer.Ordinal);

    static TorchObjects()
    {
        registerConstructor("collections", "OrderedDict", new Maker("collections.OrderedDict", _ => new SavedDictionary()));
        registerConstructor("torch._utils", "_rebuild_tensor_v2", new Maker("torch._utils._rebuild_tensor_v2", Tensor));
        registerConstructor("torch._utils", "_rebuild_qtensor", new Maker("torch._utils._rebuild_qtensor", QuantizedTensor));
        registerConstructor("torch", "ScriptObject", new ScriptObjectMaker());
        registerConstructor("torch._utils", "_rebuild_parameter", new Maker("torch._utils._rebuild_parameter", arguments => arguments[0]));
        registerConstructor("torch", "Size", new Maker("torch.Size", arguments => arguments.Length == 0 ? Array.Empty<object>() : arguments[0]));
        foreach ((string name, StorageType type) in s_storages)
            registerConstructor("torch", name, new StorageMaker(type));
    }

    /// <summary>The storages that the objects name, by key.</summary>
    public IReadOnlyDictionary<string, TorchStorage> Storages => _storages;

    /// <summary>Reads one object.</summary>
    /// <exception cref="SourceFormatException">No pickle, or one that calls something.</exception>
    public object? Read(Stream stream, string name)
    {
        try
        {
            return load(stream);
        }
        catch (Exception exception) when (exception is PickleException or InvalidOpcodeException or IOException or ArgumentException or InvalidCastException
            or NullReferenceException
            or IndexOutOfRangeException or KeyNotFoundException or FormatException or OverflowException or InvalidOperationException)
        {
            throw new SourceFormatException(
                $"{name} holds a pickle that is damaged, or that would call something ({exception.Message.ReplaceLineEndings(" ")}). Nothing in it was "
                + $"executed; save the model's state_dict() and import that.", exception);
        }
    }

    /// <summary>Reads a pickle whose length is known.</summary>
    public object? Read(byte[] pickle, string name)
    {
        if (pickle.Length > LongestPickle)
            throw new SourceFormatException(
                $"{name} holds a pickle of {Counted.Of(pickle.Length, "byte")}; at most {LongestPickle} are read. Save the model's state_dict() alone.");
        using MemoryStream stream = new(pickle, writable: false);
        return Read(stream, name);
    }

    /// <summary>('storage', type, key, where it was, elements).</summary>
    protected override object persistentLoad(object pid)
    {
        if (pid is not object[] { Length: >= 5 } parts || parts[0] is not "storage" || parts[1] is not StorageMaker maker || parts[2] is not string key)
            throw new PickleException("a reference that is no storage of PyTorch's");
        if (!_storages.TryGetValue(key, out TorchStorage? storage))
            _storages.Add(key, storage = new(maker.Type, key, Convert.ToInt64(parts[4], CultureInfo.InvariantCulture)));
        return storage;
    }

    private static TorchTensor Tensor(object[] arguments)
    {
        if (arguments is not [TorchStorage storage, _, object[] sizes, object[] strides, ..])
            throw new PickleException("a tensor without storage, sizes and strides");
        return new(
            storage,
            Convert.ToInt64(arguments[1], CultureInfo.InvariantCulture),
            Array.ConvertAll(sizes, size => Convert.ToInt32(size, CultureInfo.InvariantCulture)),
            Array.ConvertAll(strides, stride => Convert.ToInt64(stride, CultureInfo.InvariantCulture)),
            Interlocked.Increment(ref s_tensors));
    }

    /// <summary>(storage, offset, sizes, strides, (scheme, scale, zero point, or of an axis scales, zero points, axis), ...).</summary>
    private static TorchTensor QuantizedTensor(object[] arguments) => arguments is [_, _, _, _, object[] { Length: 3 or 4 } scheme, ..]
        ? Tensor(arguments) with
        {
            Scales = new(scheme[1], scheme[2], scheme.Length == 4 ? Convert.ToInt32(scheme[3], CultureInfo.InvariantCulture) : 0),
        }
        : throw new PickleException("a quantized tensor without its scale");

    /// <summary>Only the order counts.</summary>
    private static int s_tensors;

    private sealed class Maker(string name, Func<object[], object> make) : IObjectConstructor
    {
        public object construct(object[] args) =>
            args.Length > 0 || name.EndsWith("OrderedDict", StringComparison.Ordinal) || name.EndsWith("Size", StringComparison.Ordinal)
            ? make(args)
            : throw new PickleException($"{name} without arguments");
    }

    private sealed class ScriptObjectMaker : IObjectConstructor
    {
        public object construct(object[] args) => new TorchScriptObject();
    }

    /// <summary>The type of a storage, which is named and never made.</summary>
    private sealed class StorageMaker(StorageType type) : IObjectConstructor
    {
        public StorageType Type => type;

        public object construct(object[] args) => throw new PickleException("a storage that is made in the pickle");
    }
}

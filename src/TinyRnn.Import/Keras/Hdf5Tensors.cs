using System.Numerics.Tensors;
using PureHDF;
using PureHDF.VOL.Native;

namespace TinyRnn.Import.Keras;

/// <summary>Numbers and texts of an HDF5 file. Sizes are held against the file's before memory is taken.</summary>
internal sealed class Hdf5Tensors : IDisposable
{
    /// <summary>Compressed numbers are rarely a tenth.</summary>
    private const long LargestRatio = 50;

    private readonly NativeFile _file;
    private readonly long _length;
    private readonly string _name;

    /// <exception cref="SourceFormatException">No HDF5 file.</exception>
    public Hdf5Tensors(Stream stream, string name)
    {
        _length = stream.Length;
        _name = name;
        _file = Guard(() => H5File.Open(stream, leaveOpen: true), "its beginning");
    }

    public bool Has(string group) => Guard(() => group.Length == 0 || _file.LinkExists(group), group);

    /// <summary>A text attribute; <see langword="null"/> if it is not there.</summary>
    public string? Text(string group, string attribute) =>
        Guard(() => Group(group) is { } found && found.AttributeExists(attribute) ? found.Attribute(attribute).Read<string>() : null, attribute);

    /// <summary>A list of texts; empty if it is not there, or empty (and then of another type).</summary>
    public string[] Texts(string group, string attribute) => Guard(
        () => Group(group) is { } found && found.AttributeExists(attribute) && found.Attribute(attribute) is { } list
            && list.Space.Dimensions is { Length: 1 } sizes && sizes[0] is > 0 and < 1 << 16 ? list.Read<string[]>() : [],
        attribute);

    /// <summary>Members of a group.</summary>
    public string[] Members(string group) =>
        Guard(() => Group(group) is { } found ? [.. found.Children().Select(child => child.Name)] : Array.Empty<string>(), group);

    /// <summary>A tensor as float32.</summary>
    /// <exception cref="SourceFormatException">It is not there, no floats, or larger than its file can be.</exception>
    public SourceTensor Tensor(string path) => Guard(
        () =>
        {
            IH5Dataset dataset = _file.LinkExists(path)
                ? _file.Dataset(path)
                : throw new SourceFormatException($"{_name} has no '{path}', which its configuration asks for. Save the whole model with model.save().");
            ulong count = 1;
            foreach (ulong size in dataset.Space.Dimensions)
                count = checked(count * size);
            if (count * sizeof(float) > (ulong)Math.Min(_length * LargestRatio, int.MaxValue))
                throw new SourceFormatException(
                    $"{_name}: '{path}' is said to have {Counted.Of($"{count}", "number")}, more than the file can hold. It is damaged; save or download it again.");
            int[] shape = [.. dataset.Space.Dimensions.Select(size => checked((int)size))];
            return new SourceTensor(shape, dataset.Type.Size == sizeof(double) ? Rounded(dataset.Read<double[]>()) : dataset.Read<float[]>());
        },
        path);

    public void Dispose() => _file.Dispose();

    private static float[] Rounded(double[] numbers)
    {
        float[] values = new float[numbers.Length];
        TensorPrimitives.ConvertTruncating<double, float>(numbers, values);
        return values;
    }

    private IH5Group? Group(string path) => path.Length == 0 ? _file : _file.LinkExists(path) ? _file.Group(path) : null;

    /// <summary>The library's errors, whatever a damaged file makes of it, as one line: a length that lies is an OutOfMemoryException.</summary>
    private T Guard<T>(Func<T> read, string what)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not SourceFormatException)
        {
            throw new SourceFormatException(
                $"{_name} cannot be read as HDF5 at {what} ({exception.Message.ReplaceLineEndings(" ")}). It is damaged or no Keras file; save or download "
                + $"it again.", exception);
        }
    }
}

using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Finds and reads the reference data under <c>tests/data</c>.</summary>
internal static class TestData
{
    private static readonly string? s_root = Find();

    public static string Path(string name)
    {
        if (s_root is null)
            throw new CheckSkippedException("the folder tests/data is not above the program; start it inside the repository, or set TINYRNN_TEST_DATA");
        return System.IO.Path.Combine(s_root, name);
    }

    public static SafetensorsReader Open(string name) => SafetensorsReader.Open(Path(name));

    public static double[] Doubles(this SafetensorsReader reader, string name)
    {
        TensorInfo tensor = reader.Get(name);
        double[] values = new double[tensor.ElementCount];
        reader.Read(tensor, values);
        return values;
    }

    public static float[] Floats(this SafetensorsReader reader, string name)
    {
        TensorInfo tensor = reader.Get(name);
        float[] values = new float[tensor.ElementCount];
        reader.Read(tensor, values);
        return values;
    }

    public static int[] Integers(this SafetensorsReader reader, string name)
    {
        TensorInfo tensor = reader.Get(name);
        long[] values = new long[tensor.ElementCount];
        reader.Read(tensor, values);
        return Array.ConvertAll(values, value => (int)value);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("TINYRNN_TEST_DATA") is { Length: > 0 } given)
            return given;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = System.IO.Path.Combine(folder.FullName, "tests", "data");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}

using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>Files of PyTorch's training runs.</summary>
internal static class TrainingData
{
    /// <summary>Such files hold a record of the training beside the weights.</summary>
    public static WeightLoadOptions Lenient { get; } = new() { IgnoreUnexpected = true };

    /// <summary>A file that the repository carries.</summary>
    public static string Own(string name) => Path.Combine(AppContext.BaseDirectory, "data", "training", name);

    /// <summary>A file that the repository does not carry; without it the test is skipped.</summary>
    public static string Elsewhere(string name)
    {
        string? path = Folders().Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{name} is not in this repository; TINYRNN_TRAINING_DATA names a folder that has it");
        return path!;
    }

    public static float[] Floats(string path, string tensor)
    {
        using SafetensorsReader reader = SafetensorsReader.Open(path);
        TensorInfo info = reader.Get(tensor);
        float[] values = new float[info.ElementCount];
        reader.Read(info, values);
        return values;
    }

    public static int[] Integers(string path, string tensor)
    {
        using SafetensorsReader reader = SafetensorsReader.Open(path);
        TensorInfo info = reader.Get(tensor);
        long[] values = new long[info.ElementCount];
        reader.Read(info, values);
        return Array.ConvertAll(values, value => (int)value);
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("TINYRNN_TRAINING_DATA") is { Length: > 0 } given)
            yield return given;

        // Beside the clone, for those who keep data there.
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TinyRnn.sln")))
                yield return Path.Combine(folder.FullName, "..", "shared", "data", "training");
        }
    }
}

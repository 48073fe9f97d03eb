using TinyRnn.Import.Interpretation;
using TinyRnn.Weights;

namespace TinyRnn.Import.Tests.Json;

/// <summary>A model file of tests/data/import with what it gives, and how far a recomputation may be from it.</summary>
internal sealed class JsonCase
{
    private const double Single = 1.0 / (1 << 24);
    private const double Double = 1.0 / (1L << 53);

    private JsonCase(string file)
    {
        Model = FormatReaders.Read(Path(file));
        File = file;
    }

    public string File { get; }

    public SourceModel Model { get; }

    public static string Folder { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "data", "import");

    public static string Path(string file) => System.IO.Path.Combine(Folder, file);

    public static JsonCase Read(string file) => new(file);

    /// <summary>All files of a folder, for theories.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.GetFiles(Path(folder), pattern).Select(file => System.IO.Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal);

    /// <summary>The expected values that lie beside the file.</summary>
    public (float[] Inputs, double[] Outputs) Expected(string outputs = "y")
    {
        using SafetensorsReader reader = SafetensorsReader.Open(System.IO.Path.ChangeExtension(Path(File), ".expected.safetensors"));
        TensorInfo x = reader.Get("x");
        TensorInfo y = reader.Get(outputs);
        float[] xs = new float[x.ElementCount];
        double[] ys = new double[y.ElementCount];
        reader.Read(x, xs);
        reader.Read(y, ys);
        return (xs, ys);
    }

    /// <summary>
    /// Both sides computed in double from the same float32 weights: each sum rounds once a term, each step carries what the steps before it left. A network of
    /// these sizes does not amplify a rounding by more than the number of its steps.
    /// </summary>
    public double DoubleBound(int steps, double largest)
    {
        int terms = Model.Nodes.SelectMany(node => node.Tensors).Max(tensor => tensor.Shape[^1]) + Model.Nodes.Count;
        return steps * terms * Double * Math.Max(1, largest);
    }

    /// <summary>
    /// Where numbers of the model were rounded to float32 (a gain, a folded normalisation): what a float32 evaluation loses, which rounds as much in every
    /// operation, and at least a rounding of the largest value.
    /// </summary>
    public double SingleBound(float[] inputs)
    {
        double[] exact = Run<double>(inputs);
        double[] rounded = Run<float>(inputs);
        return 8 * Math.Max(exact.Zip(rounded, (x, y) => Math.Abs(x - y)).Max(), exact.Max(Math.Abs) * Single);
    }

    public double[] Run<T>(float[] inputs)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> =>
        [.. new Interpreter<T>(Model).Run(inputs).Outputs[Model.Outputs[0]].SelectMany(step => step).Select(double.CreateChecked)];

    /// <summary>The model's values are the expected ones.</summary>
    public void Check(bool isRounded, string outputs = "y")
    {
        (float[] inputs, double[] expected) = Expected(outputs);
        Check(inputs, expected, isRounded);
    }

    public void Check(float[] inputs, double[] expected, bool isRounded)
    {
        Assert.Empty(Model.Problems);
        double[] actual = Run<double>(inputs);
        Assert.Equal(expected.Length, actual.Length);
        double bound = isRounded ? SingleBound(inputs) : DoubleBound(inputs.Length / Model.InputSize, expected.Max(Math.Abs));
        double error = expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max();
        Assert.True(error <= bound, $"{File}: {error:g3} from the expected values, where {bound:g3} is the bound");
    }
}
